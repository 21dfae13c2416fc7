import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';
import { awsAuth, awsAuthSince } from './aws-auth';
import type { AwsAuth } from './aws-auth';
import type { Reads } from './component';
import type { Since } from './release';
import {
  anything,
  boolean,
  filled,
  filledText,
  list,
  maybe,
  number,
  object,
  oneOf,
  positive,
  secretRef,
  text,
  variant,
  whole,
} from './shape';
import type { Check, Checks } from './shape';

/** Whether the sources are told what has been delivered; a file source then moves its checkpoint only by that. */
export interface Acknowledgements {
  /** Whether sources wait for this sink. */
  readonly enabled: boolean;
}

/** What waits while a sink cannot deliver. */
export type Buffer =
  | {
      readonly type: 'memory';
      /** Events; not together with `maxSize`. @default 500 */
      readonly maxEvents?: number;
      /** Bytes in memory. From Vector 0.49. @default - events are counted instead */
      readonly maxSize?: number;
      /** @default 'block' */
      readonly whenFull?: 'block' | 'drop_newest';
    }
  | {
      readonly type: 'disk';
      /** Bytes on disk: at least {@link leastDiskBuffer}. */
      readonly maxSize: number;
      /** @default 'block' */
      readonly whenFull?: 'block' | 'drop_newest';
    };

/** What Vector accepts as the least size of a disk buffer: 256 MiB and two records' headers. */
export const leastDiskBuffer = 268_435_488;

/** When what waits is sent: as soon as one of these is reached. What they are when not given is the sink's own. */
export interface Batch {
  /** Bytes of the events as Vector holds them in memory, before they are encoded. */
  readonly maxBytes?: number;
  /** Events of one batch. */
  readonly maxEvents?: number;
  /** Seconds since the first event of the batch. */
  readonly timeoutSecs?: number;
}

/** How requests are made and tried again. */
export interface Request {
  /** Requests at a time; `none` is one. @default 'adaptive' */
  readonly concurrency?: 'none' | 'adaptive' | number;
  /** How `adaptive` finds its number. */
  readonly adaptiveConcurrency?: AdaptiveConcurrency;
  /** Seconds for an answer. @default 60 */
  readonly timeoutSecs?: number;
  /** Requests in `rateLimitDurationSecs`. @default - no limit */
  readonly rateLimitNum?: number;
  /** Seconds over which `rateLimitNum` counts. @default 1 */
  readonly rateLimitDurationSecs?: number;
  /** Further tries before a batch is dropped. @default - for ever */
  readonly retryAttempts?: number;
  /** Seconds until the first retry; further ones come in the steps of Fibonacci. @default 1 */
  readonly retryInitialBackoffSecs?: number;
  /** Seconds between two retries at most. @default 30 */
  readonly retryMaxDurationSecs?: number;
  /** Whether each pause is shortened at random, so that many agents do not return at once. @default 'Full' */
  readonly retryJitterMode?: 'Full' | 'None';
}

/** How the number of requests at a time follows what the server bears. */
export interface AdaptiveConcurrency {
  /** Requests at a time at the start; of use where that is known. @default 1 */
  readonly initialConcurrency?: number;
  /** Requests at a time at most. @default 200 */
  readonly maxConcurrencyLimit?: number;
  /** What the number is multiplied by when the server slows, from 0 to 1. @default 0.9 */
  readonly decreaseRatio?: number;
  /** The weight of the newest round trip, from 0 to 1. @default 0.4 */
  readonly ewmaAlpha?: number;
  /** Standard deviations of the round trip that are no slowing. @default 2.5 */
  readonly rttDeviationScale?: number;
}

/** Of a connection that a sink opens. Files are paths in the agent's own file system. */
export interface Tls {
  /** Certificates that are trusted, and no others. @default - those of the system */
  readonly caFile?: Text;
  /** The agent's own certificate. @default - none */
  readonly crtFile?: Text;
  /** The key of `crtFile`. @default - none */
  readonly keyFile?: Text;
  /** What `keyFile` is encrypted with. @default - it is not */
  readonly keyPass?: SecretRef;
  /** The name asked for, where it is not the host's. From Vector 0.42. @default - the host's */
  readonly serverName?: Text;
  /** Protocols offered, such as `h2`. @default - none */
  readonly alpnProtocols?: readonly string[];
  /** Whether the server's certificate has to be valid and trusted. @default true */
  readonly verifyCertificate?: boolean;
  /** Whether the certificate has to be that of the host. @default true */
  readonly verifyHostname?: boolean;
}

/** Of a connection that is plain when nothing is said. */
export interface EnableableTls extends Tls {
  /** Whether the connection is encrypted; certificates alone do not make it so. @default false */
  readonly enabled?: boolean;
}

/** Who a sink says it is. */
export type HttpAuth =
  | { readonly strategy: 'basic'; readonly user: Text; readonly password: SecretRef }
  | { readonly strategy: 'bearer'; readonly token: SecretRef }
  /** The whole value of the header `Authorization`. From Vector 0.52. */
  | { readonly strategy: 'custom'; readonly value: SecretRef }
  /** Each request signed for a service such as `es` or `aps`. From Vector 0.47. */
  | { readonly strategy: 'aws'; readonly auth: AwsAuth; readonly service: Text };

