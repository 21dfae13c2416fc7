import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';
import type { Reads } from './component';
import {
  anything,
  boolean,
  filled,
  list,
  maybe,
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
  readonly enabled: boolean;
}

/** What waits while a sink cannot deliver. */
export type Buffer =
  | {
      readonly type: 'memory';
      /** @default 500 */
      readonly maxEvents?: number;
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

/** When what waits is sent. */
export interface Batch {
  readonly maxBytes?: number;
  readonly maxEvents?: number;
  readonly timeoutSecs?: number;
}

/** How requests are made and tried again. */
export interface Request {
  /** Requests at a time. @default 'adaptive' */
  readonly concurrency?: 'none' | 'adaptive' | number;
  /** @default 60 */
  readonly timeoutSecs?: number;
  /** Requests in `rateLimitDurationSecs`. @default - no limit */
  readonly rateLimitNum?: number;
  /** @default 1 */
  readonly rateLimitDurationSecs?: number;
  /** @default - for ever */
  readonly retryAttempts?: number;
  /** @default 1 */
  readonly retryInitialBackoffSecs?: number;
  /** @default 30 */
  readonly retryMaxDurationSecs?: number;
}

/** Of a connection that a sink opens. Files are paths in the agent's own file system. */
export interface Tls {
  readonly caFile?: Text;
  readonly crtFile?: Text;
  readonly keyFile?: Text;
  readonly keyPass?: SecretRef;
  readonly serverName?: Text;
  /** @default true */
  readonly verifyCertificate?: boolean;
  /** @default true */
  readonly verifyHostname?: boolean;
}

/** Who a sink says it is. */
export type HttpAuth =
  | { readonly strategy: 'basic'; readonly user: Text; readonly password: SecretRef }
  | { readonly strategy: 'bearer'; readonly token: SecretRef };

/** What an event becomes. `text` is its message alone. */
export interface Encoding {
  readonly codec: 'text' | 'json' | 'logfmt' | 'raw_message';
  readonly exceptFields?: readonly string[];
  readonly onlyFields?: readonly string[];
  readonly timestampFormat?: 'rfc3339' | 'unix' | 'unix_ms' | 'unix_us' | 'unix_ns' | 'unix_float';
}

/** What most sinks have. */
export interface SinkOptions {
  readonly acknowledgements?: Acknowledgements;
  /** @default - 500 events in memory; then the sink makes what feeds it wait */
  readonly buffer?: Buffer;
  /** @default - as the configuration says */
  readonly healthcheck?: { readonly enabled: boolean };
}

const whenFull = maybe(oneOf('block', 'drop_newest'));
const enabled = maybe(object<Acknowledgements>({ enabled: boolean }));

/** What most sinks have, by option. */
export const sinkChecks: Checks<Reads & SinkOptions> = Object.freeze({
  inputs: anything,
  acknowledgements: enabled,
  buffer: maybe(
    variant('type', {
      memory: { maxEvents: maybe(whole(1)), whenFull },
      // How much is enough is for a rule.
      disk: { maxSize: whole(1), whenFull },
    }),
  ),
  healthcheck: enabled,
});

export const encoding: Check = object<Encoding>({
  codec: oneOf('text', 'json', 'logfmt', 'raw_message'),
  exceptFields: maybe(list(filled)),
  onlyFields: maybe(list(filled)),
  timestampFormat: maybe(oneOf('rfc3339', 'unix', 'unix_ms', 'unix_us', 'unix_ns', 'unix_float')),
});

export const auth: Check = variant('strategy', {
  basic: { user: text, password: secretRef },
  bearer: { token: secretRef },
});

export const batch: Check = object<Batch>({
  maxBytes: maybe(whole(1)),
  maxEvents: maybe(whole(1)),
  timeoutSecs: maybe(positive),
});

export const request: Check = object<Request>({
  concurrency: maybe((at, value) => (typeof value === 'number' ? whole(1) : oneOf('none', 'adaptive'))(at, value)),
  timeoutSecs: maybe(whole(1)),
  rateLimitNum: maybe(whole(1)),
  rateLimitDurationSecs: maybe(whole(1)),
  retryAttempts: maybe(whole(0)),
  retryInitialBackoffSecs: maybe(whole(1)),
  retryMaxDurationSecs: maybe(whole(1)),
});

export const tls: Check = object<Tls>({
  caFile: maybe(text),
  crtFile: maybe(text),
  keyFile: maybe(text),
  keyPass: maybe(secretRef),
  serverName: maybe(text),
  verifyCertificate: maybe(boolean),
  verifyHostname: maybe(boolean),
});
