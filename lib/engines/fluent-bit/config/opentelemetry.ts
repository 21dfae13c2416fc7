import type { Text } from '../../../text/live-text';
import { filledText } from '../../option-check';
import { headers } from './headers';
import type { Headers } from './headers';
import { basicAuth, net, tls } from './network';
import type { BasicAuth, Net, Tls } from './network';
import { boolean, concatWords, oneOf, pairs, plain, port, text, whole } from './option';
import type { Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';
import { boolean as booleanCheck, oneOf as oneOfCheck } from '../../option-check';

/**
 * OTLP over HTTP, or gRPC. Severity, trace and the rest are taken from the record's metadata `otlp`, which Lua can set;
 * resource and scope from what the processor `opentelemetry_envelope` makes.
 */
export interface OpentelemetryOptions extends OutputOptions {
  /** @default '127.0.0.1' */
  readonly host?: Text;
  /** @default 80 */
  readonly port?: number;
  /** Encrypted where it is said; with `true` the certificate and its name are verified. @default false */
  readonly tls?: Tls | boolean;
  readonly net?: Net;
  /** Where logs go. @default '/v1/logs' */
  readonly logsUri?: Text;
  /** Where metrics go. @default '/v1/metrics' */
  readonly metricsUri?: Text;
  /** Where traces go. @default '/v1/traces' */
  readonly tracesUri?: Text;
  /** Whether it speaks gRPC, at the paths that gRPC has. @default false */
  readonly grpc?: boolean;
  /** Whether it speaks HTTP/2: when the server offers it, or without asking. @default false */
  readonly http2?: boolean | 'force';
  /** A record accessor whose value is the body; the first that is there of several such outputs' defaults. @default - `$log`, then `$message`, then the record */
  readonly logsBodyKey?: Text;
  /** Whether the other fields of such a record are attributes; else they are lost. @default false */
  readonly logsBodyKeyAttributes?: boolean;
  /** The metadata that holds what follows. @default 'otlp' */
  readonly logsMetadataKey?: Text;
  /** @default '$ObservedTimestamp' */
  readonly logsObservedTimestampMetadataKey?: Text;
  /** @default '$Timestamp' */
  readonly logsTimestampMetadataKey?: Text;
  /** @default '$SeverityText' */
  readonly logsSeverityTextMetadataKey?: Text;
  /** @default '$SeverityNumber' */
  readonly logsSeverityNumberMetadataKey?: Text;
  /** @default '$TraceFlags' */
  readonly logsTraceFlagsMetadataKey?: Text;
  /** @default '$SpanId' */
  readonly logsSpanIdMetadataKey?: Text;
  /** @default '$TraceId' */
  readonly logsTraceIdMetadataKey?: Text;
  /** @default '$Attributes' */
  readonly logsAttributesMetadataKey?: Text;
  /** A record accessor of the severity's word in the record. @default '$SeverityText' */
  readonly logsSeverityTextMessageKey?: Text;
  /** A record accessor of the severity's number in the record. @default '$SeverityNumber' */
  readonly logsSeverityNumberMessageKey?: Text;
  /** A record accessor of the span's id in the record, 16 hexadecimal digits. @default '$SpanId' */
  readonly logsSpanIdMessageKey?: Text;
  /** A record accessor of the trace's id in the record, 32 hexadecimal digits. @default '$TraceId' */
  readonly logsTraceIdMessageKey?: Text;
  /** Resources in a request at most. @default - no limit */
  readonly logsMaxResources?: number;
  /** Scopes of a resource at most. @default - no limit */
  readonly logsMaxScopes?: number;
  /** Records in a request at most. @default 1000 */
  readonly batchSize?: number;
  /** How the body is packed. @default - it is not */
  readonly compress?: 'gzip' | 'zstd';
  /** Labels that metrics get. @default - none */
  readonly addLabel?: { readonly [label: string]: Text };
  /** @default - none */
  readonly httpAuth?: BasicAuth;
  /** Such as `{ Authorization: { scheme: 'Bearer', secret: secret('TOKEN') } }`. @default - none */
  readonly header?: Headers;
  /** A proxy, `http://host:port`. @default - as the environment says */
  readonly proxy?: Text;
  /** Whether answers are logged. @default true */
  readonly logResponsePayload?: boolean;
}

const options: Options<Omit<OpentelemetryOptions, 'extra' | 'processors'>> = {
  ...outputOptions,
  host: text,
  port,
  tls,
  net,
  logsUri: text,
  metricsUri: text,
  tracesUri: text,
  grpc: boolean,
  http2: plain((at, value) => (value === 'force' ? oneOfCheck('force') : booleanCheck)(at, value)),
  logsBodyKey: text,
  logsBodyKeyAttributes: boolean,
  logsMetadataKey: text,
  logsObservedTimestampMetadataKey: text,
  logsTimestampMetadataKey: text,
  logsSeverityTextMetadataKey: text,
  logsSeverityNumberMetadataKey: text,
  logsTraceFlagsMetadataKey: text,
  logsSpanIdMetadataKey: text,
  logsTraceIdMetadataKey: text,
  logsAttributesMetadataKey: text,
  logsSeverityTextMessageKey: text,
  logsSeverityNumberMessageKey: text,
  logsSpanIdMessageKey: text,
  logsTraceIdMessageKey: text,
  logsMaxResources: whole(0),
  logsMaxScopes: whole(0),
  batchSize: whole(1),
  compress: oneOf('gzip', 'zstd'),
  addLabel: pairs(filledText, (name, value: Text) => concatWords(name, value)),
  httpAuth: basicAuth,
  header: headers,
  proxy: text,
  logResponsePayload: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/opentelemetry */
export function opentelemetry(given: OpentelemetryOptions): Output {
  return plugin('outputs', 'opentelemetry', given, options);
}
