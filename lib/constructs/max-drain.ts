import { Duration } from 'cdk8s';
import { refusal } from '../pipeline/argument';

/** @throws if it is not whole seconds up to an hour */
export function checkMaxDrain(maxDrain: Duration): void {
  if (!(maxDrain instanceof Duration)) {
    throw refusal('maxDrain', 'be a Duration', maxDrain, 'write Duration.seconds(30)');
  }
  const seconds = maxDrain.toMilliseconds() / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600) return;
  throw new Error(
    `'maxDrain' must be whole seconds from 1 to 3600, got ${seconds} s; give the longest that a pod may wait for its logs`,
  );
}
