import type { Duration, Size } from 'cdk8s';
import { boolean, filled, list, maybe, object, oneOf, positive, string, whole } from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration, size } from '../../../engines/loki-stages/quantity';

/** How long streams are kept that a selector picks. */
export interface StreamRetention {
  /** `{namespace="dev"}`: labels of streams, no filters of lines. */
  readonly selector: string;
  /** Of several that pick a stream the highest holds. */
  readonly priority: number;
  readonly period: Duration;
}

/** What each tenant may do. */
export interface LimitsOptions {
  /** Whether all distributors share the rate. @default 'global' */
  readonly ingestionRateStrategy?: 'global' | 'local';
  /** Of a tenant, in megabytes (2^20 bytes) a second. @default 4 */
  readonly ingestionRateMb?: number;
  /** What may come at once, of each distributor. @default 6 */
  readonly ingestionBurstSizeMb?: number;
  /** @default 1024 */
  readonly maxLabelNameLength?: number;
  /** @default 2048 */
  readonly maxLabelValueLength?: number;
  /** @default 15 */
  readonly maxLabelNamesPerSeries?: number;
  /** @default true */
  readonly rejectOldSamples?: boolean;
  /** @default Duration.days(7) */
  readonly rejectOldSamplesMaxAge?: Duration;
  /** How far in the future an event may be. @default Duration.minutes(10) */
  readonly creationGracePeriod?: Duration;
  /** @default Size.kibibytes(256) */
  readonly maxLineSize?: Size;
  /** Cuts longer lines in place of dropping them. @default false */
  readonly maxLineSizeTruncate?: boolean;
  /** Adds a nanosecond where a line has the time of the one before it. @default false */
  readonly incrementDuplicateTimestamp?: boolean;
  /** Labels of which the first becomes `service_name`; none for no such label. @default - app, name, container and so on */
  readonly discoverServiceName?: readonly string[];
  /** Adds the metadata `detected_level`. @default true */
  readonly discoverLogLevels?: boolean;
  readonly logLevelFields?: readonly string[];
  /** Of a tenant on one ingester. @default - no limit */
  readonly maxStreamsPerUser?: number;
  /** Of a tenant in the whole system. @default 5000 */
  readonly maxGlobalStreamsPerUser?: number;
  /** A second. @default Size.mebibytes(3) */
  readonly perStreamRateLimit?: Size;
  /** @default Size.mebibytes(15) */
  readonly perStreamRateLimitBurst?: Size;
  /** Splits a stream that is too fast for one ingester. */
  readonly shardStreams?: {
    /** @default true */
    readonly enabled?: boolean;
    /** A second, of each part. @default Size.kibibytes(1536) */
    readonly desiredRate?: Size;
    readonly loggingEnabled?: boolean;
  };
  /** @default true */
  readonly allowStructuredMetadata?: boolean;
  /** Of one entry. @default Size.kibibytes(64) */
  readonly maxStructuredMetadataSize?: Size;
  /** Of one entry. @default 128 */
  readonly maxStructuredMetadataEntriesCount?: number;
  /** How long a tenant's logs are kept, where the compactor deletes; zero is for ever. @default - for ever */
  readonly retentionPeriod?: Duration;
  /** What is kept for longer or shorter. @default - none */
  readonly retentionStream?: readonly StreamRetention[];
  /** @default 'filter-and-delete' */
  readonly deletionMode?: 'disabled' | 'filter-only' | 'filter-and-delete';
  /** @default 2000000 */
  readonly maxChunksPerQuery?: number;
  /** @default 500 */
  readonly maxQuerySeries?: number;
  /** How far back anyone can ask. @default - as far as there is something */
  readonly maxQueryLookback?: Duration;
  /** How long a time a query may span. @default - 721 hours */
  readonly maxQueryLength?: Duration;
  readonly maxQueryRange?: Duration;
  /** @default 32 */
  readonly maxQueryParallelism?: number;
  /** @default 128 */
  readonly tsdbMaxQueryParallelism?: number;
  /** @default 100000 */
  readonly cardinalityLimit?: number;
  /** @default 10 */
  readonly maxConcurrentTailRequests?: number;
  /** Lines of one answer. @default 5000 */
  readonly maxEntriesLimitPerQuery?: number;
  /** @default Duration.minutes(10) */
  readonly maxCacheFreshnessPerQuery?: Duration;
  /** @default Duration.minutes(1) */
  readonly queryTimeout?: Duration;
  /** @default Duration.hours(1) */
  readonly splitQueriesByInterval?: Duration;
  /** @default - no limit */
  readonly maxQueryBytesRead?: Size;
  readonly maxQuerierBytesRead?: Size;
  /** For Grafana's histogram of levels. @default true */
  readonly volumeEnabled?: boolean;
  readonly volumeMaxSeries?: number;
  /** @default - no limit */
  readonly rulerMaxRulesPerRuleGroup?: number;
  readonly rulerMaxRuleGroupsPerTenant?: number;
  /** Labels that a query must name. @default - none */
  readonly requiredLabels?: readonly string[];
  /** How many labels a query must name. */
  readonly minimumLabelsNumber?: number;
}

