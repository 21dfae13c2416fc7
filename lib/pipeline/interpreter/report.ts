/** What an interpreter has seen and done so far. */
export interface RunReport {
  /** Records that were given to it. */
  readonly records: number;
  /** Entries for each sink, in the order of the pipeline's sinks. */
  readonly entries: readonly number[];
  /** What each stage did, those inside a `when` after it. */
  readonly stages: readonly StageReport[];
  /** Records that a stage dropped, by its place: `stages[5] drop`. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Records at which native code failed, by its place; absent where none did. They pass as they were. */
  readonly failed?: Readonly<Record<string, FailedRecords>>;
  /** What `joinLines` did; absent where the pipeline has none. */
  readonly joined?: JoinReport;
  /** Label values that were changed to be such as Loki takes, by label. */
  readonly labels: {
    readonly cut: Readonly<Record<string, number>>;
    readonly cleaned: Readonly<Record<string, number>>;
  };
  /** What `count` and `measure` have gathered, in the order of first use. */
  readonly metrics: readonly MetricSample[];
}

/** What a stage did. */
export interface StageReport {
  /** Its place: `stages[2] parseJson`. */
  readonly stage: string;
  /** Records that came to it. */
  readonly records: number;
  /**
   * Records at which it had something to do: those that a parser could read, that held a field to rename, whose condition was
   * true, that begin an entry of `joinLines`.
   */
  readonly applied: number;
}

/** Records that native code did not come to an end with. */
export interface FailedRecords {
  readonly records: number;
  /** What the engine said of the first. */
  readonly first: string;
}

/** What `joinLines` did. */
export interface JoinReport {
  /** Lines that it was given. */
  readonly lines: number;
  /** Entries that it made of them. */
  readonly entries: number;
  /** Lines that match no `firstLine`, and so belong to the entry before them. */
  readonly continued: number;
  /** Entries whose first line matches no `firstLine`: there was none before, or `maxLines` was reached. */
  readonly headless: number;
}

/** One time series of a metric. */
export interface MetricSample {
  readonly metric: string;
  readonly kind: 'count' | 'measure';
  readonly labels: Readonly<Record<string, string>>;
  /** Records counted or measured. */
  readonly count: number;
  /** Of the measured numbers; 0 for a count. */
  readonly sum: number;
}

/** Counts by name. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  get all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }
}
