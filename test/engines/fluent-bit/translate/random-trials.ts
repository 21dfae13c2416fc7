import * as fc from 'fast-check';
import { stringify } from 'lossless-json';
import type { EngineName } from '../../../../lib/pipeline/engine-name';
import type { Entry } from '../../../../lib/pipeline/entry';
import { Interpreter } from '../../../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import type { LogRecord } from '../../../../lib/pipeline/record';
import type { Ref } from '../../../../lib/pipeline/ref';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import { Stage } from '../../../../lib/pipeline/stage';
import { printedEntry } from '../../../contract/printed-entry';
import { randomParts, record, ref, stages, statefulStages } from '../../../contract/random-pipeline';
import { realWords } from '../../../contract/random-words';
import { realLines } from '../../fuzz/random-lines';
import type { Made } from './generated-lua';

/** A pipeline, and what it reads. */
export interface PipelineCase {
  readonly model: LogPipeline<EngineName>;
  readonly records: readonly LogRecord[];
}

const real = randomParts(realWords);

const joined = fc
  .tuple(fc.constantFrom(/^\[/, /^\S/, /e$/i), fc.constantFrom(2, 3, 1000))
  .map(([firstLine, maxLines]) => Stage.joinLines({ firstLine, maxLines }));

const container: NonNullable<LogRecord['origin']> = {
  ...{ namespace: 'n', pod: 'p', container: 'c', stream: 'stderr', node: 'k', path: '/var/log/pods/n_p_u/c/0.log' },
  podLabels: { app: 'x' },
};

/** Records of one file or of another, and of a container. */
const records = fc.array(
  fc
    .tuple(record, fc.constantFrom({ path: '/v/q/x=1/n.log' }, { path: '/v/z.log' }, container))
    .map(([one, origin]): LogRecord => ({ ...one, origin })),
  { minLength: 1, maxLength: 12 },
);
const realRecords = realLines.map((lines): readonly LogRecord[] =>
  lines.map((line, index) => ({
    line: line.toString().replace(/\r?\n$/, ''),
    time: `2026-01-02T03:04:0${index % 10}.25Z`,
    origin: { path: '/v/real.log' },
  })),
);

/** Random pipelines, by what they do. */
export const pipelineTrials = {
  'makes what the interpreter makes of odd records': cases(records, stages, ref),
  'makes what the interpreter makes of real records': cases(realRecords, real.stages, real.ref),
  'remembers what the interpreter remembers': cases(records, statefulStages, ref),
  'joins what the interpreter joins': cases(
    records,
    fc.tuple(joined, stages).map(([first, rest]) => [first, ...rest]),
    ref,
  ),
} as const;

function cases(
  from: fc.Arbitrary<readonly LogRecord[]>,
  all: fc.Arbitrary<readonly Stage<'vector'>[]>,
  of: fc.Arbitrary<Ref>,
): fc.Arbitrary<PipelineCase> {
  return fc.tuple(from, all, fc.tuple(of, of, of)).map(([read, some, refs]) => ({
    model: pipelineOf(
      some.filter((stage) => stage.nativeTo.length === 0),
      refs,
    ),
    records: read,
  }));
}

/** With a sink of each kind, so that all of a record is seen. */
function pipelineOf(all: readonly Stage<EngineName>[], [one, two, three]: readonly [Ref, Ref, Ref]) {
  const otlp = 'http://otlp/v1/logs';
  return new LogPipeline<EngineName>('random', {
    sources: [Source.files('/v/**/*.log')],
    stages: all,
    sinks: [
      Sink.loki({ url: 'http://loki' }, { labels: { app: 'x', one, two }, structuredMetadata: { three } }),
      Sink.stdout(),
      Sink.otlp(otlp, { resource: { 'service.name': one }, traceId: two, spanId: three }),
      Sink.otlp(otlp, { resource: { 'service.name': 'x' }, attributes: { two, three }, when: one.exists() }),
    ],
  });
}

/** What the interpreter makes of the records, taken so often one after the other. */
export function interpreted({ model, records: read }: PipelineCase, times = 1): Made {
  const entries: (readonly [Entry, number])[] = [];
  const interpreter = new Interpreter(model, {
    onEntry: (entry, sink) => entries.push([sink === 1 ? printedEntry(stringify(entry) ?? '') : entry, sink]),
  });
  for (let time = 0; time < times; time += 1) for (const one of read) interpreter.push(one);
  interpreter.flush();
  return { entries, metrics: interpreter.report.metrics };
}

/** What was made as texts in one order: of several files, which comes first is not part of the meaning. */
export function shown({ entries, metrics }: Made): readonly string[] {
  const text = (one: unknown): string => stringify(one, (_, held: unknown) => byName(held)) ?? '';
  return [...entries.map(text).sort(), ...metrics.map(text).sort()];
}

function byName(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
