import type { Duration, Size } from 'cdk8s';
import { boolean, filled, maybe, number, object, oneOf, string, whole } from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration, size } from '../../../engines/loki-stages/quantity';

/** How chunks are compressed. */
export type ChunkEncoding = (typeof chunkEncodings)[number];
export const chunkEncodings = [
  'snappy',
  'gzip',
  'zstd',
  'lz4',
  'lz4-64k',
  'lz4-256k',
  'lz4-1M',
  'flate',
  'none',
] as const;

/** What was acknowledged and is not in the store yet lies in a log on disk. */
export interface WalOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** @default - below 'common.pathPrefix' */
  readonly dir?: string;
  /** @default Duration.minutes(5) */
  readonly checkpointDuration?: Duration;
  /** Whether a stop writes everything into the store. @default false */
  readonly flushOnShutdown?: boolean;
  /** Memory that reading it at a start may take; about 75 % of the limit. @default - 4 GB */
  readonly replayMemoryCeiling?: Size;
  /** Share of the disk from which on pushes are refused; 0 is never. @default 0.9 */
  readonly diskFullThreshold?: number;
}

/** What collects lines into chunks. */
export interface IngesterOptions {
  readonly wal?: WalOptions;
  /** @default 'gzip' */
  readonly chunkEncoding?: ChunkEncoding;
  /** A chunk is written when nothing came for so long. @default Duration.minutes(30) */
  readonly chunkIdlePeriod?: Duration;
  /** How large a chunk should become, compressed. @default - 1.5 MiB */
  readonly chunkTargetSize?: Size;
  /** How much is compressed at once. @default Size.kibibytes(256) */
  readonly chunkBlockSize?: Size;
  /** A chunk is written when it is this old; an event half as late behind its stream is refused. @default Duration.hours(2) */
  readonly maxChunkAge?: Duration;
  /** How long a written chunk stays in memory. @default - not at all */
  readonly chunkRetainPeriod?: Duration;
  /** @default 32 */
  readonly concurrentFlushes?: number;
  readonly flushCheckPeriod?: Duration;
  readonly flushOpTimeout?: Duration;
  /** Forgets a Loki that went without a word. @default false */
  readonly autoforgetUnhealthy?: boolean;
  /** Where replicas cut their chunks, so that they are equal and are stored once. @default Duration.hours(1) */
  readonly syncPeriod?: Duration;
  /** How full a chunk must be to be cut there. @default 0.1 */
  readonly syncMinUtilization?: number;
  readonly lifecycler?: LifecyclerOptions;
}

/** How an ingester joins the others. */
export interface LifecyclerOptions {
  readonly ring?: {
    readonly kvstore?: { readonly store: 'inmemory' | 'memberlist' };
    readonly replicationFactor?: number;
  };
  readonly numTokens?: number;
  readonly heartbeatPeriod?: Duration;
  readonly joinAfter?: Duration;
  readonly observePeriod?: Duration;
  /** @default Duration.seconds(15) */
  readonly minReadyDuration?: Duration;
  readonly finalSleep?: Duration;
  readonly unregisterOnShutdown?: boolean;
  readonly availabilityZone?: string;
}

