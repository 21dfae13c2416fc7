import type { Text } from '../../../text/live-text';
import { checkSettings, source } from './component';
import type { Output } from './component';
import { decoderFraming, decoding, decodingSince, emittedBy } from './decoding';
import type { DecoderFraming, Decoding } from './decoding';
import { unknownTo } from './release';
import { boolean, filled, list, maybe, oneOf, string, whole } from './shape';
import type { Checks } from './shape';
import {
  enabledTls,
  httpKeepalive,
  listenAddress,
  printedAuth,
  serverAuth,
  serverAuthSince,
  tlsFindings,
  tlsServer,
} from './source-options';
import type { HttpKeepalive, HttpServerAuth, TlsServer } from './source-options';

/** Requests over HTTP, each body one or more events. Where a sink acknowledges, they are answered when all is delivered. */
export interface HttpServerOptions {
  /** An IP address and a port. */
  readonly address: Text;
  /** Where requests are taken. @default '/' */
  readonly path?: string;
  /** Whether `path` is all of the path, not its beginning. @default true */
  readonly strictPath?: boolean;
  /** The method that is taken. @default 'POST' */
  readonly method?: 'HEAD' | 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Status of the answer when all went well. @default 200 */
  readonly responseCode?: number;
  /** Headers that become fields, by their names or a glob such as `X-*`. @default - none */
  readonly headers?: readonly string[];
  /** Parameters of the URL that become fields, by their names or a glob; they win over the body's. @default - none */
  readonly queryParameters?: readonly string[];
  /** Field for the path; `''` for none. @default 'path' */
  readonly pathKey?: string;
  /** Field for the sender's IP address. @default - none */
  readonly hostKey?: string;
  /** What a request has to bring. @default - anyone may send */
  readonly auth?: HttpServerAuth;
  /** Certificates of the connection. @default - plain */
  readonly tls?: TlsServer;
  /** How a body becomes messages. @default - as `decoding` needs it: lines for text and JSON */
  readonly framing?: DecoderFraming;
  /** How a message becomes an event. @default { codec: 'bytes' } */
  readonly decoding?: Decoding;
  /** How long connections last. */
  readonly keepalive?: HttpKeepalive;
}

const checks: Checks<HttpServerOptions> = {
  address: listenAddress,
  path: maybe(string),
  strictPath: maybe(boolean),
  method: maybe(oneOf('HEAD', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')),
  responseCode: maybe(whole(200, 599)),
  headers: maybe(list(filled)),
  queryParameters: maybe(list(filled)),
  pathKey: maybe(string),
  hostKey: maybe(string),
  auth: maybe(serverAuth),
  tls: maybe(tlsServer),
  framing: maybe(decoderFraming),
  decoding: maybe(decoding),
  keepalive: maybe(httpKeepalive),
};

/** @see https://vector.dev/docs/reference/configuration/sources/http_server/ */
export function httpServer(name: string, options: HttpServerOptions): Output {
  const given = checkSettings(name, options, checks);
  const settings = { ...given, auth: printedAuth(given.auth), tls: enabledTls(given.tls) };
  return source('http_server', name, settings, {
    emits: emittedBy(given.decoding),
    check: (version) => [
      ...unknownTo(version, given, [...decodingSince, ...serverAuthSince]),
      ...tlsFindings(given.tls),
    ],
  });
}
