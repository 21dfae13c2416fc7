import type { Duration } from 'cdk8s';
import { refusal } from '../../pipeline/argument';
import { checkMilliseconds } from '../../pipeline/quantity';

const dayMilliseconds = 86_400_000;

/** @throws if it is under a day, which is the least that Loki takes, or no Duration */
export function checkKeep(at: string, keep: Duration): void {
  if (checkMilliseconds(at, keep, 0) >= dayMilliseconds) return;
  throw refusal(
    at,
    'be at least 24 hours',
    keep.toHumanString(),
    'choose a day or more: the index is deleted by whole days',
  );
}
