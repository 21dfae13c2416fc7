import type { Duration, Size } from 'cdk8s';
import { checkBytes, checkMilliseconds } from '../../pipeline/quantity';
import type { Check } from '../option-check';

// By their methods, not by their classes: a user's app may have another copy of cdk8s than we do.

/** A duration of at least so many milliseconds. */
export function duration(least = 0): Check {
  return (at, value) => void checkMilliseconds(at, value, least);
}

/** A size of at least so many bytes. */
export function size(least = 1): Check {
  return (at, value) => void checkBytes(at, value, least);
}

export function isDuration(value: object): value is Duration {
  return 'toMilliseconds' in value;
}

export function isSize(value: object): value is Size {
  return 'toKibibytes' in value;
}

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A duration as Go reads it, in the largest unit of which it is a whole number. */
export function goDuration(of: Duration): string {
  const milliseconds = checkMilliseconds('duration', of, 0);
  const unit = units.find(([, length]) => milliseconds > 0 && milliseconds % length === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}

/** A size as Alloy reads it. */
export function alloySize(of: Size): string {
  const bytes = bytesOf(of);
  const power = [3, 2, 1].find((one) => bytes > 0 && bytes % 1024 ** one === 0) ?? 0;
  return `${bytes / 1024 ** power}${['B', 'KiB', 'MiB', 'GiB'][power] ?? ''}`;
}

/** A size in bytes. */
export function bytesOf(of: Size): number {
  return checkBytes('size', of, 0);
}
