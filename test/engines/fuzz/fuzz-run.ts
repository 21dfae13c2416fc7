import type { ContractResult, ContractRunner } from '../../contract/contract-runner';
import { difference, printDifference } from './difference';
import { FuzzCase } from './fuzz-case';
import type { FuzzInput } from './fuzz-input';
import type { Weakness } from './weaknesses';

/** What went wrong with an input, to be read; undefined where nothing did. */
export type Failure = string | undefined;

/** Something that always comes through, so that a run is known to have been one. */
const plain: FuzzInput = {
  sources: [{ glob: '**/*.log', exclude: [] }],
  stages: [],
  sinks: [{ labels: [['app', { of: 'constant', text: 'x' }]], metadata: [] }],
  files: [{ path: 'n.log', lines: [Buffer.from('plain\n')] }],
};

/** Runs inputs in a real program, many in one process. */
export class FuzzRun {
  constructor(
    private readonly runner: ContractRunner,
    private readonly weaknesses: readonly Weakness[],
  ) {}

  /** Whether the program is not held to it. */
  leavesOut(input: FuzzInput): boolean {
    return this.weaknesses.some((has) => has(input)) || this.runner.leavesOut(new FuzzCase('', input, 0)) !== undefined;
  }

  /** @throws if not even the plainest pipeline runs as it should */
  async proveItself(): Promise<void> {
    const [failure] = await this.failures([plain]);
    if (failure !== undefined) throw new Error(`a plain pipeline fails on ${this.runner.name}: ${failure}`);
  }

  /** Input for input; what brings the whole process down is found by halves. */
  async failures(inputs: readonly FuzzInput[]): Promise<readonly Failure[]> {
    if (inputs.length === 0) return [];
    const cases = [...inputs, plain].map((input, index) => new FuzzCase(`input ${index}`, input, index));
    let results: readonly ContractResult[];
    try {
      results = await this.runner.run(cases);
    } catch (error) {
      if (inputs.length === 1) return [error instanceof Error ? error.message : String(error)];
      const half = Math.ceil(inputs.length / 2);
      return [...(await this.failures(inputs.slice(0, half))), ...(await this.failures(inputs.slice(half)))];
    }
    const failures = cases.map((each, index): Failure => {
      const result = results[index];
      if (result === undefined) return 'the runner gave no result';
      const found = difference(each, result);
      return found && printDifference(found);
    });
    return failures.slice(0, -1);
  }
}