/** A check for each option. */
export const ingesterChecks: Checks<IngesterOptions> = {
  wal: maybe(
    object<WalOptions>({
      enabled: maybe(boolean),
      dir: maybe(filled),
      checkpointDuration: maybe(duration(1)),
      flushOnShutdown: maybe(boolean),
      replayMemoryCeiling: maybe(size()),
      diskFullThreshold: maybe(number),
    }),
  ),
  chunkEncoding: maybe(oneOf(...chunkEncodings)),
  chunkIdlePeriod: maybe(duration(1)),
  chunkTargetSize: maybe(size(0)),
  chunkBlockSize: maybe(size()),
  maxChunkAge: maybe(duration(1)),
  chunkRetainPeriod: maybe(duration()),
  concurrentFlushes: maybe(whole(1)),
  flushCheckPeriod: maybe(duration(1)),
  flushOpTimeout: maybe(duration(1)),
  autoforgetUnhealthy: maybe(boolean),
  syncPeriod: maybe(duration()),
  syncMinUtilization: maybe(number),
  lifecycler: maybe(
    object<LifecyclerOptions>({
      ring: maybe(
        object<NonNullable<LifecyclerOptions['ring']>>({
          kvstore: maybe(object<{ readonly store: string }>({ store: oneOf('inmemory', 'memberlist') })),
          replicationFactor: maybe(whole(1)),
        }),
      ),
      numTokens: maybe(whole(1)),
      heartbeatPeriod: maybe(duration(1)),
      joinAfter: maybe(duration()),
      observePeriod: maybe(duration()),
      minReadyDuration: maybe(duration()),
      finalSleep: maybe(duration()),
      unregisterOnShutdown: maybe(boolean),
      availabilityZone: maybe(string),
    }),
  ),
};

/** What takes pushes. */
export interface DistributorOptions {
  /** Of one push, as it comes. @default - 100 MB */
  readonly maxRecvMsgSize?: Size;
  /** Of one push, unpacked. @default - 5000 MB */
  readonly maxDecompressedSize?: Size;
  /** Logs of why lines were refused, at so many bytes a second. */
  readonly writeFailuresLogging?: { readonly rate: Size; readonly addInsightsLabel?: boolean };
}

/** A check for each option. */
export const distributorChecks: Checks<DistributorOptions> = {
  maxRecvMsgSize: maybe(size()),
  maxDecompressedSize: maybe(size()),
  writeFailuresLogging: maybe(
    object<NonNullable<DistributorOptions['writeFailuresLogging']>>({
      rate: size(),
      addInsightsLabel: maybe(boolean),
    }),
  ),
};

/** What finds patterns of lines, for Grafana's Explore Logs. Takes memory and CPU. */
export interface PatternIngesterOptions {
  /** @default false */
  readonly enabled?: boolean;
}

/** A check for each option. */
export const patternIngesterChecks: Checks<PatternIngesterOptions> = { enabled: maybe(boolean) };

/** What merges the index of a day, and deletes what is past its retention: one in the whole system. */
export interface CompactorOptions {
  /** @default - below 'common.pathPrefix' */
  readonly workingDirectory?: string;
  /** Without it nothing is ever deleted. @default false */
  readonly retentionEnabled?: boolean;
  /** Where requests to delete are kept: needed for retention. @default - none */
  readonly deleteRequestStore?: 'filesystem' | 's3' | 'gcs' | 'azure';
  /** @default Duration.minutes(10) */
  readonly compactionInterval?: Duration;
  /** @default - the interval of compaction */
  readonly applyRetentionInterval?: Duration;
  /** How long what is marked can still be had. @default Duration.hours(2) */
  readonly retentionDeleteDelay?: Duration;
  /** @default 150 */
  readonly retentionDeleteWorkerCount?: number;
  readonly retentionTableTimeout?: Duration;
  /** How long a request to delete can be taken back. @default Duration.hours(24) */
  readonly deleteRequestCancelPeriod?: Duration;
  /** @default 1 */
  readonly maxCompactionParallelism?: number;
  readonly uploadParallelism?: number;
}

/** A check for each option. */
export const compactorChecks: Checks<CompactorOptions> = {
  workingDirectory: maybe(filled),
  retentionEnabled: maybe(boolean),
  deleteRequestStore: maybe(oneOf('filesystem', 's3', 'gcs', 'azure')),
  compactionInterval: maybe(duration(1)),
  applyRetentionInterval: maybe(duration()),
  retentionDeleteDelay: maybe(duration()),
  retentionDeleteWorkerCount: maybe(whole(1)),
  retentionTableTimeout: maybe(duration()),
  deleteRequestCancelPeriod: maybe(duration()),
  maxCompactionParallelism: maybe(whole(1)),
  uploadParallelism: maybe(whole(1)),
};
