import type { BuiltProgram } from './built';

/** What a suite of `npm run test:engines` is given. */
export interface Context {
  /** Random texts of each kind; the same seed gives the same ones. */
  readonly seed: number;
  /** How many random texts each reader and stack is given. */
  readonly runs: number;
  /** How many random pipelines each agent is given. */
  readonly pipelines: number;
  /** Runs only the one of this number, from 0, among the random pipelines of the seed; nothing else of the suite. */
  readonly pipeline?: number;
  /** How many tasks the drain is tried with. */
  readonly tasks: number;
  /** How many seconds a receiver is away. */
  readonly outage: number;
  /** Folder outside the checkout for what is built once. */
  readonly cache: string;
  /** The path of a program that the suite `builds`. @throws if it does not list it */
  program(name: BuiltProgram): string;
  /** Counts a check; the first failures of a suite are shown. */
  check(name: string, passed: boolean, detail: () => string): void;
  /** One line of progress. */
  say(line: string): void;
  /** What a part of the suite lacks and how many cases that costs, for the end of the report. */
  leaveOut(line: string): void;
  /** Something for the report in JSON. */
  measure(name: string, value: unknown): void;
}

/** How much is tried. */
export type Amounts = Pick<Context, 'seed' | 'runs' | 'pipelines' | 'pipeline' | 'tasks' | 'outage'>;

/** Something held to real programs: one file in `suites/`. */
export interface Suite {
  readonly name: string;
  /** Programs that are built from a package registry, once. */
  readonly builds?: readonly BuiltProgram[];
  /** Programs that must be on the PATH; without one the suite fails. */
  readonly needs?: readonly string[];
  /** A program that no package registry has: without it the suite is left out, and said to be. */
  readonly found?: { readonly program: string; readonly by: string };
  /** How many cases are lost where the suite is left out: '252 contract cases'. */
  readonly costs?: (amounts: Amounts) => string;
  run(context: Context): Promise<void>;
}
