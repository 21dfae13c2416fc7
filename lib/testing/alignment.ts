import type { ExpectedSpec, Fact } from '../pipeline/example-spec';
import { held, holds } from './fact';
import type { ShippedEntry } from './shipped';

/** An expected entry and the shipped one that stands for it; either alone where the other is none. */
export type Pairing =
  | { readonly expected: number; readonly got: number }
  | { readonly expected: number; readonly got?: undefined }
  | { readonly expected?: undefined; readonly got: number };

/** Beyond so many comparisons entries are paired by their place. */
const most = 250_000;

/** Of leaving one entry out: two of them cost as much as a pair that has nothing in common. */
const alone = 0.5;

/** Pairs what is expected with what was shipped, both in their order, so that as little as possible differs. */
export function align(expected: readonly ExpectedSpec[], shipped: readonly ShippedEntry[]): readonly Pairing[] {
  const [rows, columns] = [expected.length, shipped.length];
  if (rows * columns > most) return byPlace(rows, columns);
  // costs[row][column]: of all that comes from there on.
  const costs = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const pairCost = (row: number, column: number): number =>
    distance(expected[row] as ExpectedSpec, shipped[column] as ShippedEntry);
  const at = (row: number, column: number): number => costs[row]?.[column] ?? 0;
  for (let row = rows; row >= 0; row -= 1) {
    for (let column = columns; column >= 0; column -= 1) {
      if (row === rows && column === columns) continue;
      const pair = row < rows && column < columns ? pairCost(row, column) + at(row + 1, column + 1) : Infinity;
      const noGot = row < rows ? alone + at(row + 1, column) : Infinity;
      const noExpected = column < columns ? alone + at(row, column + 1) : Infinity;
      (costs[row] as Float64Array)[column] = Math.min(pair, noGot, noExpected);
    }
  }
  const pairings: Pairing[] = [];
  for (let [row, column] = [0, 0]; row < rows || column < columns;) {
    const cost = at(row, column);
    if (row < rows && column < columns && cost === pairCost(row, column) + at(row + 1, column + 1)) {
      pairings.push({ expected: row++, got: column++ });
    } else if (row < rows && cost === alone + at(row + 1, column)) pairings.push({ expected: row++ });
    else pairings.push({ got: column++ });
  }
  return pairings;
}

/** The shipped entry that has most in common with what is expected. */
export function nearest(expected: ExpectedSpec, shipped: readonly ShippedEntry[]): ShippedEntry | undefined {
  let [best, least]: [ShippedEntry | undefined, number] = [undefined, 1];
  for (const one of shipped) {
    const cost = distance(expected, one);
    if (cost < least) [best, least] = [one, cost];
  }
  return best;
}

/** The facts that do not hold of an entry. */
export function failing({ facts }: ExpectedSpec, { entry }: ShippedEntry): readonly Fact[] {
  return facts.filter((fact) => !holds(fact, held(entry, fact)));
}

/** Whether another sink sends it than is expected. */
export function isOfOtherSink({ sink }: ExpectedSpec, got: ShippedEntry): boolean {
  return sink !== undefined && sink !== got.sink;
}

/** 0 where all holds, 1 where nothing does. */
function distance(expected: ExpectedSpec, got: ShippedEntry): number {
  const wrong = failing(expected, got).length + (isOfOtherSink(expected, got) ? 1 : 0);
  return wrong / Math.max(1, expected.facts.length + (expected.sink === undefined ? 0 : 1));
}

function byPlace(rows: number, columns: number): readonly Pairing[] {
  return Array.from({ length: Math.max(rows, columns) }, (_, index): Pairing => {
    if (index >= columns) return { expected: index };
    return index < rows ? { expected: index, got: index } : { got: index };
  });
}
