import { isDeepStrictEqual } from 'node:util';
import { allCases } from '../contract/all-cases';
import { expectedOf, receivedOf } from '../contract/compare';
import type { ContractRunner } from '../contract/contract-runner';
import { fuzz } from './fuzz/fuzz';
import type { FuzzOptions } from './fuzz/fuzz';
import type { Amounts, Context } from './suite';

/** What it costs to do without one of the agents. */
export function costs({ pipelines }: Amounts): string {
  return `${allCases.length} contract cases and ${pipelines} random pipelines`;
}

/**
 * Runs the contract's cases, and random pipelines against the interpreter.
 */
export async function holdToModel(runner: ContractRunner, context: Context, options?: FuzzOptions): Promise<void> {
  if (context.pipeline === undefined) await keepTheContract(runner, context);
  await fuzz(runner, context, options);
}

async function keepTheContract(runner: ContractRunner, context: Context): Promise<void> {
  const taken = allCases.filter((each) => runner.leavesOut(each) === undefined);
  const results = await runner.run(taken);
  taken.forEach((each, index) => {
    const result = results[index];
    const [received, expected] = [result === undefined ? undefined : receivedOf(result), expectedOf(each)];
    context.check('the contract', isDeepStrictEqual(received, expected), () => {
      const at = expected.findIndex((entry, place) => !isDeepStrictEqual(entry, received?.[place]));
      const shown = { received: received?.[at], expected: expected[at], counts: [received?.length, expected.length] };
      return `${each.about} ${each.name}: ${JSON.stringify(shown)}`;
    });
  });
  context.say(`the contract: ${taken.length} run, ${allCases.length - taken.length} left out`);
}
