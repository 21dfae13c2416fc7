import { boolean, filledText, maybe } from '../../../engines/option-check';
import { object } from '../../../engines/option-check';
import type { Check, Checks } from '../../../engines/option-check';
import type { Text } from '../../../text/live-text';
import { commonChecks, memberlistChecks, runtimeChecks } from './membership';
import type { CommonOptions, MemberlistOptions, RuntimeOptions } from './membership';
import { limitsChecks } from './limits';
import type { LimitsOptions } from './limits';
import { storageChecks } from './object-stores';
import type { StorageOptions } from './object-stores';
import {
  chunkStoreChecks,
  frontendChecks,
  frontendWorkerChecks,
  indexGatewayChecks,
  querierChecks,
  queryRangeChecks,
  querySchedulerChecks,
} from './read-path';
import type {
  ChunkStoreOptions,
  FrontendOptions,
  FrontendWorkerOptions,
  IndexGatewayOptions,
  QuerierOptions,
  QueryRangeOptions,
  QuerySchedulerOptions,
} from './read-path';
import { rulerChecks } from './ruler';
import type { RulerOptions } from './ruler';
import { analyticsChecks, serverChecks } from './server';
import type { AnalyticsOptions, ServerOptions } from './server';
import { compactorChecks, distributorChecks, ingesterChecks, patternIngesterChecks } from './write-path';
import type { CompactorOptions, DistributorOptions, IngesterOptions, PatternIngesterOptions } from './write-path';

/** The parts of Loki's configuration that are typed, in the order in which they are printed. */
export interface LokiOptions {
  /** Which parts run. @default 'all' */
  readonly target?: Text;
  /** Whether each request must name its tenant; else all are the tenant `fake`. @default true */
  readonly authEnabled?: boolean;
  readonly server?: ServerOptions;
  readonly common?: CommonOptions;
  readonly memberlist?: MemberlistOptions;
  readonly storageConfig?: StorageOptions;
  readonly chunkStoreConfig?: ChunkStoreOptions;
  readonly distributor?: DistributorOptions;
  readonly ingester?: IngesterOptions;
  readonly patternIngester?: PatternIngesterOptions;
  readonly limitsConfig?: LimitsOptions;
  readonly runtimeConfig?: RuntimeOptions;
  readonly compactor?: CompactorOptions;
  readonly querier?: QuerierOptions;
  readonly queryRange?: QueryRangeOptions;
  readonly queryScheduler?: QuerySchedulerOptions;
  readonly frontend?: FrontendOptions;
  readonly frontendWorker?: FrontendWorkerOptions;
  readonly indexGateway?: IndexGatewayOptions;
  readonly ruler?: RulerOptions;
  readonly analytics?: AnalyticsOptions;
}

const part = <T extends object>(checks: Checks<T>): Check => maybe(object<T>(checks));

/** A check for each part. */
export const lokiChecks: Checks<LokiOptions> = {
  target: maybe(filledText),
  authEnabled: maybe(boolean),
  server: part(serverChecks),
  common: part(commonChecks),
  memberlist: part(memberlistChecks),
  storageConfig: part(storageChecks),
  chunkStoreConfig: part(chunkStoreChecks),
  distributor: part(distributorChecks),
  ingester: part(ingesterChecks),
  patternIngester: part(patternIngesterChecks),
  limitsConfig: part(limitsChecks),
  runtimeConfig: part(runtimeChecks),
  compactor: part(compactorChecks),
  querier: part(querierChecks),
  queryRange: part(queryRangeChecks),
  queryScheduler: part(querySchedulerChecks),
  frontend: part(frontendChecks),
  frontendWorker: part(frontendWorkerChecks),
  indexGateway: part(indexGatewayChecks),
  ruler: part(rulerChecks),
  analytics: part(analyticsChecks),
};
