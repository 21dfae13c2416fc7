import { numberOf } from './fresh';
import { compare } from './row';
import type { Row, Rows } from './row';

const base = "require('cdk8s'); require('cdk8s-plus-28');";
const library = "require('./dist/lib/index.js')";

/**
 * Importing the library against importing cdk8s and cdk8s-plus-28, which it needs anyway; compiled, in fresh processes.
 * The index loads a file when one of its names is read, so the second row is what the most greedy program pays.
 */
export const importRows = (): Rows => [
  row('import', `${base} ${library};`),
  row('import, every name read', `${base} Object.values(${library});`),
];

function row(name: string, ours: string): Row {
  const against = 'import of cdk8s and cdk8s-plus-28';
  return compare({ name, against, ours: timeOf(ours), base: timeOf(base), aim: 1.3, runs: 15 });
}

/** Milliseconds that a fresh process takes to run `program`. */
function timeOf(program: string): () => number {
  return () => numberOf(`const start = performance.now(); ${program} console.log(performance.now() - start);`);
}
