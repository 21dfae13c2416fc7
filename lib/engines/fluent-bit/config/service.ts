import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { anything, checkAll, map, maybe } from '../../option-check';
import { refusal } from '../../../pipeline/argument';
import {
  as,
  boolean,
  checksOf,
  fractionalSeconds,
  oneOf,
  port,
  printExtra,
  printOptions,
  secondCount,
  size,
  text,
  whole,
} from './option';
import type { ExtraValue, Options, Property } from './option';
import { logLevels } from './plugin';
import type { LogLevel } from './plugin';

/** What holds for the whole of Fluent Bit. */
export interface ServiceOptions {
  /** The pause between two rounds in which chunks go to outputs: what is read waits for so long. @default Duration.seconds(1) */
  readonly flush?: Duration;
  /** Whole seconds that outputs have left at the end, after which what waits in memory is lost. @default Duration.seconds(5) */
  readonly grace?: Duration;
  /** @default 'info' */
  readonly logLevel?: LogLevel;
  /** A file for Fluent Bit's own messages. @default - standard error */
  readonly logFile?: Text;
  /** Whether `/api/v1/…` and `/api/v2/…` can be asked over HTTP. @default false */
  readonly httpServer?: boolean;
  /** The address of that. @default '0.0.0.0' */
  readonly httpListen?: Text;
  /** The port of that. @default 2020 */
  readonly httpPort?: number;
  /** Whether `/api/v1/health` says 500 when outputs fail; without it that path is not there. @default false */
  readonly healthCheck?: boolean;
  /** Errors of outputs within `hcPeriod` that are one too many. @default 5 */
  readonly hcErrorsCount?: number;
  /** Chunks given up within `hcPeriod` that are one too many. @default 5 */
  readonly hcRetryFailureCount?: number;
  /** Whole seconds over which both count. @default Duration.seconds(60) */
  readonly hcPeriod?: Duration;
  /** Whether a SIGHUP, or a request to `/api/v2/reload`, reads the configuration again. @default false */
  readonly hotReload?: boolean;
  /** Files of further parsers, in classic configuration. @default - none */
  readonly parsersFile?: Text;
  /** Folder of chunks on the disk, which inputs with `storageType: 'filesystem'` need. @default - none */
  readonly storagePath?: Text;
  /** Whether each write of a chunk waits for the disk. @default 'normal' */
  readonly storageSync?: 'normal' | 'full';
  /** Whether chunks carry a checksum. @default false */
  readonly storageChecksum?: boolean;
  /** Whether `/api/v1/storage` tells of chunks. @default false */
  readonly storageMetrics?: boolean;
  /** Chunks in memory at a time; further ones lie on the disk alone. @default 128 */
  readonly storageMaxChunksUp?: number;
  /** Memory for chunks of an earlier run. @default - 100,000,000 bytes */
  readonly storageBacklogMemLimit?: Size;
  /** Whether chunks that cannot be read are removed. @default false */
  readonly storageDeleteIrrecoverableChunks?: boolean;
  /** Whether files of chunks are cut to what they hold. @default false */
  readonly storageTrimFiles?: boolean;
  /** Whether chunks that were given up are kept, in a folder of `storagePath`. Nothing bounds it unless `storageRejectedLimit` does. @default false */
  readonly storageKeepRejected?: boolean;
  /** The name of that folder. @default 'rejected' */
  readonly storageRejectedPath?: Text;
  /** Disk for that. @default - no limit */
  readonly storageRejectedLimit?: Size;
  /** Seconds between two tries at most. @default Duration.seconds(2000) */
  readonly schedulerCap?: Duration;
  /** Seconds until the first try again, at least; each further pause is about twice as long. @default Duration.seconds(5) */
  readonly schedulerBase?: Duration;
  /** The longest record that lines are joined to; what is longer is cut. @default - 2,000,000 bytes */
  readonly multilineBufferLimit?: Size;
  /** Who looks names up. @default 'ASYNC' */
  readonly dnsResolver?: 'LEGACY' | 'ASYNC';
  /** How names are asked for. @default 'UDP' */
  readonly dnsMode?: 'TCP' | 'UDP';
  /** Whether IPv4 goes before. @default false */
  readonly dnsPreferIpv4?: boolean;
  /** Properties that are not typed, by Fluent Bit's names. @default - none */
  readonly extra?: { readonly [property: string]: ExtraValue };
}

const options: Options<Omit<ServiceOptions, 'extra'>> = {
  flush: fractionalSeconds,
  grace: secondCount(),
  logLevel: oneOf(...logLevels),
  logFile: text,
  httpServer: boolean,
  httpListen: text,
  httpPort: port,
  healthCheck: boolean,
  hcErrorsCount: whole(0),
  hcRetryFailureCount: whole(0),
  hcPeriod: secondCount(1),
  hotReload: boolean,
  parsersFile: text,
  storagePath: as('storage.path', text),
  storageSync: as('storage.sync', oneOf('normal', 'full')),
  storageChecksum: as('storage.checksum', boolean),
  storageMetrics: as('storage.metrics', boolean),
  storageMaxChunksUp: as('storage.max_chunks_up', whole(1)),
  storageBacklogMemLimit: as('storage.backlog.mem_limit', size()),
  storageDeleteIrrecoverableChunks: as('storage.delete_irrecoverable_chunks', boolean),
  storageTrimFiles: as('storage.trim_files', boolean),
  storageKeepRejected: as('storage.keep.rejected', boolean),
  storageRejectedPath: as('storage.rejected.path', text),
  storageRejectedLimit: as('storage.rejected.limit', size()),
  schedulerCap: as('scheduler.cap', secondCount(1)),
  schedulerBase: as('scheduler.base', secondCount(1)),
  multilineBufferLimit: size(),
  dnsResolver: as('dns.resolver', oneOf('LEGACY', 'ASYNC')),
  dnsMode: as('dns.mode', oneOf('TCP', 'UDP')),
  dnsPreferIpv4: as('dns.prefer_ipv4', boolean),
};

/** What the service prints. @throws if an option is none, or holds what it cannot mean */
export function serviceProperties(given: ServiceOptions): readonly Property[] {
  checkAll('service', given, { ...checksOf(options), extra: maybe(map(anything)) });
  const { extra = {}, ...typed } = given;
  const printed = printOptions(typed, options);
  const twice = Object.keys(extra).find((name) => printed.some(([other]) => other === name.toLowerCase()));
  if (twice !== undefined)
    throw refusal('service.extra', 'hold no property that is typed as well', twice, 'give it once');
  return [...printed, ...Object.entries(extra).map(([name, value]): Property => [name, printExtra(value)])];
}
