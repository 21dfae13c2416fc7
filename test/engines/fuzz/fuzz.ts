import type { ContractRunner } from '../../contract/contract-runner';
import type { Context } from '../suite';
import type { FuzzInput } from './fuzz-input';
import { FuzzRun } from './fuzz-run';
import type { Failure } from './fuzz-run';
import { printInput } from './printed';
import { randomInputs } from './random-inputs';
import { shrink } from './shrink';
import { mixesReplacements, readsPathOfPod } from './weaknesses';
import type { Weakness } from './weaknesses';

/** Failures that are made smaller; of further ones only the numbers are told. */
const shrunkAtMost = 3;
/** Between the seeds of batches. */
const step = 1_000_003;

/** What differs by agent. */
export interface FuzzOptions {
  /** Besides those of all. @default - none */
  readonly weaknesses?: readonly Weakness[];
  /** Pipelines in one process, those among them that are left out: what it can start on a busy machine. @default 250 */
  readonly atOnce?: number;
}

/** One input among those of a seed. */
interface Numbered {
  readonly seed: number;
  readonly number: number;
  readonly input: FuzzInput;
}

/**
 * Holds a program to the interpreter: random pipelines over random records and over those of real programs.
 */
export async function fuzz(
  runner: ContractRunner,
  context: Context,
  { weaknesses = [], atOnce = 250 }: FuzzOptions = {},
): Promise<void> {
  const started = Date.now();
  const run = new FuzzRun(runner, [mixesReplacements, readsPathOfPod, ...weaknesses]);
  await run.proveItself();
  const found = new Findings(run, context);
  for (const batch of batches(run, context, atOnce)) await found.in(batch);
  found.say(Math.round((Date.now() - started) / 1000));
}

function* batches(
  run: FuzzRun,
  { seed, pipelines, pipeline }: Context,
  atOnce: number,
): Generator<readonly Numbered[]> {
  if (pipeline !== undefined) {
    const input = randomInputs(seed, pipeline + 1).at(-1);
    yield input === undefined ? [] : [{ seed, number: pipeline, input }];
    return;
  }
  let left = pipelines;
  for (let of = seed; left > 0; of = (of + step) % 2 ** 31) {
    const batch = randomInputs(of, atOnce)
      .map((input, number): Numbered => ({ seed: of, number, input }))
      .filter(({ input }) => !run.leavesOut(input))
      .slice(0, left);
    left -= batch.length;
    yield batch;
  }
}

/** What comes out, batch by batch. */
class Findings {
  private run_ = 0;
  private differences = 0;
  private unrepeated = 0;

  constructor(
    private readonly run: FuzzRun,
    private readonly context: Context,
  ) {}

  async in(batch: readonly Numbered[]): Promise<void> {
    const failures = await this.run.failures(batch.map(({ input }) => input));
    const failing = batch.flatMap((one, index) => {
      const failure = failures[index];
      return failure === undefined ? [] : [{ ...one, failure }];
    });
    this.run_ += batch.length;
    for (let passed = failing.length; passed < batch.length; passed += 1) this.check(true, () => '');
    if (failing.length === 0) return;
    const again = await this.run.failures(failing.map(({ input }) => input));
    // Some may fail only beside others.
    const beside = again.includes(undefined) ? await this.run.failures(batch.map(({ input }) => input)) : [];
    for (const [index, one] of failing.entries()) {
      const together = beside[batch.findIndex(({ number }) => number === one.number)];
      await this.judge(one, again[index], together);
    }
  }

  say(seconds: number): void {
    const { run_: run, differences, unrepeated } = this;
    this.context.measure('random pipelines', { seed: this.context.seed, run, differences, unrepeated, seconds });
    const once = unrepeated === 0 ? '' : `, ${unrepeated} with one that was seen once`;
    this.context.say(`random pipelines: ${run} run in ${seconds} s, ${differences} with a difference${once}`);
  }

  private async judge(one: Numbered & { readonly failure: string }, alone: Failure, together: Failure): Promise<void> {
    const { seed, number, input, failure } = one;
    const at = `seed ${seed}, pipeline ${number}`;
    if (alone === undefined && together === undefined) {
      this.unrepeated += 1;
      this.context.say(`${at}: seen once and not again${indented(`\n${failure}\n${printInput(input)}`)}`);
      return;
    }
    this.differences += 1;
    if (alone === undefined) {
      this.check(false, () => indented(`${at}, beside others alone\n${failure}\n${printInput(input)}`));
      return;
    }
    const isShrunk = this.differences <= shrunkAtMost;
    if (isShrunk) this.context.say(`${at} has a difference; making it smaller`);
    const smallest = isShrunk ? await shrink(input, (inputs) => this.fail(inputs)) : input;
    const [shown = failure] = isShrunk ? await this.run.failures([smallest]) : [];
    const again = `alone: --seed ${seed} --pipeline ${number}`;
    this.check(false, () => indented(`${at} (${again})\n${printInput(smallest)}\n${shown}`));
  }

  private async fail(inputs: readonly FuzzInput[]): Promise<readonly boolean[]> {
    const taken = inputs.filter((input) => !this.run.leavesOut(input));
    const failures = await this.run.failures(taken);
    return inputs.map((input) => failures[taken.indexOf(input)] !== undefined);
  }

  private check(passed: boolean, detail: () => string): void {
    this.context.check('random pipelines', passed, detail);
  }
}

/** So much of an input that is not made smaller. */
const shown = 1500;

function indented(text: string): string {
  return (text.length > shown ? `${text.slice(0, shown)}…` : text).replaceAll('\n', '\n    ');
}
