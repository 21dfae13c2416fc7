/**
 * What the library costs, as a table of ratios within one run: `npm run bench [-- --only <part>] [--json]`. Times are medians of
 * runs taken in turn; on another machine they are others, the ratios hardly.
 */
import { parseArgs } from 'node:util';
import { coldSynthRows } from './cold-synth';
import { growthRows } from './growth';
import { importRows } from './import';
import { interpreterRows } from './interpreter';
import { vectorRows } from './vector';
import { vrlCompileRows } from './vrl-compile';
import type { MissingRow, Row, Rows } from './row';

const parts: Readonly<Record<string, () => Rows | Promise<Rows>>> = {
  import: importRows,
  'cold-synth': coldSynthRows,
  growth: growthRows,
  interpreter: interpreterRows,
  'vrl-compile': vrlCompileRows,
  vector: vectorRows,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: Object.keys(parts) }, json: { type: 'boolean' } },
  });
  const unknown = values.only.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    throw new Error(`'--only' must be one of ${Object.keys(parts).join(', ')}, got ${unknown.join(', ')}; name one`);
  }
  const rows: (Row | MissingRow)[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (!values.only.includes(name)) continue;
    if (process.stderr.isTTY) process.stderr.write(`${name} …\n`);
    rows.push(...(await measure()));
  }
  if (values.json === true) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  print(rows.filter((row) => 'ratio' in row));
  for (const row of rows) if ('missing' in row) console.log(`not measured: ${row.name}: ${row.missing}`);
}

function print(rows: readonly Row[]): void {
  const heads = ['', 'ours', 'base', 'ratio', 'aim', 'runs', 'against'];
  const cells = rows.map(({ name, ours, base, unit, ratio, aim, runs, against }) => [
    name,
    `${digits(ours)} ${unit}`,
    `${digits(base)} ${unit}`,
    ratio.toFixed(2),
    aim === undefined ? '' : `<= ${aim}${ratio > aim ? ' missed' : ''}`,
    String(runs),
    against,
  ]);
  const widths = heads.map((head, column) => Math.max(...[heads, ...cells].map((row) => (row[column] ?? head).length)));
  const right = new Set(['ours', 'base', 'ratio', 'runs']);
  for (const row of [heads, ...cells]) {
    const padded = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return right.has(heads[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
    });
    console.log(padded.join('  ').trimEnd());
  }
}

function digits(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 100 ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
