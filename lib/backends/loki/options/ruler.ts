import type { Duration } from 'cdk8s';
import {
  boolean,
  filled,
  filledText,
  map,
  maybe,
  object,
  oneOf,
  secretRef,
  text,
  whole,
} from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration } from '../../../engines/loki-stages/quantity';
import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { rulerRing } from './membership';
import type { RulerRingOptions } from './membership';
import { azure, gcs, s3 } from './object-stores';
import type { AzureOptions, GcsOptions, S3Options } from './object-stores';

/** Where rules lie: files that the API can only read, or a bucket that it can write. */
export interface RulerStorageOptions {
  readonly type: 'local' | 's3' | 'gcs' | 'azure';
  /** Rules of a tenant are in `<directory>/<tenant>/`, of the only one in `<directory>/fake/`. */
  readonly local?: { readonly directory: string };
  readonly s3?: S3Options;
  readonly gcs?: GcsOptions;
  readonly azure?: AzureOptions;
}

/** What evaluates rules. */
export interface RulerOptions {
  readonly storage?: RulerStorageOptions;
  /** Where files are put while they are evaluated. @default - below 'common.pathPrefix' */
  readonly rulePath?: string;
  /** Several are separated by commas. @default - alerts go nowhere */
  readonly alertmanagerUrl?: Text;
  readonly enableAlertmanagerDiscovery?: boolean;
  readonly alertmanagerClient?: {
    readonly basicAuthUsername?: Text;
    readonly basicAuthPassword?: SecretRef;
  };
  /** @default true */
  readonly enableApi?: boolean;
  /** @default Duration.minutes(1) */
  readonly evaluationInterval?: Duration;
  readonly pollInterval?: Duration;
  /** Where an alert's link leads. @default - nowhere */
  readonly externalUrl?: Text;
  /** Of every alert. */
  readonly externalLabels?: { readonly [label: string]: Text };
  /** Whether several share the rules out. @default false */
  readonly enableSharding?: boolean;
  readonly ring?: RulerRingOptions;
  readonly wal?: { readonly dir: string };
  /** Where results of recording rules go. */
  readonly remoteWrite?: {
    readonly enabled: boolean;
    /** By a name of one's own, in Prometheus' words. */
    readonly clients?: { readonly [name: string]: { readonly url: Text } };
  };
  readonly resendDelay?: Duration;
  readonly notificationQueueCapacity?: number;
}

/** A check for each option. */
export const rulerChecks: Checks<RulerOptions> = {
  storage: maybe(
    object<RulerStorageOptions>({
      type: oneOf('local', 's3', 'gcs', 'azure'),
      local: maybe(object<NonNullable<RulerStorageOptions['local']>>({ directory: filled })),
      s3: maybe(s3),
      gcs: maybe(gcs),
      azure: maybe(azure),
    }),
  ),
  rulePath: maybe(filled),
  alertmanagerUrl: maybe(text),
  enableAlertmanagerDiscovery: maybe(boolean),
  alertmanagerClient: maybe(
    object<NonNullable<RulerOptions['alertmanagerClient']>>({
      basicAuthUsername: maybe(text),
      basicAuthPassword: maybe(secretRef),
    }),
  ),
  enableApi: maybe(boolean),
  evaluationInterval: maybe(duration(1)),
  pollInterval: maybe(duration(1)),
  externalUrl: maybe(filledText),
  externalLabels: maybe(map(text)),
  enableSharding: maybe(boolean),
  ring: maybe(rulerRing),
  wal: maybe(object<NonNullable<RulerOptions['wal']>>({ dir: filled })),
  remoteWrite: maybe(
    object<NonNullable<RulerOptions['remoteWrite']>>({
      enabled: boolean,
      clients: maybe(map(object<{ readonly url: Text }>({ url: filledText }))),
    }),
  ),
  resendDelay: maybe(duration()),
  notificationQueueCapacity: maybe(whole(1)),
};