/** What most sinks have. */
export interface SinkOptions {
  /** Whether sources wait until this sink has delivered; as the configuration says where nothing is said. */
  readonly acknowledgements?: Acknowledgements;
  /**
   * What waits while the sink cannot deliver.
   *
   * @default - 500 events in memory; then the sink makes what feeds it wait
   */
  readonly buffer?: Buffer;
  /** Whether it is tried at the start, and for sinks that speak HTTP where. @default - as the configuration says */
  readonly healthcheck?: { readonly enabled: boolean; readonly uri?: Text };
}

const whenFull = maybe(oneOf('block', 'drop_newest'));
const enabled = maybe(object<Acknowledgements>({ enabled: boolean }));

/** What most sinks have, by option. */
export const sinkChecks: Checks<Reads & SinkOptions> = Object.freeze({
  inputs: anything,
  acknowledgements: enabled,
  buffer: maybe((at, value) => {
    variant('type', {
      memory: { maxEvents: maybe(whole(1)), maxSize: maybe(whole(1)), whenFull },
      // How much is enough is for a rule.
      disk: { maxSize: whole(1), whenFull },
    })(at, value);
    const { type, maxEvents, maxSize } = value as { readonly [option: string]: unknown };
    if (type === 'memory' && maxEvents !== undefined && maxSize !== undefined) {
      throw new TypeError(`'${at}.maxSize' must not stand beside 'maxEvents', got both; remove one`);
    }
  }),
  healthcheck: maybe(
    object<Required<Required<SinkOptions>['healthcheck']>>({ enabled: boolean, uri: maybe(filledText) }),
  ),
});

const carried = {
  basic: { user: text, password: secretRef },
  bearer: { token: secretRef },
  custom: { value: secretRef },
};

/** What a sink that is asked can ask for. */
export const askedAuth: Check = variant('strategy', carried);

export const auth: Check = variant('strategy', {
  ...carried,
  aws: { auth: awsAuth, service: filledText },
});

export const batch: Check = object<Batch>({
  maxBytes: maybe(whole(1)),
  maxEvents: maybe(whole(1)),
  timeoutSecs: maybe(positive),
});

const share: Check = (at, value) => {
  positive(at, value);
  if ((value as number) >= 1)
    throw new TypeError(`'${at}' must be less than 1, got ${String(value)}; write such a number`);
};

/** What a request has, by option. */
export const requestChecks: Checks<Request> = Object.freeze({
  concurrency: maybe((at, value) => (typeof value === 'number' ? whole(1) : oneOf('none', 'adaptive'))(at, value)),
  adaptiveConcurrency: maybe(
    object<AdaptiveConcurrency>({
      initialConcurrency: maybe(whole(1)),
      maxConcurrencyLimit: maybe(whole(1)),
      decreaseRatio: maybe(share),
      ewmaAlpha: maybe(share),
      rttDeviationScale: maybe(number),
    }),
  ),
  timeoutSecs: maybe(whole(1)),
  rateLimitNum: maybe(whole(1)),
  rateLimitDurationSecs: maybe(whole(1)),
  retryAttempts: maybe(whole(0)),
  retryInitialBackoffSecs: maybe(whole(1)),
  retryMaxDurationSecs: maybe(whole(1)),
  retryJitterMode: maybe(oneOf('Full', 'None')),
});

export const request: Check = object<Request>(requestChecks);

const tlsChecks: Checks<Tls> = {
  caFile: maybe(text),
  crtFile: maybe(text),
  keyFile: maybe(text),
  keyPass: maybe(secretRef),
  serverName: maybe(text),
  alpnProtocols: maybe(list(filled)),
  verifyCertificate: maybe(boolean),
  verifyHostname: maybe(boolean),
};

export const tls: Check = object<Tls>(tlsChecks);

export const enableableTls: Check = object<EnableableTls>({ ...tlsChecks, enabled: maybe(boolean) });

/** What earlier versions do not know of these options. */
export function sinkSince(options: SinkOptions & { readonly auth?: HttpAuth }): readonly Since[] {
  const { auth: who, buffer } = options;
  return [
    { option: 'tls.serverName', first: '0.42.0' },
    { option: 'auth.strategy', value: 'custom', first: '0.52.0', remedy: customRemedy },
    { option: 'auth.strategy', value: 'aws', first: '0.47.0' },
    ...(who?.strategy === 'aws' ? awsAuthSince(who.auth, 'auth.auth') : []),
    ...(buffer?.type === 'memory'
      ? ([{ option: 'buffer.maxSize', first: '0.49.0', remedy: "count events instead, by 'maxEvents'" }] as const)
      : []),
  ];
}

const customRemedy =
  "declare a later version and run it, or give the value as a header by 'request.headers', where the sink has them";
