/** Prints what the library costs as a table, or with `--json` as one JSON array. */
import { importRows } from './import';

const rows = importRows();

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows, null, 2));
} else {
  const cells = rows.map(({ name, ours, base, unit, ratio, aim, runs }) => ({
    name,
    ours: `${ours.toFixed(1)} ${unit}`,
    base: `${base.toFixed(1)} ${unit}`,
    ratio: ratio.toFixed(2),
    aim: `<= ${aim}`,
    runs,
  }));
  console.table(Object.fromEntries(cells.map(({ name, ...row }) => [name, row])));
}
