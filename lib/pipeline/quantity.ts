import type { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { refusal } from './argument';

// A fraction of a kibibyte may be whole bytes. Its number, since the enum's value would load the whole of cdk8s.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- for that reason
const none = 2 as SizeRoundingBehavior.NONE;

// By its methods, not by its class: a user's app may have another copy of cdk8s than we do.

/** A duration in whole milliseconds, from `least` on. */
export function checkMilliseconds(property: string, value: unknown, least: number): number {
  if (typeof value !== 'object' || value === null || !('toMilliseconds' in value)) {
    throw refusal(property, 'be a Duration', value, 'write one such as Duration.seconds(3)');
  }
  const duration = value as Duration;
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (Number.isSafeInteger(milliseconds) && milliseconds >= least) return milliseconds;
  throw refusal(
    property,
    `be whole milliseconds from ${least} on`,
    duration.toHumanString(),
    'choose another duration',
  );
}

/** A size in whole bytes, from `least` on. */
export function checkBytes(property: string, value: unknown, least: number): number {
  if (typeof value !== 'object' || value === null || !('toKibibytes' in value)) {
    throw refusal(property, 'be a Size', value, 'write one such as Size.kibibytes(256)');
  }
  const size = value as Size;
  const bytes = size.toKibibytes({ rounding: none }) * 1024;
  if (Number.isSafeInteger(bytes) && bytes >= least) return bytes;
  throw refusal(property, `be whole bytes from ${least} on`, size.asString(), 'choose another size');
}
