import type { LokiEntry } from '../../lib/pipeline/entry';
import type { Carried, ContractCase } from './contract-case';

/** What a Loki received for one case. */
export interface ContractResult {
  /** Without the runner's own tie-break of equal lines, and with its folder shown as the contract's root. */
  readonly entries: readonly LokiEntry[];
  /** What the pushes said of themselves, each once; absent for what pushes nothing. */
  readonly carried?: readonly Carried[];
  /** The first and the last instant at which lines were read, RFC 3339. */
  readonly read: readonly [from: string, to: string];
}

/** Something that runs pipelines: the interpreter, or a real agent. */
export interface ContractRunner {
  /** As it stands in reports: `interpreter`, `vector 0.57.0`. */
  readonly name: string;
  /** The reason why it cannot run here; undefined where it can. */
  find(): string | undefined;
  /** The reason why it leaves a case out; undefined where it runs it. */
  leavesOut(contractCase: ContractCase): string | undefined;
  /** The results, case for case. */
  run(cases: readonly ContractCase[]): Promise<readonly ContractResult[]>;
}
