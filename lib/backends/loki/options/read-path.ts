import type { Duration, Size } from 'cdk8s';
import { boolean, filledText, list, maybe, object, oneOf, string, text, whole } from '../../../engines/option-check';
import type { Check, Checks } from '../../../engines/option-check';
import { duration, size } from '../../../engines/loki-stages/quantity';
import type { Text } from '../../../text/live-text';

/** What answers queries. */
export interface QuerierOptions {
  /** @default 4 */
  readonly maxConcurrent?: number;
  /** How far back ingesters are asked as well. @default Duration.hours(3) */
  readonly queryIngestersWithin?: Duration;
  /** @default Duration.hours(1) */
  readonly tailMaxDuration?: Duration;
  /** One query over `a|b`. @default false */
  readonly multiTenantQueriesEnabled?: boolean;
  readonly perRequestLimitsEnabled?: boolean;
}

/** A check for each option. */
export const querierChecks: Checks<QuerierOptions> = {
  maxConcurrent: maybe(whole(1)),
  queryIngestersWithin: maybe(duration()),
  tailMaxDuration: maybe(duration(1)),
  multiTenantQueriesEnabled: maybe(boolean),
  perRequestLimitsEnabled: maybe(boolean),
};

/** A cache in Loki's own memory, or memcacheds beside it. */
export interface CacheOptions {
  readonly embeddedCache?: { readonly enabled: boolean; readonly maxSizeMb?: number; readonly ttl?: Duration };
  readonly memcachedClient?: {
    /** As Go's resolver takes it: `dnssrvnoa+_memcached-client._tcp.loki-chunks-cache.logging.svc`. */
    readonly addresses: Text;
    readonly timeout?: Duration;
    readonly maxIdleConns?: number;
    readonly consistentHash?: boolean;
  };
  readonly memcached?: { readonly expiration?: Duration; readonly batchSize?: number; readonly parallelism?: number };
  /** @default Duration.hours(1) */
  readonly defaultValidity?: Duration;
}

/** A check for each option of a cache. */
export const cache: Check = object<CacheOptions>({
  embeddedCache: maybe(
    object<NonNullable<CacheOptions['embeddedCache']>>({
      enabled: boolean,
      maxSizeMb: maybe(whole(1)),
      ttl: maybe(duration(1)),
    }),
  ),
  memcachedClient: maybe(
    object<NonNullable<CacheOptions['memcachedClient']>>({
      addresses: filledText,
      timeout: maybe(duration(1)),
      maxIdleConns: maybe(whole(1)),
      consistentHash: maybe(boolean),
    }),
  ),
  memcached: maybe(
    object<NonNullable<CacheOptions['memcached']>>({
      expiration: maybe(duration()),
      batchSize: maybe(whole(1)),
      parallelism: maybe(whole(1)),
    }),
  ),
  defaultValidity: maybe(duration()),
});

/** What splits queries and keeps answers. */
export interface QueryRangeOptions {
  /** @default false */
  readonly cacheResults?: boolean;
  readonly resultsCache?: { readonly cache: CacheOptions };
  /** @default 5 */
  readonly maxRetries?: number;
  /** @default true */
  readonly paralleliseShardableQueries?: boolean;
  readonly alignQueriesWithStep?: boolean;
}

/** A check for each option. */
export const queryRangeChecks: Checks<QueryRangeOptions> = {
  cacheResults: maybe(boolean),
  resultsCache: maybe(object<NonNullable<QueryRangeOptions['resultsCache']>>({ cache })),
  maxRetries: maybe(whole(0)),
  paralleliseShardableQueries: maybe(boolean),
  alignQueriesWithStep: maybe(boolean),
};

/** Where chunks are kept that were read lately. */
export interface ChunkStoreOptions {
  readonly chunkCacheConfig?: CacheOptions;
  readonly chunkCacheConfigL2?: CacheOptions;
}

/** A check for each option. */
export const chunkStoreChecks: Checks<ChunkStoreOptions> = {
  chunkCacheConfig: maybe(cache),
  chunkCacheConfigL2: maybe(cache),
};

/** What queues queries. */
export interface FrontendOptions {
  readonly schedulerAddress?: Text;
  readonly tailProxyUrl?: Text;
  /** @default - none is logged for its time */
  readonly logQueriesLongerThan?: Duration;
  /** @default 2048 */
  readonly maxOutstandingPerTenant?: number;
  /** @default true */
  readonly compressResponses?: boolean;
  /** @default 'json' */
  readonly encoding?: 'json' | 'protobuf';
  /** Of one message. @default - 10 MB */
  readonly maxBodySize?: Size;
}

/** A check for each option. */
export const frontendChecks: Checks<FrontendOptions> = {
  schedulerAddress: maybe(text),
  tailProxyUrl: maybe(text),
  logQueriesLongerThan: maybe(duration()),
  maxOutstandingPerTenant: maybe(whole(1)),
  compressResponses: maybe(boolean),
  encoding: maybe(oneOf('json', 'protobuf')),
  maxBodySize: maybe(size()),
};

/** Where queriers get their queries. */
export interface FrontendWorkerOptions {
  readonly frontendAddress?: Text;
  readonly schedulerAddress?: Text;
}

/** A check for each option. */
export const frontendWorkerChecks: Checks<FrontendWorkerOptions> = {
  frontendAddress: maybe(text),
  schedulerAddress: maybe(text),
};

/** What hands queries to queriers. */
export interface QuerySchedulerOptions {
  /** @default 32000 */
  readonly maxOutstandingRequestsPerTenant?: number;
}

/** A check for each option. */
export const querySchedulerChecks: Checks<QuerySchedulerOptions> = {
  maxOutstandingRequestsPerTenant: maybe(whole(1)),
};

/** What holds the index for others. */
export interface IndexGatewayOptions {
  /** @default 'simple' */
  readonly mode?: 'simple' | 'ring';
}

/** A check for each option. */
export const indexGatewayChecks: Checks<IndexGatewayOptions> = { mode: maybe(oneOf('simple', 'ring')) };

/** Names of parts to run. */
export const targets = list(string);
