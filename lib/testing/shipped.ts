import { refusal } from '../pipeline/argument';
import type { EngineName } from '../pipeline/engine-name';
import type { Entry } from '../pipeline/entry';
import { exampleTime } from '../pipeline/example-spec';
import { Interpreter } from '../pipeline/interpreter/interpreter';
import type { MetricSample } from '../pipeline/interpreter/report';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { LogRecord } from '../pipeline/record';

/** What came of records, and of which. */
export interface Shipped {
  /** In the order of `run`. */
  readonly entries: readonly ShippedEntry[];
  /** Records that a stage dropped. */
  readonly dropped: readonly DroppedRecord[];
  /** What `count` and `measure` gathered. */
  readonly metrics: readonly MetricSample[];
}

/** An entry that a sink sends. */
export interface ShippedEntry {
  readonly entry: Entry;
  /** Of the pipeline's sinks, counted from 0. */
  readonly sink: number;
  /** The record that it comes of, counted from 0: of several that were joined, the first. */
  readonly record: number;
}

/** A record that ends at a stage. */
export interface DroppedRecord {
  /** Counted from 0: of several that were joined, the first. */
  readonly record: number;
  /** As it had become by then. */
  readonly line: string;
  /** The stage's place: `stages[5] drop`. */
  readonly stage: string;
}

/** Any pipeline; one that another copy of the library made too, as happens where a test runner loads modules again. */
export type AnyPipeline = LogPipeline<EngineName>;

/**
 * What a pipeline does to records, and at which stage those end that it drops. Records without a time are read at
 * 2000-01-01T00:00:00Z.
 *
 * @throws if there is no record, or one has a time that cannot be read
 */
export function shipped(pipeline: AnyPipeline, records: Iterable<LogRecord>): Shipped {
  checkPipeline(pipeline);
  const places = new Map<LogRecord, number>();
  const entries: ShippedEntry[] = [];
  const dropped: DroppedRecord[] = [];
  const placeOf = (read: LogRecord): number => places.get(read) ?? 0;
  const interpreter = new Interpreter(pipeline, {
    now: () => exampleTime,
    onEntry: (entry, sink, read) => entries.push({ entry, sink, record: placeOf(read) }),
    onDrop: (line, stage, read) => dropped.push({ record: placeOf(read), line, stage }),
  });
  let count = 0;
  for (const record of checkRecords(records)) {
    // One object may be given twice.
    const read = { ...record };
    places.set(read, count++);
    interpreter.push(read);
  }
  if (count === 0) throw refusal('records', 'hold a record', [], 'give what the source reads: records([…], { path })');
  interpreter.flush();
  return Object.freeze({
    entries: Object.freeze(entries),
    dropped: Object.freeze(dropped),
    metrics: Object.freeze(interpreter.report.metrics),
  });
}

function checkRecords(records: unknown): Iterable<LogRecord> {
  if (typeof records === 'object' && records !== null && Symbol.iterator in records) {
    return records as Iterable<LogRecord>;
  }
  throw refusal('records', 'be records', records, 'make them with records([…], { path })');
}

/** @throws if it is no pipeline */
export function checkPipeline(value: unknown): asserts value is AnyPipeline {
  const { name, stages, sinks, examples } = (value ?? {}) as Partial<AnyPipeline>;
  const isPipeline =
    typeof name === 'string' && Array.isArray(stages) && Array.isArray(sinks) && examples !== undefined;
  if (!isPipeline) throw refusal('pipeline', 'be a LogPipeline', value, "make it with new LogPipeline('…', { … })");
}
