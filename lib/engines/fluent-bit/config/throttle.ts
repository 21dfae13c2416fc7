import type { Duration } from 'cdk8s';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { boolean, plain, seconds, whole } from './option';
import type { Options } from './option';
import { positive } from '../../option-check';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** Leaves out what is more than a rate on the average of some intervals. What is left out is not counted. */
export interface ThrottleOptions extends FilterOptions {
  /** Records of an interval. */
  readonly rate: number;
  /** Intervals over which the average is taken. @default 5 */
  readonly window?: number;
  /** @default Duration.seconds(1) */
  readonly interval?: Duration;
  /** Whether its state is logged. @default false */
  readonly printStatus?: boolean;
}

const options: Options<Omit<ThrottleOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  rate: { ...plain(positive), check: positive },
  window: whole(1),
  interval: seconds(1),
  printStatus: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/throttle */
export function throttle(given: ThrottleOptions): Filter {
  return plugin('filters', 'throttle', given, options);
}
