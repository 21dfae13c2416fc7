import { Duration } from 'cdk8s';
import { allOf } from '../../../lib/pipeline/condition';
import { field, origin, text } from '../../../lib/pipeline/ref';
import type { Origin } from '../../../lib/pipeline/record';
import { sidecarLabel } from '../../../lib/pipeline/sidecar-label';
import type { PodsOptions } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

/** In a namespace of its own, since a container is read by one pipeline of an agent. */
const pod = (namespace: string, podLabels: Readonly<Record<string, string>> = {}): Origin => ({
  namespace,
  pod: 'cart-0',
  container: 'cart',
  stream: 'stdout',
  node: 'node-1',
  podLabels,
});

/** Whether a pod with these labels is read. */
const selects = (
  namespace: string,
  podLabels: Readonly<Record<string, string>>,
  select: PodsOptions,
  isRead: boolean,
): CaseProps => ({
  lines: ['a'],
  pod: pod(namespace, podLabels),
  select: { namespaces: [namespace], ...select },
  expected: isRead ? ['a'] : [],
});

const at = (second: number): string => `2026-11-21T00:00:0${second}.123456789Z`;
/** What a container runtime wrote. */
const runtime = (namespace: string, lines: readonly string[], rest: Omit<CaseProps, 'pod' | 'runtime'>): CaseProps => ({
  ...rest,
  pod: pod(namespace),
  runtime: lines.map((one) => `${one}\n`).join(''),
});

