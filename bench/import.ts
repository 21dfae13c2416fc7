import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Row } from './row';
import { median } from './row';

const root = resolve(__dirname, '..');
const runs = 15;

const base = "require('cdk8s'); require('cdk8s-plus-28');";
const library = "require('./dist/lib/index.js')";

/**
 * Importing the library against importing cdk8s and cdk8s-plus-28, which it needs anyway; compiled, in fresh processes.
 * The index loads a file when one of its names is read, so the second row is what the most greedy program pays.
 */
export const importRows = (): readonly Row[] => [
  row('import', `${base} ${library};`, 1.3),
  row('import, every name read', `${base} Object.values(${library});`, 1.3),
];

function row(name: string, ours: string, aim: number): Row {
  // Taken in turn, so that what else the machine does falls on both alike; the first pair warms the file cache.
  const pairs = Array.from({ length: runs + 1 }, () => [timeOf(base), timeOf(ours)] as const).slice(1);
  const [without, withUs] = [median(pairs.map(([time]) => time)), median(pairs.map(([, time]) => time))];
  return { name, ours: withUs, base: without, unit: 'ms', ratio: withUs / without, aim, runs };
}

/** Milliseconds that a fresh process takes to run `program`. */
function timeOf(program: string): number {
  const timed = `const start = performance.now(); ${program} console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['-e', timed], { cwd: root, encoding: 'utf8' }));
}
