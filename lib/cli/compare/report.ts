import type { Comparison } from './difference';

/** A side, as the report tells of it. */
export interface ReportedSide {
  readonly name: string;
  readonly about: string;
  readonly entries: number;
  readonly leftOut: readonly string[];
  readonly notes: readonly string[];
}

/** All that `compare` found. */
export interface Report {
  /** The first is what the others are compared with. */
  readonly sides: readonly ReportedSide[];
  readonly files: number;
  readonly lines: number;
  readonly notes: readonly string[];
  readonly comparisons: readonly (Comparison & {
    readonly base: string;
    readonly other: string;
    /** A side before, besides the first, that sent the same as this one, so that the differences are the same. */
    readonly sameAs?: string;
  })[];
}

/** Whether the sides sent the same: two that send nothing are the same whatever they would send. */
export function areEqual({ sides, comparisons }: Report): boolean {
  return sides.some(({ entries }) => entries > 0) && comparisons.every(({ differences }) => differences.length === 0);
}

/** 1 where there are differences, 0 where there are none, 2 where that shows nothing. @param isWhole - all that were asked for have run */
export function exitCodeOf(report: Report, isWhole: boolean): number {
  if (report.comparisons.some(({ differences }) => differences.length > 0)) return 1;
  return isWhole && areEqual(report) ? 0 : 2;
}
