import type { Patience } from './agent-process';
import type { SourceGlob } from '../source-glob';
import type { LogInput } from './log-input';
import type { ReceivedEntry } from './received-entry';
import type { RunScope } from './run-scope';

/** What one side made of the input. */
export interface SideResult {
  readonly entries: readonly ReceivedEntry[];
  /** What of it was not run, with the reason. */
  readonly leftOut: readonly string[];
  /** What is worth knowing of this run. */
  readonly notes: readonly string[];
}

/** What a side is given for its run. */
export interface RunOptions {
  readonly scope: RunScope;
  readonly patience: Patience;
  /** Told how many entries there are so far. */
  readonly progress: (entries: number) => void;
}

/** Something that makes entries of log files: an agent with a configuration, or the model itself. */
export interface Side {
  /** As it is called in the report: `promtail`, `promtail.yaml`. */
  readonly name: string;
  /** What it is: `promtail 3.6.4, the generated configuration`. */
  readonly about: string;
  /** Globs of the files it reads, as an agent sees them. */
  readonly globs: readonly SourceGlob[];
  /** Whether it reads the output of pods. */
  readonly readsPods: boolean;
  /** @throws UsageError if it cannot run */
  run(input: LogInput, run: RunOptions): Promise<SideResult>;
}
