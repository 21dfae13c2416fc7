/**
 * Runs the contract on the real programs that are found, and records what they did in results.json:
 * `npm run conformance [-- --all] [--engine <name>] [--only <text>]`.
 *
 * Cases that a program has run as they are now, without a difference, are not run again, unless `--all` says so or the program's version is another.
 * `--only` runs cases with the text in their names and shows what differs; it records nothing.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { allCases } from './all-cases';
import { alloyRunner } from './alloy-runner';
import { expectedOf, receivedOf } from './compare';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { fluentBitRunner } from './fluent-bit-runner';
import { promtailRunner } from './promtail-runner';
import { nameOf, outcomeOf, readResults, recordedEngines, withRun, writeResults } from './results';
import type { Outcome, RecordedEngine } from './results';
import { vectorRunner } from './vector-runner';

const runners: Readonly<Record<RecordedEngine, ContractRunner>> = {
  alloy: alloyRunner,
  'fluent-bit': fluentBitRunner,
  promtail: promtailRunner,
  vector: vectorRunner,
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { all: { type: 'boolean' }, engine: { type: 'string', multiple: true }, only: { type: 'string' } },
  });
  const { all = false, engine: engines = recordedEngines, only } = values;
  let failures = 0;
  for (const engine of recordedEngines.filter((one) => engines.includes(one))) {
    const runner = runners[engine];
    const lack = runner.find();
    if (lack !== undefined) {
      say(`${engine}: left out, ${lack}`);
      continue;
    }
    const version = runner.name.split(' ')[1] ?? '';
    const known = readResults();
    const isKnown = (each: ContractCase): boolean =>
      !all && known.programs[engine] === version && isStill(outcomeOf(known, engine, each), runner.leavesOut(each));
    const cases = allCases.filter((each) => (only === undefined ? !isKnown(each) : nameOf(each).includes(only)));
    const run = new Map(await outcomes(runner, cases));
    // A busy machine makes an agent pause, which ends what it joins: what differs has a second try, by itself.
    const again = cases.filter((each) => run.get(each) === 'differs');
    for (const [each, outcome] of await outcomes(runner, again)) run.set(each, outcome);
    const differing = [...run].filter(([, outcome]) => outcome === 'differs').length;
    const agreeing = [...run].filter(([, outcome]) => outcome === 'agrees').length;
    failures += differing;
    say(`${runner.name}: ${cases.length} cases, ${agreeing} agree, ${differing} differ`);
    // Read again: cases may be run by several at once.
    if (only === undefined) writeResults(withRun(readResults(), engine, version, run));
  }
  return failures > 0 ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whether a run would say the same again. */
function isStill(outcome: Outcome | undefined, reason: string | undefined): boolean {
  return reason === undefined ? outcome === 'agrees' : isDeepStrictEqual(outcome, { leftOut: reason });
}

async function outcomes(
  runner: ContractRunner,
  cases: readonly ContractCase[],
): Promise<ReadonlyMap<ContractCase, Outcome>> {
  const reasons = cases.map((each) => runner.leavesOut(each));
  const taken = cases.filter((_, index) => reasons[index] === undefined);
  const results = taken.length === 0 ? [] : await runner.run(taken);
  return new Map(
    cases.map((each, index): readonly [ContractCase, Outcome] => {
      const leftOut = reasons[index];
      return [each, leftOut === undefined ? judge(runner, each, results[taken.indexOf(each)]) : { leftOut }];
    }),
  );
}

function judge({ name }: ContractRunner, each: ContractCase, result: ContractResult | undefined): Outcome {
  const [received, expected] = [result === undefined ? [] : receivedOf(result), expectedOf(each)];
  const carried = result?.carried ?? [];
  const isSaid = carried.length === 0 || isDeepStrictEqual(carried, [each.carried ?? {}]);
  if (isDeepStrictEqual(received, expected) && isSaid) return 'agrees';
  const at = expected.findIndex((entry, index) => !isDeepStrictEqual(entry, received[index]));
  const shown = { expected: expected[at], received: received[at < 0 ? expected.length : at], carried };
  say(`${name} differs in ${nameOf(each)}, ${received.length} of ${expected.length} entries:`);
  say(JSON.stringify(shown, null, 1).slice(0, 2000));
  return 'differs';
}

void main().then((code) => {
  process.exitCode = code;
});
