/** One line of the table of `npm run bench`: what a user pays with the library against what they would pay without. */
export interface Row {
  readonly name: string;
  /** What the library is compared with. */
  readonly against: string;
  /** Median of the runs with the library, in `unit`. */
  readonly ours: number;
  /** Median of the runs without it, in the same unit. */
  readonly base: number;
  readonly unit: 'ms' | 'lines/s';
  /** How many times as much time ours takes; machines differ, ratios of one run hardly. */
  readonly ratio: number;
  /** The largest ratio that is wanted. @default - nobody wished for one */
  readonly aim?: number;
  /** Runs of each. */
  readonly runs: number;
}

/** A line that cannot be filled in here. */
export interface MissingRow {
  readonly name: string;
  readonly missing: string;
}

export type Rows = readonly (Row | MissingRow)[];

/** Milliseconds that something takes, by its own clock. */
export type Timed = () => number;

/** What is measured of each side; the words of a {@link Row} otherwise. */
export interface Comparison extends Pick<Row, 'name' | 'against' | 'aim'> {
  readonly ours: Timed;
  readonly base: Timed;
  readonly runs: number;
  /** Runs before the first that counts: they warm the caches of files. @default 1 */
  readonly before?: number;
}

/** Both sides taken in turn, so that what else the machine does falls on both alike. */
export function compare({ ours, base, runs, before = 1, ...row }: Comparison): Row {
  const pairs = Array.from({ length: before + runs }, () => [base(), ours()] as const).slice(before);
  return timesRow({ ...row, base: pairs.map(([time]) => time), ours: pairs.map(([, time]) => time) });
}

/** A row of times that are known. */
export function timesRow({
  ours,
  base,
  ...row
}: Pick<Row, 'name' | 'against' | 'aim'> & {
  readonly ours: readonly number[];
  readonly base: readonly number[];
}): Row {
  const [withUs, without] = [median(ours), median(base)];
  return { ...row, ours: withUs, base: without, unit: 'ms', ratio: withUs / without, runs: ours.length };
}

/** A row of times for so many lines, shown as lines per second. */
export function ratesRow(row: Row, lines: number): Row {
  const rate = (milliseconds: number): number => (lines / milliseconds) * 1000;
  return { ...row, ours: rate(row.ours), base: rate(row.base), unit: 'lines/s' };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('values must hold a number, got none');
  return (low + high) / 2;
}
