import type { Duration } from 'cdk8s';
import { checkOptions, refusal } from '../../pipeline/argument';
import type { ByName } from '../../pipeline/non-empty';
import type { CompactorOptions } from './options/write-path';
import type { LimitsOptions, StreamRetention } from './options/limits';
import type { ObjectStore } from './schema-period';
import { checkKeep } from './keep';
import { selectorFault, selectorOf } from './selector';

/** Streams that are kept for another time than the rest. */
export type RetainedStream =
  | { readonly labels: ByName<string>; readonly selector?: never; readonly keep: Duration }
  /** `{namespace=~"team-.*"}`: what labels alone do not say. */
  | { readonly selector: string; readonly labels?: never; readonly keep: Duration };

/** How long logs are kept. */
export interface RetentionOptions {
  readonly period: Duration;
  /** Of several that a stream belongs to the first holds. @default - all are kept for the period */
  readonly streams?: readonly RetainedStream[];
  /** Where chunks lie: there the compactor keeps requests to delete. */
  readonly store: ObjectStore;
  /** How long what is past its time can still be had. @default Duration.hours(2) */
  readonly deleteDelay?: Duration;
}

/** What a retention needs of Loki's configuration. */
export interface RetentionSettings {
  readonly limitsConfig: Pick<LimitsOptions, 'retentionPeriod' | 'retentionStream'>;
  readonly compactor: Pick<CompactorOptions, 'retentionEnabled' | 'deleteRequestStore' | 'retentionDeleteDelay'>;
}

/**
 * The options by which Loki deletes what is past its time: limits say when, and only a compactor that is told to does it.
 *
 * @throws if a time is under a day, which is the least that Loki takes, or it would refuse a selector
 */
export function retention(options: RetentionOptions): RetentionSettings {
  const {
    period,
    streams = [],
    store,
    deleteDelay,
  } = checkOptions(options, ['period', 'streams', 'store', 'deleteDelay']);
  checkKeep('period', period);
  const retentionStream = streams.map((stream, index): StreamRetention => {
    const at = `streams[${index}]`;
    checkOptions(stream, ['labels', 'selector', 'keep'] as never, at);
    checkKeep(`${at}.keep`, stream.keep);
    return { selector: selectorFor(at, stream), priority: streams.length - index, period: stream.keep };
  });
  return {
    limitsConfig: { retentionPeriod: period, ...(streams.length === 0 ? {} : { retentionStream }) },
    compactor: {
      retentionEnabled: true,
      deleteRequestStore: store,
      ...(deleteDelay === undefined ? {} : { retentionDeleteDelay: deleteDelay }),
    },
  };
}

/** The longest that anything is kept. */
export function longest({ period, streams = [] }: Pick<RetentionOptions, 'period' | 'streams'>): Duration {
  return [period, ...streams.map(({ keep }) => keep)].reduce((most, next) =>
    next.toMilliseconds() > most.toMilliseconds() ? next : most,
  );
}

function selectorFor(at: string, stream: RetainedStream): string {
  if (stream.selector === undefined) return selectorOf(stream.labels);
  if (stream.labels !== undefined) throw refusal(at, "have 'labels' or 'selector'", stream, 'remove one of them');
  const fault = selectorFault(stream.selector);
  if (fault === undefined) return stream.selector;
  throw new TypeError(
    `'${at}.selector' must be one that Loki takes, got ${stream.selector}, which has ${fault}; name a value, as {namespace="dev"}`,
  );
}
