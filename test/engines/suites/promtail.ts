import { isDeepStrictEqual } from 'node:util';
import { allCases } from '../../contract/all-cases';
import { expectedOf, receivedOf } from '../../contract/compare';
import type { ContractCase } from '../../contract/contract-case';
import type * as PromtailRunner from '../../contract/promtail-runner';
import { randomCases } from '../../contract/random-cases';
import { builtProgram } from '../built';
import type { Context, Suite } from '../suite';

/** Random lines of each random pipeline. */
const linesEach = 20;
/** Pipelines in one process. */
const atOnce = 100;

/** Promtail itself: the contract's cases, and random pipelines against the interpreter. */
export const suite: Suite = {
  name: 'promtail',
  needs: ['go'],
  async run(context) {
    process.env['PROMTAIL'] ??= builtProgram(context, 'promtail-go', 'github.com/grafana/loki/v3/clients/cmd/promtail');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it looks for the program as it is loaded
    const { promtailRunner } = require('../../contract/promtail-runner') as typeof PromtailRunner;
    const run = (name: string, cases: readonly ContractCase[]): Promise<void> =>
      compare(name, cases, promtailRunner, context);
    await run('the contract', allCases);
    const count = Math.max(1, Math.ceil(context.runs / linesEach));
    for (let done = 0; done < count; done += atOnce) {
      await run('random pipelines', randomCases(context.seed + done, Math.min(atOnce, count - done), linesEach));
    }
  },
};

async function compare(
  name: string,
  cases: readonly ContractCase[],
  runner: typeof PromtailRunner.promtailRunner,
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
