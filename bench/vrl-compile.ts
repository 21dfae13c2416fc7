import { compiled, numberOf, numbersOf } from './fresh';
import { timesRow } from './row';
import type { Rows } from './row';

const runs = 9;

/**
 * VRL compiled in a fresh process: the first 15 lines, with all that must be loaded for it, and 15 more later. Against the import
 * of cdk8s, without which nobody compiles; the budgets, 120 ms and 8 ms, were set where that takes 57.
 */
export function vrlCompileRows(): Rows {
  const program = compiled('bench/programs/vrl-compile.ts');
  const cdk8s = "const start = performance.now(); require('cdk8s'); console.log(performance.now() - start);";
  const pairs = Array.from({ length: runs + 1 }, () => [numberOf(cdk8s), numbersOf(program)] as const).slice(1);
  const against = 'import of cdk8s';
  const base = pairs.map(([time]) => time);
  const of = (index: number): readonly number[] => pairs.map(([, times]) => times[index] ?? Number.NaN);
  return [
    timesRow({ name: 'VRL of 15 lines, first compile', against, ours: of(0), base, aim: 2.1 }),
    timesRow({ name: 'VRL of 15 lines, each further', against, ours: of(1), base, aim: 0.14 }),
  ];
}
