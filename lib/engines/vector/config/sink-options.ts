import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';

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
