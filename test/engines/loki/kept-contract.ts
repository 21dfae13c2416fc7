import { isDeepStrictEqual } from 'node:util';
import { allCases } from '../../contract/all-cases';
import { expectedOf, receivedOf } from '../../contract/compare';
import type { ContractCase, Topic } from '../../contract/contract-case';
import type { Context } from '../suite';
import { agents } from './agents';
import type { PushingAgent } from './agents';
import { withContractLoki } from './contract-loki';
import { push } from './pushed';
import type { Pushed } from './pushed';
import { stored } from './stored';

/** What Loki does otherwise with what it is sent; such a case must differ, so that the list stays true. */
const altered: Readonly<Record<string, { readonly by: readonly string[]; readonly reason: string }>> = {
  'empty line: a stage may make it': emptyStream(),
  'empty line: only such lines': emptyStream(),
};

/** What Vector sends has the offset as metadata, with which Loki keeps it. */
function emptyStream(): { readonly by: readonly string[]; readonly reason: string } {
  return { by: ['promtail', 'alloy'], reason: 'Loki loses a stream of nothing but empty lines without metadata' };
}

/** What Loki itself could change, refuse or lose; what stages make of a record is no matter to it. */
const topics: ReadonlySet<Topic> = new Set<Topic>([
  'end of line',
  'over-long line',
  'invalid UTF-8',
  'empty line',
  'order',
  'equal lines at equal times',
  'label values',
  'labels',
  'structured metadata',
  'sinks',
  'time',
]);
/** Instants that the Loki here has a schema for, and whose streams it can be asked for. */
const [firstYear, lastYear] = [1980, 2100];
/** Questions at once. */
const together = 8;

/** Cases by {@link topics}, without those of pods, of changing files, and of a Loki set up otherwise. */
const cases = allCases.filter(isForLoki);

function isForLoki(each: ContractCase): boolean {
  const tenant = 'a tenant of its own';
  const years = each.expected.map(({ time }) => Number(time?.slice(0, 4) ?? firstYear));
  return (
    topics.has(each.about) &&
    each.pod === undefined &&
    each.moments === undefined &&
    years.every((year) => year >= firstYear && year <= lastYear) &&
    each
      .pipeline({ url: 'http://loki', tenant })
      .sinks.every(
        ({ target }) =>
          target !== undefined &&
          target.tenant === tenant &&
          target.auth === undefined &&
          target.maxLabels === undefined,
      )
  );
}

/** The agents that are there. */
export function agentsThere(context: Context): readonly PushingAgent[] {
  return agents.filter(({ runner }) => {
    const reason = runner.find();
    if (reason !== undefined) context.leaveOut(`${reason}; costs ${cases.length} contract cases in Loki`);
    return reason === undefined;
  });
}

/** Each agent's cases at once. */
export async function keepsContract(context: Context, there: readonly PushingAgent[]): Promise<void> {
  await withContractLoki(context, async (loki) => {
    for (const agent of there) {
      const taken = cases.filter((each) => agent.runner.leavesOut(each) === undefined);
      const pushed = await push(agent, taken, loki, 'contract');
      for (let at = 0; at < taken.length; at += together) {
        const some = taken.slice(at, at + together);
        await Promise.all(some.map((each, index) => check(context, agent, each, pushed, at + index)));
      }
      context.say(`${agent.runner.name}: ${taken.length} cases of ${allCases.length} in Loki`);
    }
  });
}

/** Equal lines at equal times: all there when pushed, after a crash, and once written to the store. */
export async function keepsEqualLines(context: Context, there: readonly PushingAgent[]): Promise<void> {
  const equal = cases.filter((each) => each.about === 'equal lines at equal times');
  await withContractLoki(context, async (loki) => {
    const pushes: [PushingAgent, Pushed][] = [];
    for (const agent of there) pushes.push([agent, await push(agent, equal, loki, 'equal')]);
    const checkAll = async (when: string): Promise<void> => {
      for (const [agent, pushed] of pushes) {
        for (const [index, each] of equal.entries()) {
          const [received, expected] = [receivedOf(await pushed.stored(index)), expectedOf(each)];
          context.check(`equal lines ${when}`, isDeepStrictEqual(received, expected), () =>
            JSON.stringify({ agent: agent.name, case: each.name, received, expected }),
          );
        }
      }
    };
    const pushedAt = new Date().toISOString();
    await loki.push([{ labels: { job: 'empty' }, line: '' }], 'empty');
    await checkAll('in memory');
    await loki.kill9();
    await loki.restart();
    await checkAll('after a crash');
    await loki.flush();
    await checkAll('in the store');
    const found = await stored(loki, 'empty', [pushedAt]);
    context.check('a stream of empty lines is lost', found.length === 0, () => JSON.stringify(found));
  });
}

async function check(
  context: Context,
  agent: PushingAgent,
  each: ContractCase,
  pushed: Pushed,
  index: number,
): Promise<void> {
  const { sent, refused } = pushed.counts(index);
  const result = await pushed.stored(index);
  const [received, expected] = [receivedOf(result), expectedOf(each)];
  const name = `${each.about}: ${each.name}`;
  // What lies at a time that nobody asked for would be seen in the counters alone.
  const isSame = isDeepStrictEqual(received, expected) && sent === expected.length && refused === undefined;
  const passed = altered[name]?.by.includes(agent.name) === true ? !isSame : isSame;
  context.check(`the contract by ${agent.name}`, passed, () => {
    const at = expected.findIndex((entry, place) => !isDeepStrictEqual(entry, received[place]));
    return `${name}: ${JSON.stringify({ sent, refused, received: received[at], expected: expected[at], counts: [received.length, expected.length] })}`;
  });
}
