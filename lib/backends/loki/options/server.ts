import type { Duration, Size } from 'cdk8s';
import { boolean, filled, maybe, object, oneOf, string, whole } from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration, size } from '../../../engines/loki-stages/quantity';

/** A certificate that Loki serves with. Files are paths in its own file system. */
export interface ServerTlsOptions {
  readonly certFile: string;
  readonly keyFile: string;
  /** Whether clients must have a certificate. @default 'NoClientCert' */
  readonly clientAuthType?:
    | 'NoClientCert'
    | 'RequestClientCert'
    | 'RequireAnyClientCert'
    | 'VerifyClientCertIfGiven'
    | 'RequireAndVerifyClientCert';
  /** Who signs the certificates of clients. @default - none */
  readonly clientCaFile?: string;
}

/** What Loki listens on. */
export interface ServerOptions {
  /** @default '' which is every address */
  readonly httpListenAddress?: string;
  /** @default 3100 */
  readonly httpListenPort?: number;
  /** @default '' which is every address */
  readonly grpcListenAddress?: string;
  /** @default 9095 */
  readonly grpcListenPort?: number;
  /** TLS of HTTP. @default - none */
  readonly httpTlsConfig?: ServerTlsOptions;
  /** TLS between Lokis. @default - none */
  readonly grpcTlsConfig?: ServerTlsOptions;
  /** How long a stop waits for requests. @default Duration.seconds(30) */
  readonly gracefulShutdownTimeout?: Duration;
  /** @default Duration.seconds(30) */
  readonly httpServerReadTimeout?: Duration;
  /** No query can take longer. @default Duration.seconds(30) */
  readonly httpServerWriteTimeout?: Duration;
  /** @default Duration.minutes(2) */
  readonly httpServerIdleTimeout?: Duration;
  /** Of one message between Lokis: pushes and answers must fit. @default Size.mebibytes(4) */
  readonly grpcServerMaxRecvMsgSize?: Size;
  /** @default Size.mebibytes(4) */
  readonly grpcServerMaxSendMsgSize?: Size;
  /** @default 100 */
  readonly grpcServerMaxConcurrentStreams?: number;
  /** @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  /** @default 'logfmt' */
  readonly logFormat?: 'logfmt' | 'json';
  /** Before every path, such as `/loki-a`. @default - none */
  readonly httpPathPrefix?: string;
}

const tls = object<ServerTlsOptions>({
  certFile: filled,
  keyFile: filled,
  clientAuthType: maybe(
    oneOf(
      'NoClientCert',
      'RequestClientCert',
      'RequireAnyClientCert',
      'VerifyClientCertIfGiven',
      'RequireAndVerifyClientCert',
    ),
  ),
  clientCaFile: maybe(filled),
});

const port = maybe(whole(0, 65_535));

/** A check for each option. */
export const serverChecks: Checks<ServerOptions> = {
  httpListenAddress: maybe(string),
  httpListenPort: port,
  grpcListenAddress: maybe(string),
  grpcListenPort: port,
  httpTlsConfig: maybe(tls),
  grpcTlsConfig: maybe(tls),
  gracefulShutdownTimeout: maybe(duration()),
  httpServerReadTimeout: maybe(duration()),
  httpServerWriteTimeout: maybe(duration()),
  httpServerIdleTimeout: maybe(duration()),
  grpcServerMaxRecvMsgSize: maybe(size()),
  grpcServerMaxSendMsgSize: maybe(size()),
  grpcServerMaxConcurrentStreams: maybe(whole(0)),
  logLevel: maybe(oneOf('debug', 'info', 'warn', 'error')),
  logFormat: maybe(oneOf('logfmt', 'json')),
  httpPathPrefix: maybe(string),
};

/** Where anonymous usage statistics go. */
export interface AnalyticsOptions {
  /** @default true */
  readonly reportingEnabled?: boolean;
}

/** A check for each option. */
export const analyticsChecks: Checks<AnalyticsOptions> = { reportingEnabled: maybe(boolean) };
