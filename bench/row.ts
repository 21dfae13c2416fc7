/** One line of the table of `npm run bench`: what a user pays with the library against what they would pay without. */
export interface Row {
  readonly name: string;
  /** Median of the runs with the library, in `unit`. */
  readonly ours: number;
  /** Median of the runs without it, in the same unit. */
  readonly base: number;
  readonly unit: string;
  /** `ours / base`; machines differ, ratios of one run hardly. */
  readonly ratio: number;
  /** The largest ratio that is wanted. */
  readonly aim: number;
  readonly runs: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('values must hold a number, got none');
  return (low + high) / 2;
}
