import type { Duration } from 'cdk8s';
import { boolean, filled, filledText, list, maybe, object, oneOf, string, whole } from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration } from '../../../engines/loki-stages/quantity';
import type { Text } from '../../../text/live-text';
import { azure, gcs, s3 } from './object-stores';
import type { AzureOptions, GcsOptions, S3Options } from './object-stores';

/** How the Lokis of one system find each other. */
export interface RingOptions {
  readonly kvstore?: { readonly store: 'inmemory' | 'memberlist' };
  /** @default Duration.minutes(1) */
  readonly heartbeatTimeout?: Duration;
  readonly heartbeatPeriod?: Duration;
  /** @default - the host's name */
  readonly instanceId?: Text;
  /** @default - what the interfaces say */
  readonly instanceAddr?: Text;
  readonly instanceInterfaceNames?: readonly string[];
  readonly instanceEnableIpv6?: boolean;
  readonly instanceAvailabilityZone?: Text;
  readonly zoneAwarenessEnabled?: boolean;
}

/** The bucket of rules and chunks, or the folders; one of them. */
export interface CommonStorageOptions {
  readonly filesystem?: { readonly chunksDirectory: string; readonly rulesDirectory: string };
  readonly s3?: S3Options;
  readonly gcs?: GcsOptions;
  readonly azure?: AzureOptions;
}

/** What all parts of Loki have in common. */
export interface CommonOptions {
  /** Below it lie WAL, index, the compactor's files. */
  readonly pathPrefix?: string;
  readonly storage?: CommonStorageOptions;
  /** How many Lokis hold each line until it is in the store. @default 3 */
  readonly replicationFactor?: number;
  readonly ring?: RingOptions;
  readonly instanceAddr?: Text;
  readonly instanceInterfaceNames?: readonly string[];
  /** The one compactor's URL, where it is another program. */
  readonly compactorAddress?: Text;
  readonly compactorGrpcAddress?: Text;
  /** Keeps a Loki's place in the rings over a restart. @default false */
  readonly persistTokens?: boolean;
}

/** As the ruler has it, which knows no zones. */
export type RulerRingOptions = Omit<RingOptions, 'instanceAvailabilityZone' | 'zoneAwarenessEnabled'>;

/** A check for each option of a ring. */
const ringChecks: Checks<RulerRingOptions> = {
  kvstore: maybe(object<NonNullable<RingOptions['kvstore']>>({ store: oneOf('inmemory', 'memberlist') })),
  heartbeatTimeout: maybe(duration()),
  heartbeatPeriod: maybe(duration(1)),
  instanceId: maybe(filledText),
  instanceAddr: maybe(filledText),
  instanceInterfaceNames: maybe(list(filled, 1)),
  instanceEnableIpv6: maybe(boolean),
};
export const rulerRing = object<RulerRingOptions>(ringChecks);
export const ring = object<RingOptions>({
  ...ringChecks,
  instanceAvailabilityZone: maybe(filledText),
  zoneAwarenessEnabled: maybe(boolean),
});

/** A check for each option. */
export const commonChecks: Checks<CommonOptions> = {
  pathPrefix: maybe(filled),
  storage: maybe(
    object<CommonStorageOptions>({
      filesystem: maybe(
        object<NonNullable<CommonStorageOptions['filesystem']>>({ chunksDirectory: filled, rulesDirectory: filled }),
      ),
      s3: maybe(s3),
      gcs: maybe(gcs),
      azure: maybe(azure),
    }),
  ),
  replicationFactor: maybe(whole(1)),
  ring: maybe(ring),
  instanceAddr: maybe(filledText),
  instanceInterfaceNames: maybe(list(filled, 1)),
  compactorAddress: maybe(filledText),
  compactorGrpcAddress: maybe(filledText),
  persistTokens: maybe(boolean),
};

/** Gossip between Lokis. */
export interface MemberlistOptions {
  /** Names that stand for some of the others: `loki-memberlist.logging.svc:7946`. */
  readonly joinMembers?: readonly Text[];
  /** @default 7946 */
  readonly bindPort?: number;
  /** @default [] which is every address */
  readonly bindAddr?: readonly Text[];
  readonly advertiseAddr?: Text;
  readonly advertisePort?: number;
  /** Keeps Lokis of other systems out. @default - none */
  readonly clusterLabel?: Text;
  readonly abortIfClusterJoinFails?: boolean;
  /** Looks for the others again: needed after a split. @default - never */
  readonly rejoinInterval?: Duration;
  readonly maxJoinRetries?: number;
  readonly minJoinBackoff?: Duration;
  readonly maxJoinBackoff?: Duration;
  readonly leftIngestersTimeout?: Duration;
}

/** A check for each option. */
export const memberlistChecks: Checks<MemberlistOptions> = {
  joinMembers: maybe(list(filledText)),
  bindPort: maybe(whole(0, 65_535)),
  bindAddr: maybe(list(filledText)),
  advertiseAddr: maybe(filledText),
  advertisePort: maybe(whole(0, 65_535)),
  clusterLabel: maybe(filledText),
  abortIfClusterJoinFails: maybe(boolean),
  rejoinInterval: maybe(duration()),
  maxJoinRetries: maybe(whole(0)),
  minJoinBackoff: maybe(duration(1)),
  maxJoinBackoff: maybe(duration(1)),
  leftIngestersTimeout: maybe(duration()),
};

/** Overrides of limits that are read while Loki runs. */
export interface RuntimeOptions {
  readonly file: string;
  /** @default Duration.seconds(10) */
  readonly period?: Duration;
}

/** A check for each option. */
export const runtimeChecks: Checks<RuntimeOptions> = { file: string, period: maybe(duration(1)) };
