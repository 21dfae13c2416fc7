import type { Duration } from 'cdk8s';

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** The duration as Go and the custom resources of Flux write it: `1h30m`. */
export function goDuration(duration: Duration): string {
  let left = duration.toMilliseconds();
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('') || '0s';
}
