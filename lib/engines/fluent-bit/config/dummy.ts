import { inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { boolean, plain, whole } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Input } from './plugin';
import { refusal } from '../../../pipeline/argument';

/** A record of your own, again and again: for tests, and as a clock. */
export interface DummyOptions extends InputOptions {
  /** @default { message: 'dummy' } */
  readonly dummy?: object;
  /** The record's metadata. @default {} */
  readonly metadata?: object;
  /** How many in all. @default - without end */
  readonly samples?: number;
  /** Records a second. @default 1 */
  readonly rate?: number;
  /** Whole seconds between two, instead of `rate`. @default - by `rate` */
  readonly intervalSec?: number;
  /** Nanoseconds beside `intervalSec`. @default 0 */
  readonly intervalNsec?: number;
  /** Records at a time. @default 1 */
  readonly copies?: number;
  /** The time of the first, in seconds since 1970; each further one is a second later. @default - that of the clock */
  readonly startTimeSec?: number;
  /** Nanoseconds beside `startTimeSec`. @default 0 */
  readonly startTimeNsec?: number;
  /** Whether all have the time of the first. @default false */
  readonly fixedTimestamp?: boolean;
  /** Whether the first comes at once. @default false */
  readonly flushOnStartup?: boolean;
}

const json = plain(
  (at, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refusal(at, 'be an object', value, "write { message: '…' }");
    }
  },
  (value: object) => JSON.stringify(value),
);

const options: Options<Omit<DummyOptions, 'extra' | 'processors'>> = {
  ...inputOptions,
  dummy: json,
  metadata: json,
  samples: whole(1),
  rate: whole(1),
  intervalSec: whole(0),
  intervalNsec: whole(0, 999_999_999),
  copies: whole(1),
  startTimeSec: whole(0),
  startTimeNsec: whole(0, 999_999_999),
  fixedTimestamp: boolean,
  flushOnStartup: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/inputs/dummy */
export function dummy(given: DummyOptions = {}): Input {
  return plugin('inputs', 'dummy', given, options);
}
