import { isDeepStrictEqual } from 'node:util';
import { allCases } from '../contract/all-cases';
import { expectedOf, receivedOf } from '../contract/compare';
import type { ContractCase } from '../contract/contract-case';
import type { ContractRunner } from '../contract/contract-runner';
import { randomCases } from '../contract/random-cases';
import type { Context } from './suite';

/** Random lines of each random pipeline. */
const linesEach = 20;
/** Pipelines in one process. */
const atOnce = 100;

/** Runs the contract's cases, and random pipelines against the interpreter. */
export async function holdToModel(runner: ContractRunner, context: Context): Promise<void> {
  await compare('the contract', allCases, runner, context);
  const count = Math.max(1, Math.ceil(context.runs / linesEach));
  for (let done = 0; done < count; done += atOnce) {
    const cases = randomCases(context.seed + done, Math.min(atOnce, count - done), linesEach);
    await compare('random pipelines', cases, runner, context);
  }
}

async function compare(
  name: string,
  cases: readonly ContractCase[],
  runner: ContractRunner,
  context: Context,
): Promise<void> {
  const taken = cases.filter((each) => runner.leavesOut(each) === undefined);
  const results = await runner.run(taken);
  taken.forEach((each, index) => {
    const result = results[index];
    const [received, expected] = [result === undefined ? undefined : receivedOf(result), expectedOf(each)];
    context.check(name, isDeepStrictEqual(received, expected), () => {
      const at = expected.findIndex((entry, place) => !isDeepStrictEqual(entry, received?.[place]));
      const stages = JSON.stringify(each.pipeline({ url: 'http://loki' }).stages.map(({ spec }) => spec));
      const shown = { received: received?.[at], expected: expected[at], counts: [received?.length, expected.length] };
      return `${each.about} ${each.name}: ${JSON.stringify(shown)} of ${stages}`;
    });
  });
  context.say(`${name}: ${taken.length} run, ${cases.length - taken.length} left out`);
}