const count = maybe(whole(0));
const names = maybe(list(filled));

/** A check for each option. */
export const limitsChecks: Checks<LimitsOptions> = {
  ingestionRateStrategy: maybe(oneOf('global', 'local')),
  ingestionRateMb: maybe(positive),
  ingestionBurstSizeMb: maybe(positive),
  maxLabelNameLength: count,
  maxLabelValueLength: count,
  maxLabelNamesPerSeries: maybe(whole(1)),
  rejectOldSamples: maybe(boolean),
  rejectOldSamplesMaxAge: maybe(duration()),
  creationGracePeriod: maybe(duration()),
  maxLineSize: maybe(size(0)),
  maxLineSizeTruncate: maybe(boolean),
  incrementDuplicateTimestamp: maybe(boolean),
  discoverServiceName: names,
  discoverLogLevels: maybe(boolean),
  logLevelFields: names,
  maxStreamsPerUser: count,
  maxGlobalStreamsPerUser: count,
  perStreamRateLimit: maybe(size()),
  perStreamRateLimitBurst: maybe(size()),
  shardStreams: maybe(
    object<NonNullable<LimitsOptions['shardStreams']>>({
      enabled: maybe(boolean),
      desiredRate: maybe(size()),
      loggingEnabled: maybe(boolean),
    }),
  ),
  allowStructuredMetadata: maybe(boolean),
  maxStructuredMetadataSize: maybe(size()),
  maxStructuredMetadataEntriesCount: count,
  retentionPeriod: maybe(duration()),
  retentionStream: maybe(
    list(object<StreamRetention>({ selector: string, priority: whole(Number.MIN_SAFE_INTEGER), period: duration() })),
  ),
  deletionMode: maybe(oneOf('disabled', 'filter-only', 'filter-and-delete')),
  maxChunksPerQuery: count,
  maxQuerySeries: count,
  maxQueryLookback: maybe(duration()),
  maxQueryLength: maybe(duration()),
  maxQueryRange: maybe(duration()),
  maxQueryParallelism: maybe(whole(1)),
  tsdbMaxQueryParallelism: maybe(whole(1)),
  cardinalityLimit: count,
  maxConcurrentTailRequests: count,
  maxEntriesLimitPerQuery: count,
  maxCacheFreshnessPerQuery: maybe(duration()),
  queryTimeout: maybe(duration(1)),
  splitQueriesByInterval: maybe(duration()),
  maxQueryBytesRead: maybe(size(0)),
  maxQuerierBytesRead: maybe(size(0)),
  volumeEnabled: maybe(boolean),
  volumeMaxSeries: count,
  rulerMaxRulesPerRuleGroup: count,
  rulerMaxRuleGroupsPerTenant: count,
  requiredLabels: names,
  minimumLabelsNumber: count,
};
