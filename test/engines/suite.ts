/** What a suite of `npm run test:engines` is given. */
export interface Context {
  /** Random texts of each kind; the same seed gives the same ones. */
  readonly seed: number;
  /** How many random texts each reader and stack is given. */
  readonly runs: number;
  /** How many tasks the drain is tried with. */
  readonly tasks: number;
  /** Folder outside the checkout for what is built once. */
  readonly cache: string;
  /** Counts a check; the first failures of a suite are shown. */
  check(name: string, passed: boolean, detail: () => string): void;
  /** One line of progress. */
  say(line: string): void;
  /** Something for the report in JSON. */
  measure(name: string, value: unknown): void;
}

/** Something held to real programs: one file in `suites/`. */
export interface Suite {
  readonly name: string;
  /** Programs that must be on the PATH; without one the suite fails. */
  readonly needs?: readonly string[];
  /** A program that no package registry has: without it the suite is left out, and said to be. */
  readonly found?: { readonly program: string; readonly by: string };
  run(context: Context): Promise<void>;
}
