import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { re2 } from '../../../lib/languages/regex/regex';
import type { Pattern } from '../../../lib/languages/regex/pattern';
import type { ValueSpec } from '../../../lib/pipeline/ref-spec';
import { Stage } from '../../../lib/pipeline/stage';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import { randomParts } from '../../contract/random-pipeline';
import type { RandomParts } from '../../contract/random-pipeline';
import { fewWords, realWords } from '../../contract/random-words';
import type { FuzzFile, FuzzInput, FuzzSink, FuzzSource } from './fuzz-input';
import { oddLines, realLines, seldom } from './random-lines';
import type { Lines } from './random-lines';

/** The first so many inputs of a seed: the same ones each time. */
export function randomInputs(seed: number, count: number): readonly FuzzInput[] {
  return fc.sample(input, { seed, numRuns: count });
}

/** The pipelines and lines that belong together. */
function inputs(parts: RandomParts, lines: fc.Arbitrary<Lines>): fc.Arbitrary<FuzzInput> {
  const stages = fc.oneof({ weight: 6, arbitrary: parts.stages }, { weight: 1, arbitrary: parts.statefulStages });
  const sinks = randomSinks(parts);
  const files = fc.oneof({ weight: 8, arbitrary: filesOf(lines) }, { weight: 1, arbitrary: podOf(lines) });
  const simple = fc.tuple(stages, sinks, files).map(([all, to, from]) => inputOf(specs(all), to, from));
  const joined = fc
    .tuple(joining, stages, sinks, files)
    .map(([{ stage, first }, all, to, from]) => inputOf([stage, ...specs(all)], to, begunBy(from, first)));
  return fc.oneof({ weight: 9, arbitrary: simple }, { weight: 1, arbitrary: joined });
}

type Read = Pick<FuzzInput, 'sources' | 'files' | 'pod'>;

function inputOf(stages: readonly StageSpec[], sinks: readonly FuzzSink[], read: Read): FuzzInput {
  return { ...read, stages, sinks };
}

function specs(stages: readonly Stage<'vector'>[]): readonly StageSpec[] {
  return stages.map(({ spec }) => spec);
}

/** Patterns of first lines, each with a line that it matches. */
const firstLines: readonly (readonly [pattern: Pattern, line: string])[] = [
  [/^\[/, '[2026-08-16T13:54:02.571+0000] ERROR first'],
  [/^\S/, 'first'],
  [/^\{/, '{"a":1}'],
  [re2`^(?:\d|a=)`, 'a=1 b=2'],
  [/e$/i, 'E'],
];

/** A busy machine may be longer from one line to the next than the pause that is the default. */
const maxWait = Duration.seconds(2);

const joining = fc
  .tuple(fc.constantFrom(...firstLines), fc.constantFrom(2, 3, 1000))
  .map(([[firstLine, first], maxLines]) => ({ stage: Stage.joinLines({ firstLine, maxLines, maxWait }).spec, first }));

/** What comes before a first line belongs together in one agent, not in another. */
function begunBy(read: Read, first: string): Read {
  const line = Buffer.from(`${first}\n`);
  return { ...read, files: read.files.map(({ path, lines }) => ({ path, lines: [line, ...lines] })) };
}

function randomSinks({ ref, condition }: RandomParts): fc.Arbitrary<readonly FuzzSink[]> {
  const value: fc.Arbitrary<ValueSpec> = fc.oneof(
    { weight: 6, arbitrary: ref.map(({ spec }) => spec) },
    { weight: 1, arbitrary: fc.constantFrom(...fewWords.constants).map((text) => ({ of: 'constant', text }) as const) },
  );
  const values = (names: readonly string[]): fc.Arbitrary<FuzzSink['labels']> =>
    fc.subarray([...names]).chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), value))));
  const sink = fc.record({
    labels: values(['one', 'filename', 'stream', 'podName', 'Four_4']),
    metadata: values(['meta', 'three', 'trace_id']),
    when: seldom(condition, 4),
  });
  return fc
    .oneof({ weight: 4, arbitrary: fc.tuple(sink) }, { weight: 1, arbitrary: fc.tuple(sink, sink) })
    .map((sinks) =>
      sinks.map(({ labels, metadata, when }, index): FuzzSink => ({
        // One label is always there, and tells what came by which sink.
        labels: [['app', { of: 'constant', text: `x${index}` }], ...labels],
        metadata,
        ...(when === undefined ? {} : { when: when.spec }),
      })),
    );
}

const paths = fc.constantFrom(
  ...['n.log', 'q/x=1/n.log', 'q/x=1/other.log', 'skipped.log', 'é ü/n.log', 'a b/c$1.log'],
  'dag_id=etl/run_id=manual__2026-11-21T00:26:55.355125+00:00/task_id=load/map_index=2/attempt=1.log',
  'dag_id=etl/run_id=r1/task_id=load/attempt=2.log',
);

/** Limits of lines, in bytes. */
const limits = seldom(fc.constantFrom(64, 200, 1024), 6);

/** Sources with folders of their own, or with the same files. */
function filesOf(lines: fc.Arbitrary<Lines>): fc.Arbitrary<Read> {
  const folder = fc.record({
    glob: fc.constantFrom(
      ...['**/*.log', '**/*.log', '**/*.log', '**/*.log', '**/*', '**/*', '*/x=*/*.log', '**/n.log'],
    ),
    exclude: fc.constantFrom<readonly string[]>([], [], [], ['**/skipped.log'], ['**/x=1/*', '*.log']),
    maxLineBytes: limits,
    isTwice: fc.nat(9).map((number) => number === 0),
    files: fc.uniqueArray(fc.tuple(paths, lines), { minLength: 1, maxLength: 3, selector: ([path]) => path }),
  });
  return fc.oneof({ weight: 4, arbitrary: fc.tuple(folder) }, fc.tuple(folder, folder)).map((folders) => ({
    sources: folders.flatMap(({ glob, exclude, maxLineBytes, isTwice }, index): readonly FuzzSource[] => {
      const below = (path: string): string => `s${index}/${path}`;
      const source = {
        glob: below(glob),
        exclude: exclude.map(below),
        ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
      };
      return isTwice ? [source, { ...source, glob: below('**/*.log') }] : [source];
    }),
    files: folders.flatMap(({ files }, index): readonly FuzzFile[] =>
      files.map(([path, all]) => ({ path: `s${index}/${path}`, lines: all })),
    ),
  }));
}

/** What a container writes reaches an agent by its runtime, which writes text. */
function podOf(lines: fc.Arbitrary<Lines>): fc.Arbitrary<Read> {
  return fc.tuple(lines, fc.constantFrom('stdout', 'stderr')).map(([all, stream]) => ({
    sources: [],
    files: [{ path: 'case.log', lines: all.filter(isText) }],
    pod: {
      namespace: 'fuzz',
      pod: 'cart-0',
      container: 'server',
      stream,
      node: 'node-1',
      podLabels: { app: 'cart', 'app.kubernetes.io/name': 'cart' },
      podAnnotations: { 'example.com/team': 'blue' },
    },
  }));
}

function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

const input = fc.oneof(
  { weight: 3, arbitrary: inputs(randomParts(fewWords), oddLines) },
  { weight: 2, arbitrary: inputs(randomParts(realWords), realLines) },
);
