import { Duration, Size } from 'cdk8s';
import type { Net } from '../config/network';
import type { OutputOptions } from '../config/output-options';
import type { Output, Step } from '../config/plugin';
import type { Lua } from './code';

/** How a sink's entries leave. */
export interface SentBy {
  /** Statements that make of `entry`, and the record `r` that it is of, the event that the output takes, and return it with its metadata. */
  readonly prepare: Lua;
  /** What the output runs its events through before it sends them. @default - nothing */
  readonly steps?: readonly Step[];
  /** The output; `common` says what it takes, and by which steps. */
  make(common: OutputOptions): Output;
}

/**
 * What all have that send to another machine: what it did not take is sent until it does, and waits on the disk; beyond a bound
 * the oldest gives way, which Fluent Bit tells and counts. A thread of its own: those of Loki's
 * outputs that share one take out of events what the first of them does, and no more.
 */
export const outgoing = {
  retryLimit: 'no_limits',
  storageTotalLimitSize: Size.gibibytes(1),
  workers: 1,
  // A receiver that takes a request and never answers would hold up all that follows, for ever.
  net: { ioTimeout: Duration.seconds(30) },
} as const satisfies OutputOptions & { readonly net: Net };
