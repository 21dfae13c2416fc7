import type { Duration } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { headers } from './headers';
import type { Headers } from './headers';
import { basicAuth, net, tls } from './network';
import type { BasicAuth, Net, Tls } from './network';
import { as, boolean, oneOf, port, seconds, text } from './option';
import type { Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';
import { jsonDateFormat } from './stdout';
import type { JsonDateFormat } from './stdout';

/** Records in the body of a request. */
export interface HttpOptions extends OutputOptions {
  /** @default '127.0.0.1' */
  readonly host?: Text;
  /** @default 80 */
  readonly port?: number;
  /** @default '/' */
  readonly uri?: Text;
  /** @default 'POST' */
  readonly httpMethod?: 'POST' | 'PUT';
  /** How records are written; `json_lines` is one object a line. @default 'json', a list of objects */
  readonly format?: 'json' | 'json_stream' | 'json_lines' | 'gelf' | 'msgpack';
  /** How the time is written in JSON. @default 'double' */
  readonly jsonDateFormat?: JsonDateFormat;
  /** The key of the time in JSON; `false` for none. @default 'date' */
  readonly jsonDateKey?: Text;
  /** How the body is packed. @default - it is not */
  readonly compress?: 'gzip' | 'snappy' | 'zstd';
  /** @default - none */
  readonly header?: Headers;
  /** The header that carries the tag. @default - none */
  readonly headerTag?: Text;
  /** @default - none */
  readonly httpAuth?: BasicAuth;
  /** A record accessor of the body; each record is a request then. @default - none */
  readonly bodyKey?: Text;
  /** A record accessor of a map of headers, beside `bodyKey`. @default - none */
  readonly headersKey?: Text;
  /** Whether a header may stand twice. @default true */
  readonly allowDuplicatedHeaders?: boolean;
  /** Whether answers are logged. @default true */
  readonly logResponsePayload?: boolean;
  /** Time for an answer. @default Duration.seconds(60) */
  readonly responseTimeout?: Duration;
  /** A proxy, `http://host:port`. @default - as the environment says */
  readonly proxy?: Text;
  /** @default - 'timestamp' */
  readonly gelfTimestampKey?: Text;
  /** @default - 'host' */
  readonly gelfHostKey?: Text;
  /** @default - 'short_message' */
  readonly gelfShortMessageKey?: Text;
  /** @default - 'full_message' */
  readonly gelfFullMessageKey?: Text;
  /** @default - 'level' */
  readonly gelfLevelKey?: Text;
  /** Encrypted where it is said; with `true` the certificate and its name are verified. @default false */
  readonly tls?: Tls | boolean;
  readonly net?: Net;
}

const options: Options<Omit<HttpOptions, 'extra' | 'processors'>> = {
  ...outputOptions,
  host: text,
  port,
  uri: text,
  httpMethod: oneOf('POST', 'PUT'),
  format: oneOf('json', 'json_stream', 'json_lines', 'gelf', 'msgpack'),
  jsonDateFormat,
  jsonDateKey: text,
  compress: oneOf('gzip', 'snappy', 'zstd'),
  header: headers,
  headerTag: text,
  httpAuth: basicAuth,
  bodyKey: text,
  headersKey: text,
  allowDuplicatedHeaders: boolean,
  logResponsePayload: boolean,
  responseTimeout: as('http.response_timeout', seconds(1)),
  proxy: text,
  gelfTimestampKey: text,
  gelfHostKey: text,
  gelfShortMessageKey: text,
  gelfFullMessageKey: text,
  gelfLevelKey: text,
  tls,
  net,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/http */
export function http(given: HttpOptions): Output {
  return plugin('outputs', 'http', given, options);
}