export const podCases = about('pods', {
  'by the value of a label': selects('value', { app: 'cart' }, { labels: { app: 'cart' } }, true),
  'not by another value': selects('other-value', { app: 'cart-2' }, { labels: { app: 'cart' } }, false),
  'by one of several values': selects('values', { app: 'b' }, { labels: { app: ['a', 'b'] } }, true),
  'by a label with any value': selects(
    'any',
    { 'app.kubernetes.io/name': '' },
    { labels: { 'app.kubernetes.io/name': true } },
    true,
  ),
  'not without the label': selects('none', { name: 'x' }, { labels: { app: true } }, false),
  'by all that is asked for': selects('all', { app: 'a', tier: 'b' }, { labels: { app: 'a', tier: 'c' } }, false),
  'by the container': selects('container', {}, { containers: ['cart', 'other'] }, true),
  'not another container': selects('other-container', {}, { containers: ['car', 'cart-2'] }, false),
  'not another namespace': selects('here', {}, { namespaces: ['there', 'her'] }, false),
  'not what is left out': selects('except', { app: 'a' }, { except: { labels: { app: 'a' } } }, false),
  'what is left out by all of several tests': selects(
    'except-all',
    { app: 'a' },
    { except: { labels: { app: 'a' }, containers: ['other'] } },
    true,
  ),
  'a value is literal': selects('literal', { app: 'axb' }, { labels: { app: 'a.b' } }, false),
  'not one with a sidecar': selects('sidecar', { [sidecarLabel]: 'vector' }, {}, false),
  'the time is that of the runtime': runtime(
    'time',
    [`${at(1)} stdout F a`, '2026-11-21T02:00:02.5+02:00 stdout F b'],
    {
      expected: [
        { line: 'a', time: at(1) },
        { line: 'b', time: '2026-11-21T00:00:02.5Z' },
      ],
    },
  ),
  'a time that a stage reads replaces it': runtime(
    'event-time',
    [`${at(1)} stdout F 2020-01-01T00:00:00Z`, `${at(2)} stdout F b`],
    {
      stages: [Stage.parsePattern('<t>Z'), Stage.time(text`${field('t')}Z`)],
      expected: [
        { line: '2020-01-01T00:00:00Z', time: '2020-01-01T00:00:00Z' },
        { line: 'b', time: at(2) },
      ],
    },
  ),
  'parts of a line are one': runtime('parts', [`${at(1)} stdout P a`, `${at(2)} stdout P b `, `${at(3)} stdout F c`], {
    expected: [{ line: 'ab c', time: at(3) }],
  }),
  'parts of each stream by themselves': runtime(
    'streams',
    [`${at(1)} stdout P out `, `${at(2)} stderr P err `, `${at(3)} stderr F 1`, `${at(4)} stdout F 2`],
    {
      labels: { job: 'contract', stream: origin.stream },
      expected: [
        { line: 'err 1', time: at(3), labels: { job: 'contract', stream: 'stderr' } },
        { line: 'out 2', time: at(4), labels: { job: 'contract', stream: 'stdout' } },
      ],
    },
  ),
  'a part may be empty': runtime('empty-part', [`${at(1)} stdout P a`, `${at(2)} stdout F `], {
    expected: [{ line: 'a', time: at(2) }],
  }),
  'an empty line is one': runtime('empty', [`${at(1)} stdout F `, `${at(2)} stdout F b`], {
    expected: [
      { line: '', time: at(1) },
      { line: 'b', time: at(2) },
    ],
  }),
  'blanks of a line are kept': runtime('blanks', [`${at(1)} stdout F   a  b  `], {
    expected: [{ line: '  a  b  ', time: at(1) }],
  }),
  'a line that looks like a runtime’s is a line': runtime('nested', [`${at(1)} stdout F ${at(2)} stderr P x`], {
    expected: [{ line: `${at(2)} stderr P x`, time: at(1) }],
  }),
  'a line is as long as its parts together': runtime(
    'long',
    [
      ...[`${at(1)} stdout P ${'a'.repeat(40)}`, `${at(1)} stdout F ${'a'.repeat(24)}`],
      ...[`${at(2)} stdout P ${'b'.repeat(40)}`, `${at(2)} stdout F ${'b'.repeat(25)}`],
      `${at(3)} stdout F c`,
    ],
    {
      maxLineBytes: 64,
      expected: [
        { line: 'a'.repeat(64), time: at(1) },
        { line: 'c', time: at(3) },
      ],
    },
  ),
  'what containers write is parsed': runtime('json', [`${at(1)} stdout P {"a":`, `${at(1)} stdout F "x"}`], {
    stages: [Stage.parseJson({ only: ['a'] })],
    show: ['a'],
    expected: [{ line: '{"a":"x"}', time: at(1), metadata: { a: 'x' } }],
  }),
  'lines of each stream are joined by themselves': runtime(
    'joined',
    [
      ...[`${at(1)} stdout F out`, `${at(2)} stderr F err`, `${at(3)} stdout F  1`, `${at(4)} stderr F  2`],
      ...[`${at(5)} stdout F next`, `${at(6)} stderr F next`],
    ],
    {
      stages: [Stage.joinLines({ firstLine: /^\S/, maxWait: Duration.seconds(2) })],
      labels: { job: 'contract', stream: origin.stream },
      expected: [
        { line: 'out\n 1', time: at(1), labels: { job: 'contract', stream: 'stdout' } },
        { line: 'err\n 2', time: at(2), labels: { job: 'contract', stream: 'stderr' } },
        { line: 'next', time: at(5), labels: { job: 'contract', stream: 'stdout' } },
        { line: 'next', time: at(6), labels: { job: 'contract', stream: 'stderr' } },
      ],
    },
  ),
  'conditions read where a line comes from': {
    lines: ['a'],
    pod: pod('tests', { app: 'cart' }),
    stages: [
      Stage.keep(
        allOf(origin.namespace.is('tests'), origin.pod.startsWith('cart-'), origin.podLabel('app').is('cart')),
      ),
      Stage.drop(origin.podLabel('none').exists()),
      Stage.set({ where: text`${origin.namespace}/${origin.container}` }),
    ],
    show: ['where'],
    expected: [{ line: 'a', metadata: { where: 'tests/cart' } }],
  },
});
