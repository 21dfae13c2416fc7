import type { Text } from '../../../text/live-text';
import { checkSettings, portOf, source } from './component';
import type { Output } from './component';
import { unknownTo } from './release';
import type { Since } from './release';
import { boolean, filled, list, maybe, object } from './shape';
import type { Check, Checks } from './shape';
import { enabledTls, grpcKeepalive, httpKeepalive, listenAddress, tlsFindings, tlsServer } from './source-options';
import type { GrpcKeepalive, HttpKeepalive, TlsServer } from './source-options';

/**
 * What OpenTelemetry sends, over gRPC and over HTTP. Where a sink acknowledges, senders are answered when all is delivered. A
 * sender's metrics and traces are dropped where nothing reads them.
 */
export interface OpentelemetryOptions {
  /** The server for OTLP over gRPC; Vector asks for both. */
  readonly grpc: OpentelemetryGrpc;
  /** The server for OTLP over HTTP; Vector asks for both. */
  readonly http: OpentelemetryHttp;
  /**
   * Whether events keep the form that OpenTelemetry gives them, which a sink with the codec `otlp` sends on unchanged; metrics
   * are then read as logs. Per signal from Vector 0.55, for all from 0.50.
   *
   * @default false
   */
  readonly useOtlpDecoding?: boolean | OtlpSignals;
}

/** The gRPC server. */
export interface OpentelemetryGrpc {
  /** An IP address and a port, usually 4317. */
  readonly address: Text;
  /** Certificates of the connection. @default - plain */
  readonly tls?: TlsServer;
  /** How long connections last. */
  readonly keepalive?: GrpcKeepalive;
}

/** The HTTP server, which takes protobuf. */
export interface OpentelemetryHttp {
  /** An IP address and a port, usually 4318. */
  readonly address: Text;
  /** Certificates of the connection. @default - plain */
  readonly tls?: TlsServer;
  /** How long connections last. */
  readonly keepalive?: HttpKeepalive;
  /** Headers that become fields, by their names or a glob such as `X-*`. From Vector 0.43. @default - none */
  readonly headers?: readonly string[];
}

/** Signal by signal. */
export interface OtlpSignals {
  /** Whether logs keep OTLP's own form. @default false */
  readonly logs?: boolean;
  /** Whether metrics keep OTLP's own form, as logs. @default false */
  readonly metrics?: boolean;
  /** Whether traces keep OTLP's own form. @default false */
  readonly traces?: boolean;
}

/** The logs, `name.logs` in Vector's words, and beside them the other signals. */
export interface OpentelemetryOutput extends Output {
  /** `name.metrics`. From Vector 0.47. */
  readonly metrics: Output;
  /** `name.traces`. */
  readonly traces: Output;
}

const signals = object<OtlpSignals>({ logs: maybe(boolean), metrics: maybe(boolean), traces: maybe(boolean) });

const otlpDecoding: Check = (at, value) => {
  if (typeof value !== 'boolean') signals(at, value);
};

const checks: Checks<OpentelemetryOptions> = {
  grpc: object<OpentelemetryGrpc>({ address: listenAddress, tls: maybe(tlsServer), keepalive: maybe(grpcKeepalive) }),
  http: object<OpentelemetryHttp>({
    address: listenAddress,
    tls: maybe(tlsServer),
    keepalive: maybe(httpKeepalive),
    headers: maybe(list(filled)),
  }),
  useOtlpDecoding: maybe(otlpDecoding),
};

const since: readonly Since[] = [
  { option: 'grpc.keepalive', first: '0.57.0' },
  { option: 'http.headers', first: '0.43.0' },
  { option: 'useOtlpDecoding', first: '0.50.0' },
];

/** @see https://vector.dev/docs/reference/configuration/sources/opentelemetry/ */
export function opentelemetry(name: string, options: OpentelemetryOptions): OpentelemetryOutput {
  const given = checkSettings(name, options, checks);
  const { grpc, http, useOtlpDecoding } = given;
  const settings = {
    grpc: { ...grpc, tls: enabledTls(grpc.tls) },
    http: { ...http, tls: enabledTls(http.tls) },
    useOtlpDecoding,
  };
  const made = source('opentelemetry', name, settings, {
    ports: ['logs', 'metrics', 'traces'],
    check: (version) => [
      ...unknownTo(version, given, since),
      ...tlsFindings(grpc.tls, 'grpc.tls'),
      ...tlsFindings(http.tls, 'http.tls'),
    ],
  });
  const keepsMetrics = typeof useOtlpDecoding === 'object' ? useOtlpDecoding.metrics : useOtlpDecoding;
  return Object.freeze({
    ...portOf(made, 'logs'),
    metrics: portOf({ ...made, emits: keepsMetrics === true ? 'logs' : 'metrics' }, 'metrics'),
    traces: portOf({ ...made, emits: 'traces' }, 'traces'),
  });
}
