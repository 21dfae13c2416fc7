import type { ByName } from './non-empty';
import type { LogRecord, Origin } from './record';
import type { Pattern } from '../languages/regex/pattern';

/**
 * What a pipeline does to a few records, kept beside it: tests run it (`cdk8s-logging/testing`), `npx cdk8s-logging test`
 * does without any, and `print --tests` makes a test of the agent's own of it.
 *
 *     examples: {
 *       'a traceback stays with its line': {
 *         records: records(['[…] ERROR - no', 'Traceback (most recent call last):'], { path }),
 *         ships: [{ labels: { level: 'error' }, line: /\nTraceback/ }],
 *       },
 *     }
 */
export interface Example {
  /**
   * What the source reads, made with `records([…], { path })`. Each is on its own: the first finds a pipeline that has read
   * nothing. A record without a time is read at 2000-01-01T00:00:00Z, so that an example is the same each day.
   */
  readonly records: Iterable<LogRecord>;
  /** All entries that come of them, in the order of `run`; none where the records are dropped. */
  readonly ships: readonly ExpectedEntry[];
  /** How many records `count` or `measure` take, by metric, over all its labels. @default - not compared */
  readonly counts?: ByName<number>;
}

/**
 * The part of an entry that matters: what is not written is not compared. The same holds of each label, field and attribute;
 * one that is written as `undefined` must be absent. A pattern is found anywhere in a text, unless it is anchored.
 */
export type ExpectedEntry = (ExpectedLokiEntry | ExpectedOtlpEntry | ExpectedJsonEntry) & {
  /** The sink that sends it, counted from 0. @default - any */
  readonly sink?: number;
};

/** Exactly this text, or one that the pattern is found in. */
export type ExpectedText = string | Pattern;

/** Part of an entry of a Loki stream. */
export interface ExpectedLokiEntry {
  /** Labels by name; `undefined` for one that must be absent. */
  readonly labels?: ByName<ExpectedText | undefined>;
  /** Structured metadata by name; `undefined` for what must be absent. */
  readonly structuredMetadata?: ByName<ExpectedText | undefined>;
  /** RFC 3339; the same instant in any spelling. */
  readonly time?: string;
  /** The line, joined lines with their breaks. */
  readonly line?: ExpectedText;
}

/** Part of an OpenTelemetry log record. */
export interface ExpectedOtlpEntry {
  /** RFC 3339; the same instant in any spelling. */
  readonly time?: string;
  /** The line, joined lines with their breaks. */
  readonly body?: ExpectedText;
  /** The severity's text; `undefined` where there must be none. */
  readonly severity?: ExpectedText | undefined;
  /** The trace's id; `undefined` where there must be none. */
  readonly traceId?: ExpectedText | undefined;
  /** The span's id; `undefined` where there must be none. */
  readonly spanId?: ExpectedText | undefined;
  /** Attributes of the resource by name; `undefined` for what must be absent. */
  readonly resource?: ByName<ExpectedText | undefined>;
  /** JSON values, or patterns of texts. */
  readonly attributes?: ByName<unknown>;
}

/** Part of what HTTP and standard output are sent. */
export interface ExpectedJsonEntry {
  /** RFC 3339; the same instant in any spelling. */
  readonly time?: string;
  /** The line, joined lines with their breaks. */
  readonly line?: ExpectedText;
  /** JSON values, or patterns of texts. */
  readonly fields?: ByName<unknown>;
  /** What is known of where it was read; `undefined` for what must be absent. */
  readonly origin?: { readonly [K in keyof Origin]: Origin[K] | Pattern | undefined };
}
