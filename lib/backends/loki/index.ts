export { assumed } from './capacity/assumptions';
export type { Assumptions } from './capacity/assumptions';
export { Capacity } from './capacity/capacity';
export type { CapacityInput, CapacityOptions, KeptShare } from './capacity/capacity-options';
export type { DeploymentKind, Recommendation } from './capacity/deployment';
export type { NeededLimits } from './capacity/needed-limits';
export type { ReplicaMemory } from './capacity/replica';
export type { Given } from './capacity/too-small';
export type { Day } from './day';
export { deployedLoki } from './deployed-loki';
export type { DeployedLokiOptions } from './deployed-loki';
export type { Extra, ExtraValue } from './extra';
export { LokiConfig } from './loki-config';
export type { LokiConfigProps } from './loki-config';
export { LokiSchema } from './loki-schema';
export type { NewPeriodOptions } from './loki-schema';
export { LokiStore } from './loki-store';
export type {
  CommonOptions,
  CommonStorageOptions,
  MemberlistOptions,
  RingOptions,
  RulerRingOptions,
  RuntimeOptions,
} from './options/membership';
export type { LimitsOptions, StreamRetention } from './options/limits';
export type { LokiOptions } from './options/loki-options';
export type {
  AzureOptions,
  FilesystemOptions,
  GcsOptions,
  S3Options,
  ShipperOptions,
  StorageOptions,
} from './options/object-stores';
export type {
  CacheOptions,
  ChunkStoreOptions,
  FrontendOptions,
  FrontendWorkerOptions,
  IndexGatewayOptions,
  QuerierOptions,
  QueryRangeOptions,
  QuerySchedulerOptions,
} from './options/read-path';
export type { RulerOptions, RulerStorageOptions } from './options/ruler';
export type { AnalyticsOptions, ServerOptions, ServerTlsOptions } from './options/server';
export type {
  ChunkEncoding,
  CompactorOptions,
  DistributorOptions,
  IngesterOptions,
  LifecyclerOptions,
  PatternIngesterOptions,
  WalOptions,
} from './options/write-path';
export { Rate } from './rate';
export { retention } from './retention';
export type { RetainedStream, RetentionOptions, RetentionSettings } from './retention';
export type { ObjectStore, SchemaPeriod } from './schema-period';
export { selectorOf } from './selector';
export { lokiVersions } from './versions';
export type { LokiVersion } from './versions';
