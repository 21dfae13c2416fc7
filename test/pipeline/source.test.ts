import { Size } from 'cdk8s';
import { Source } from '../../lib/pipeline/source';
import type { PodSelection } from '../../lib/pipeline/source-spec';

test('files are a glob, what is left out, and the longest line', () => {
  expect(Source.files('/var/log/**/*.log').spec).toEqual({
    kind: 'files',
    glob: '/var/log/**/*.log',
    exclude: [],
    maxLineBytes: 262144,
  });
  const source = Source.files('/a/*.log', { exclude: ['/a/b.log'], maxLineBytes: Size.mebibytes(1) });
  expect(source.spec).toMatchObject({ exclude: ['/a/b.log'], maxLineBytes: 1048576 });
  expect(source.kind).toBe('files');
});

test('pods are a selection and an exception', () => {
  const source = Source.pods({ namespaces: ['a'], labels: { x: ['1', '2'], y: true }, except: { containers: ['c'] } });
  expect(source.spec).toEqual({
    kind: 'pods',
    select: { namespaces: ['a'], labels: { x: ['1', '2'], y: true } },
    except: { containers: ['c'] },
    maxLineBytes: 262144,
  });
  expect(Source.pods().spec).toEqual({ kind: 'pods', select: {}, maxLineBytes: 262144 });
});

test('docker and the journal need nothing', () => {
  expect(Source.docker().spec).toEqual({ kind: 'docker', maxLineBytes: 262144 });
  expect(Source.journal({ units: ['kubelet.service'] }).spec).toMatchObject({
    kind: 'journal',
    units: ['kubelet.service'],
  });
});

test('what was given cannot change it later', () => {
  const namespaces = ['a'];
  const { spec } = Source.pods({ namespaces });
  namespaces.push('b');
  expect(spec).toMatchObject({ select: { namespaces: ['a'] } });
  expect(spec.kind === 'pods' && Object.isFrozen(spec.select) && Object.isFrozen(spec.select.namespaces)).toBe(true);
});

test.each([
  [() => Source.files('/a//b'), `'glob' must name a file in each part, got "/a//b"; remove empty parts, . and ..`],
  [() => Source.files('/a/../b'), `'glob' must name a file in each part`],
  [
    () => Source.files('/a/**.log'),
    `'glob' must have ** as a whole part only, got "/a/**.log"; put it between slashes`,
  ],
  [() => Source.files('/a\nb'), `'glob' must be without control characters`],
  [() => Source.files('/a', { exclude: ['b' as '/b'] }), `'exclude' must be absolute, got "b"; begin it with /`],
  [
    () => Source.files('/a', { maxLineBytes: 5 as unknown as Size }),
    `'maxLineBytes' must be a Size, got 5; write one such as Size.kibibytes(256)`,
  ],
  [() => Source.pods({ namespaces: [] }), `'namespaces' must be a list that is not empty`],
  [
    () => Source.pods({ labels: {} }),
    `'labels' must name at least one pod label, got an empty object; leave it out for all pods`,
  ],
  [
    () => Source.pods({ labels: { a: false } as unknown as PodSelection['labels'] & object }),
    `'labels.a' must be a string, got false`,
  ],
  [
    () => Source.pods({ except: {} }),
    `'except' must test something, got an empty object; name namespaces, containers or labels`,
  ],
])('fails when a value cannot be meant: %s', (make, message) => {
  expect(make).toThrow(message);
});
