import type { Duration } from 'cdk8s';
import type { Pattern } from '../languages/regex/pattern';
import type { TimeFormat } from '../languages/time/time-format';
import type { Condition } from './condition';
import type { EngineName } from './engine-name';
import type { ByName, NonEmpty } from './non-empty';
import type { Ref, Value } from './ref';

/** What is parsed. */
export interface ParseOptions {
  /** The text that is parsed. @default line */
  readonly from?: Ref;
  /** Sets these keys alone: a log cannot then overwrite what else is known. @default - every key that is found */
  readonly only?: NonEmpty<string>;
}

/** Where the event's time stands and how it is written. */
export interface TimeOptions {
  /** How it is written; of several, the first that reads it. @default 'iso8601' */
  readonly format?: TimeFormat | NonEmpty<TimeFormat>;
  /** IANA name or offset (`Europe/Berlin`, `+05:30`) for texts that name no zone. @default 'UTC' */
  readonly zone?: string;
}

/** Which lines belong together. */
export interface JoinOptions {
  /** Matches the first line of an entry. */
  readonly firstLine: Pattern;
  /** A pause after which an entry is complete. @default Duration.millis(500) */
  readonly maxWait?: Duration;
  /** More lines begin a new entry. @default 1000 */
  readonly maxLines?: number;
}

/** What a sample always keeps. */
export interface SampleOptions {
  /** Records that always stay. @default - none */
  readonly unless?: Condition;
  /** Keeps the first record of each value, again after `each`. @default - none */
  readonly first?: { readonly of: Ref; readonly each: Duration };
}

/** How many lines may pass. */
export interface ThrottleOptions {
  /** Lines in each second; the rest is dropped. */
  readonly linesPerSecond: number;
  /** Counts each value for itself. @default - all lines together */
  readonly per?: Ref;
  /** Records that always pass and are not counted. @default - none */
  readonly unless?: Condition;
}

/** What a metric counts or measures, and by what it is split. */
export interface MetricOptions {
  /** Which records are counted or measured. @default - every record */
  readonly when?: Condition;
  /** Labels of few values each. @default - none */
  readonly labels?: ByName<Value>;
}

/** What the line becomes, as one JSON object. */
export interface JsonLine {
  /** The fields in this order, or `'all'` of them, sorted. */
  readonly json: NonEmpty<string> | 'all';
}

/** Code in one engine's own language, such as Vector's `vrl`. */
export interface NativeCode<out N extends EngineName> {
  /** The engine whose code it is. */
  readonly language: N;
  /** The program, as that engine reads it. */
  readonly source: string;
}
