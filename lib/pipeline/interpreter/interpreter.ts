import type { Instant } from '../../languages/time/instant';
import type { EngineName } from '../engine-name';
import type { Entry } from '../entry';
import type { LogPipeline } from '../log-pipeline';
import type { LogRecord } from '../record';
import type { SinkSpec } from '../sink-spec';
import type { StageOf, StageSpec } from '../stage-spec';
import { LineJoiner } from './line-joiner';
import { MetricStore } from './metric-steps';
import { Tally } from './report';
import type { FailedRecords, RunReport } from './report';
import { sinkWriter } from './sink-writer';
import type { Writer } from './sink-writer';
import { stageSteps } from './stage-step';
import type { StageUse, StepContext } from './stage-step';
import { workingRecord } from './working-record';
import type { WorkingRecord } from './working-record';

/** Who is told what comes out. */
export interface InterpreterOptions {
  /**
   * @param sink - index of the sink that sends it
   * @param read - what it comes of: of several records that were joined, the first
   */
  readonly onEntry: (entry: Entry, sink: number, read: LogRecord) => void;
  /** @param stage - the place of the stage that drops it, such as `stages[5] drop` */
  readonly onDrop?: (line: string, stage: string, read: LogRecord) => void;
  /** Nanoseconds since 1970: the time of reading of records that bring none. @default - the clock */
  readonly now?: () => Instant;
}

type Push = (record: WorkingRecord) => void;

/**
 * A pipeline at work on a stream of records: the meaning in executable form. Compiled once; holds nothing but what
 * `joinLines`, `throttle` and `sample` must remember.
 */
export class Interpreter {
  private readonly writers: readonly Writer[];
  private readonly joiners: LineJoiner[] = [];
  private readonly first: Push;
  private readonly now: () => Instant;
  private readonly metrics = new MetricStore();
  private readonly uses: StageUse[] = [];
  private readonly dropped = new Tally();
  private readonly failed = new Map<string, FailedRecords>();
  private readonly cut = new Tally();
  private readonly cleaned = new Tally();
  private readonly entries: number[];
  private records = 0;

  /** @throws if the pipeline holds native code that is not Vector's, or does not compile */
  constructor(
    pipeline: Pick<LogPipeline<EngineName>, 'stages' | 'sinks'>,
    private readonly options: InterpreterOptions,
  ) {
    const stages = pipeline.stages.map(({ spec }) => spec);
    const sinks = pipeline.sinks.map(({ spec }) => spec);
    this.now = options.now ?? (() => BigInt(Date.now()) * 1_000_000n);
    this.entries = sinks.map(() => 0);
    this.writers = this.compileSinks(sinks, stages);
    this.first = this.compileStages(stages, 0);
  }

  /** Reads one record. @throws if its time cannot be read, or native code calls what only Vector can run */
  push(record: LogRecord): void {
    this.records += 1;
    this.first(workingRecord(record, this.now));
  }

  /** Completes the entries that `joinLines` still holds, as a pause in reading does. */
  flush(): void {
    for (const joiner of this.joiners) joiner.flush();
  }

  /** What has happened so far. */
  get report(): RunReport {
    const joined = this.joiners[0]?.report;
    return {
      records: this.records,
      entries: [...this.entries],
      stages: this.uses.map((use) => ({ ...use })),
      dropped: this.dropped.all,
      ...(this.failed.size === 0 ? {} : { failed: Object.fromEntries(this.failed) }),
      ...(joined === undefined ? {} : { joined }),
      labels: { cut: this.cut.all, cleaned: this.cleaned.all },
      metrics: this.metrics.all,
    };
  }

  private compileSinks(sinks: readonly SinkSpec[], stages: readonly StageSpec[]): readonly Writer[] {
    const context = { cut: this.cut, cleaned: this.cleaned, levelField: lastLevelField(stages) };
    return sinks.map((sink) => sinkWriter(sink, context));
  }

  /** Stages up to a joiner are one step; what the joiner completes goes to the next. */
  private compileStages(stages: readonly StageSpec[], firstIndex: number): Push {
    const at = stages.findIndex(({ kind }) => kind === 'joinLines');
    const here = (at < 0 ? stages : stages.slice(0, at)) as readonly Exclude<StageSpec, { kind: 'joinLines' }>[];
    const context: Omit<StepContext, 'use'> = {
      metrics: this.metrics,
      useOf: (stage) => this.useOf(stage),
      onDrop: (stage, record) => this.drop(stage, record),
      onFail: (stage, message) => this.fail(stage, message),
    };
    const step = stageSteps(here, context, 'stages', firstIndex);
    if (at < 0) {
      return (record) => {
        if (step(record)) this.send(record);
      };
    }
    const use = this.useOf(`stages[${firstIndex + at}] joinLines`);
    const next = this.compileStages(stages.slice(at + 1), firstIndex + at + 1);
    const joiner = new LineJoiner(stages[at] as StageOf<'joinLines'>, use, next);
    this.joiners.unshift(joiner);
    return (record) => {
      if (step(record)) joiner.push(record);
    };
  }

  private send(record: WorkingRecord): void {
    for (const [sink, write] of this.writers.entries()) {
      const entry = write(record);
      if (entry === undefined) continue;
      this.entries[sink] = (this.entries[sink] ?? 0) + 1;
      this.options.onEntry(entry, sink, record.read);
    }
  }

  private useOf(stage: string): StageUse {
    const use: StageUse = { stage, records: 0, applied: 0 };
    this.uses.push(use);
    return use;
  }

  private drop(stage: string, record: WorkingRecord): void {
    this.dropped.add(stage);
    this.options.onDrop?.(record.line, stage, record.read);
  }

  private fail(stage: string, message: string): void {
    const { records, first } = this.failed.get(stage) ?? { records: 0, first: message };
    this.failed.set(stage, { records: records + 1, first });
  }
}

function lastLevelField(stages: readonly StageSpec[]): string | undefined {
  const fields = stages.flatMap((stage): (string | undefined)[] =>
    stage.kind === 'level' ? [stage.field] : stage.kind === 'when' ? [lastLevelField(stage.stages)] : [],
  );
  return fields.filter((field) => field !== undefined).at(-1);
}
