import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { placeInput } from '../../../lib/cli/compare/log-input';
import type { InputOptions } from '../../../lib/cli/compare/log-input';
import { modelSide } from '../../../lib/cli/compare/model-side';
import { parseContainerName, PodObjects } from '../../../lib/cli/compare/pod-objects';
import { SourceGlob } from '../../../lib/cli/source-glob';
import { RunScope } from '../../../lib/cli/compare/run-scope';
import { field, LogPipeline, origin, Sink, Source, Stage } from '../../../lib';
import { folderOf } from '../command-line';

const none = PodObjects.read(undefined);

function placed(args: readonly string[], options: Partial<InputOptions>) {
  return placeInput(args, folderOf({}), { pods: none, globs: [], readsPods: false, ...options });
}

describe('the input', () => {
  const globs = [new SourceGlob('/srv/app/**/*.log')];

  it('lies where the glob finds it: a folder stands for its fixed part', () => {
    const folder = folderOf({ 'a/x.log': 'one\ntwo\n', 'b.txt': 'no\n' });
    for (const options of [{ globs }, { globs, root: folder }]) {
      const { root, files, lines, notes } = placed([folder], options);
      expect(files.map(({ path }) => path)).toEqual(['/srv/app/a/x.log']);
      expect(readFileSync(join(root, '/srv/app/a/x.log'), 'utf8')).toBe('one\ntwo\n');
      expect([lines, notes]).toEqual([2, [expect.stringMatching(/^no side reads .*b\.txt$/)]]);
    }
  });

  it('is unpacked, and said to have an open end', () => {
    const folder = folderOf({ 'x.log.gz': gzipSync('one\ntwo') });
    const { files, lines, notes } = placed([join(folder, 'x.log.gz')], { globs });
    expect(files.map(({ path, file }) => [path, readFileSync(file, 'utf8')])).toEqual([['/srv/app/x.log', 'one\ntwo']]);
    expect([lines, notes]).toEqual([1, ['x.log.gz: its last line has no line break, so agents withhold it']]);
  });

  const pods =
    'items: [{ kind: Pod, metadata: { namespace: shop, name: web-1, labels: { app: web } }, spec: { nodeName: n1, containers: [{ name: web, image: w }] } }]';

  it('has containers by their folders, with what is known of their pods', () => {
    const line = '2026-11-20T10:00:00Z stdout F hello\n';
    const folder = folderOf({
      'pods/shop_web-1_u1/web/0.log': line,
      'pods/shop_db-0_u2/db/1.log': line,
      'pods.yaml': pods,
    });
    const options = { readsPods: true, pods: PodObjects.read(join(folder, 'pods.yaml')) };
    const { files, containers } = placed([join(folder, 'pods')], options);
    expect(files.map(({ path }) => path).sort()).toEqual([
      '/var/log/pods/shop_db-0_u2/db/1.log',
      '/var/log/pods/shop_web-1_u1/web/0.log',
    ]);
    expect(containers.find(({ pod }) => pod === 'web-1')).toMatchObject({
      uid: 'u1',
      node: 'n1',
      labels: { app: 'web' },
      image: 'w',
    });
    expect(containers.find(({ pod }) => pod === 'db-0')).toMatchObject({ node: 'node-1', labels: {} });
  });

  it('has links in /var/log/containers for those that read them', () => {
    const folder = folderOf({ 'shop_web-1_u1/web/0.log': '2026-11-20T10:00:00Z stdout F hello\n' });
    const { root, files } = placed([folder], { readsPods: true, globs: [new SourceGlob('/var/log/containers/*.log')] });
    const [link = ''] = readdirSync(join(root, 'var/log/containers'));
    expect(link).toMatch(/^web-1_shop_web-[0-9a-f]{64}\.log$/);
    expect(readlinkSync(join(root, 'var/log/containers', link))).toBe(files[0]?.file);
  });

  it('is put in the format of a runtime where it is the output of a container as it was written', () => {
    const folder = folderOf({ 'out.txt': 'hello\n\nworld\n' });
    const pod = parseContainerName('namespace=shop,pod=web-1,container=web,node=n2');
    const { files, notes } = placed([join(folder, 'out.txt')], { readsPods: true, pod });
    expect(files.map(({ path }) => path)).toEqual(['/var/log/pods/shop_web-1_uid-of-web-1/web/0.log']);
    const lines = readFileSync(files[0]?.file ?? '', 'utf8').split('\n');
    expect(lines.map((line) => line.replace(/^\S+Z/, 'TIME'))).toEqual([
      'TIME stdout F hello',
      'TIME stdout F ',
      'TIME stdout F world',
      '',
    ]);
    expect(notes).toEqual([expect.stringContaining('as a container runtime writes them')]);
  });

  it('keeps a CR within its line, and a last line without a line break without one', () => {
    const folder = folderOf({ 'out.txt': 'one\r\n50 %\r100 %\r\nend' });
    const pod = parseContainerName('namespace=shop,pod=web-1,container=web');
    const { files } = placed([join(folder, 'out.txt')], { readsPods: true, pod });
    const text = readFileSync(files[0]?.file ?? '', 'utf8').replace(/\S+Z stdout F /g, '> ');
    expect(text).toBe('> one\r\n> 50 %\r100 %\r\n> end');
  });

  it('is taken once, however often it is named, and what would lie at the same place is named', () => {
    const folder = folderOf({
      'a/x.log': 'a\n',
      'b/x.log': 'b\n',
      'shop_web-1_u1/web/0.log': '2026-11-20T10:00:00Z stdout F hello\n',
    });
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    const { files, notes } = placed([a, a, b], { globs });
    expect(files.map(({ path }) => path)).toEqual(['/srv/app/x.log']);
    expect(notes).toEqual([`${b}/x.log is left out: ${a}/x.log is at /srv/app/x.log already`]);
    expect(placed([folder, join(folder, 'shop_web-1_u1')], { readsPods: true })).toMatchObject({ lines: 1 });
  });

  it('must be there, and be something that a side reads', () => {
    const folder = folderOf({ 'x.txt': 'x\n', 'pods.yaml': 'kind: ConfigMap' });
    expect(() => placed([folder], { globs, readsPods: true })).toThrow(
      /must hold what a side reads: files that .* matches.*; for pods, a folder/,
    );
    expect(() => placed(['/none'], { globs })).toThrow('/none could not be read: no such file or directory');
    expect(() => PodObjects.read(join(folder, 'pods.yaml'))).toThrow("'--pods' must hold Pod objects, got none");
    expect(() => parseContainerName('namespace=a,pod=b')).toThrow("'--pod' must be namespace=…,pod=…,container=…");
  });
});

