import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCases } from './all-cases';
import type { ContractCase } from './contract-case';
import { digestOf } from './digest';

const file = join(__dirname, 'results.json');

/** The real programs whose results are kept, by the names of their engines. */
export const recordedEngines = ['alloy', 'fluent-bit', 'promtail', 'vector'] as const;
export type RecordedEngine = (typeof recordedEngines)[number];

/** `agrees`, `differs`, or the reason why the program was not asked. */
export type Outcome = 'agrees' | 'differs' | { readonly leftOut: string };

/** What became of a case, as it was then. */
type CaseResults = { readonly digest: string } & { readonly [E in RecordedEngine]?: Outcome };

/** What the real programs did with the cases: recorded from runs alone, by `npm run conformance`. */
export interface Results {
  /** The versions that were run. */
  readonly programs: { readonly [E in RecordedEngine]?: string };
  /** By `about: name`. */
  readonly cases: Readonly<Record<string, CaseResults>>;
}

/** How a case is called in results. */
export function nameOf({ about, name }: ContractCase): string {
  return `${about}: ${name}`;
}

export function readResults(): Results {
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}

/** What a program did with a case; nothing where it has not run the case as it is now. */
export function outcomeOf(results: Results, engine: RecordedEngine, contractCase: ContractCase): Outcome | undefined {
  const known = results.cases[nameOf(contractCase)];
  return known?.digest === digestOf(contractCase) ? known[engine] : undefined;
}

/** The results with those of a run, without what is of other cases, or of the same as they were before. */
export function withRun(
  results: Results,
  engine: RecordedEngine,
  version: string,
  run: ReadonlyMap<ContractCase, Outcome>,
): Results {
  const cases = allCases.map((each) => {
    const digest = digestOf(each);
    const known = results.cases[nameOf(each)];
    const kept = known?.digest === digest ? known : { digest };
    const outcome = run.get(each);
    return [nameOf(each), outcome === undefined ? kept : { ...kept, [engine]: outcome }] as const;
  });
  return { programs: { ...results.programs, [engine]: version }, cases: Object.fromEntries(cases) };
}

/** One line for each case, so that a change of one shows as such. */
export function writeResults({ programs, cases }: Results): void {
  const lines = Object.entries(cases).map(([name, { digest, ...outcomes }]) => {
    const sorted = Object.entries(outcomes).sort(([one], [other]) => (one < other ? -1 : 1));
    return `    ${JSON.stringify(name)}: ${JSON.stringify({ digest, ...Object.fromEntries(sorted) })}`;
  });
  const versions = Object.fromEntries(Object.entries(programs).sort());
  writeFileSync(file, `{\n  "programs": ${JSON.stringify(versions)},\n  "cases": {\n${lines.join(',\n')}\n  }\n}\n`);
}
