import { checkMilliseconds } from '../pipeline/quantity';
import type { Duration } from 'cdk8s';

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** The duration as Go and the custom resources of Flux write it: `1h30m`. @throws if it is none, or none that passes */
export function goDuration(property: string, duration: Duration): string {
  let left = checkMilliseconds(property, duration, 1);
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('');
}