describe('the model', () => {
  it('reads the containers that a source selects, parts of lines joined, at the time of the runtime', async () => {
    const pipeline = new LogPipeline('pods', {
      sources: [Source.pods({ namespaces: ['shop'], except: { containers: ['proxy'] } })],
      stages: [Stage.parseJson(), Stage.level('level')],
      sinks: [
        Sink.loki(
          { url: 'http://loki', tenant: 'team' },
          {
            labels: { pod: origin.pod, level: field('level') },
            structuredMetadata: { out: origin.stream },
            allowHighCardinality: ['pod'],
          },
        ),
      ],
    });
    const other = '2026-11-20T10:00:00Z stdout F not selected\n';
    const folder = folderOf({
      'shop_web-1_u1/web/0.log':
        '2026-11-20T10:00:00.5Z stdout P {"level":\n2026-11-20T10:00:00.6Z stderr F other\n2026-11-20T10:00:00.7Z stdout F "WARN"}\n',
      'shop_web-1_u1/proxy/0.log': other,
      'data_db-1_u2/db/0.log': other,
    });
    const input = placed([folder], { readsPods: true });
    const { entries } = await RunScope.within((scope) =>
      modelSide([pipeline]).run(input, { scope, patience: { expected: 0, quietMs: 0 }, progress: () => undefined }),
    );
    expect(entries).toEqual([
      {
        ...{ to: 'http://loki', tenant: 'team', labels: { pod: 'web-1' }, metadata: { out: 'stderr' } },
        ...{ time: '2026-11-20T10:00:00.600000000Z', line: 'other' },
      },
      {
        ...{ to: 'http://loki', tenant: 'team', labels: { pod: 'web-1', level: 'warn' }, metadata: { out: 'stdout' } },
        ...{ time: '2026-11-20T10:00:00.700000000Z', line: '{"level":"WARN"}' },
      },
    ]);
  });
});
