import { isIP } from 'node:net';
import type { Vrl } from '../../../languages/vrl/vrl';
import { refusal } from '../../../pipeline/argument';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';
import type { ComponentFinding } from './component';
import type { Since } from './release';
import {
  boolean,
  filled,
  filledText,
  list,
  maybe,
  number,
  object,
  secretRef,
  socketAddress,
  string,
  text,
  variant,
  vrlCode,
  whole,
} from './shape';
import type { Check, Checks } from './shape';

/** Of connections that a source takes. Files are paths in the agent's own file system. */
export interface TlsServer {
  /** Vector's own default is `false`: a certificate alone leaves the connection plain. @default true */
  readonly enabled?: boolean;
  /** The server's certificate: PEM, DER or PKCS#12. */
  readonly crtFile: Text;
  /** The key of `crtFile`. @default - `crtFile` holds it, as PKCS#12 does */
  readonly keyFile?: Text;
  /** What `keyFile` is encrypted with. @default - it is not */
  readonly keyPass?: SecretRef;
  /** Whose certificates of clients are trusted; of use with `verifyCertificate` only. @default - the system's */
  readonly caFile?: Text;
  /** Whether clients need a certificate. @default false */
  readonly verifyCertificate?: boolean;
  /** Protocols agreed upon, such as `h2`, the preferred first. @default - none */
  readonly alpnProtocols?: readonly string[];
}

/** Of connections whose client's certificate becomes a part of the event. */
export interface TlsServerOfClients extends TlsServer {
  /** Path of the field for what the client's certificate says; `''` for none. @default - none */
  readonly clientMetadataKey?: string;
}

/** Who may send. */
export type HttpServerAuth =
  | { readonly strategy: 'basic'; readonly username: Text; readonly password: SecretRef }
  /** True for who may send: it reads the request's `.headers`, `.address` and `.path`. From Vector 0.45. */
  | { readonly strategy: 'custom'; readonly source: Vrl };

/** Of HTTP/1 connections: how long they last. */
export interface HttpKeepalive {
  /** Seconds until the client is told to connect anew. @default 300 */
  readonly maxConnectionAgeSecs?: number;
  /** How far the age differs at random, from 0 to 1: 0.1 is 10 % either way. @default 0.1 */
  readonly maxConnectionAgeJitterFactor?: number;
}

/** Of gRPC connections: how long they last. From Vector 0.57. */
export interface GrpcKeepalive {
  /** Seconds until the connection is closed. @default - for ever */
  readonly maxConnectionAgeSecs?: number;
  /** Seconds that are added to the age, for what is under way. @default 0 */
  readonly maxConnectionAgeGraceSecs?: number;
}

/** Of TCP connections. */
export interface TcpKeepalive {
  /** Seconds without traffic before the peer is probed. @default - never */
  readonly timeSecs?: number;
}

/** Vector resolves no names where it listens. */
export const listenAddress: Check = (at, value) => {
  if (!(value instanceof LiveText)) socketAddress(at, value);
};

/** As {@link listenAddress}, or a socket that systemd hands over. */
export const listenAddressOrSystemd: Check = (at, value) => {
  if (typeof value !== 'string' || !/^systemd(?:#[1-9]\d{0,3})?$/.test(value)) listenAddress(at, value);
};

/** An absolute path, or one that is known later. */
export const absolutePath: Check = (at, value) => {
  filledText(at, value);
  if (typeof value === 'string' && !value.startsWith('/')) {
    throw refusal(at, 'be an absolute path', value, 'begin it with /');
  }
};

/** Networks whose connections are taken. */
export const permitOrigin: Check = list((at, value) => {
  const [, address = '', prefix] = typeof value === 'string' ? (/^([^/]+)\/(\d{1,3})$/.exec(value) ?? []) : [];
  const family = isIP(address);
  if (family !== 0 && Number(prefix) <= (family === 4 ? 32 : 128)) return;
  throw refusal(at, 'be a network', value, "write one such as '10.0.0.0/8', one address as '10.1.2.3/32'");
});

/** Bits of a file's permissions. */
export const fileMode: Check = (at, value) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0o7777) return;
  throw refusal(at, 'be the bits of a file mode', value, 'write them octal, such as 0o660');
};

const serverChecks: Checks<TlsServer> = {
  enabled: maybe(boolean),
  crtFile: filledText,
  keyFile: maybe(filledText),
  keyPass: maybe(secretRef),
  caFile: maybe(filledText),
  verifyCertificate: maybe(boolean),
  alpnProtocols: maybe(list(filled)),
};

export const tlsServer: Check = object<TlsServer>(serverChecks);

export const tlsServerOfClients: Check = object<TlsServerOfClients>({
  ...serverChecks,
  clientMetadataKey: maybe(string),
});

/** As it is printed: given is on. */
export function enabledTls<T extends TlsServer>(tls: T | undefined): T | undefined {
  return tls === undefined ? undefined : { ...tls, enabled: tls.enabled ?? true };
}

/** A CA that nobody asks. `at` names the options in the component: `grpc.tls`. */
export function tlsFindings(tls: TlsServer | undefined, at = 'tls'): readonly ComponentFinding[] {
  if (tls?.caFile === undefined || tls.verifyCertificate === true) return [];
  return [
    {
      rule: 'vector/tls-clients',
      severity: 'warning',
      got: 'a caFile alone',
      message: `'${at}.verifyCertificate' must be true, or clients need no certificate`,
      remedy: "set it, or leave 'caFile' out",
    },
  ];
}

export const serverAuth: Check = variant('strategy', {
  basic: { username: text, password: secretRef },
  custom: { source: vrlCode },
});

/** Basic authentication is not named: it is what all versions take without a strategy, and the older ones know no other. */
export function printedAuth(auth: HttpServerAuth | undefined): object | undefined {
  return auth?.strategy === 'basic' ? { username: auth.username, password: auth.password } : auth;
}

export const httpKeepalive: Check = object<HttpKeepalive>({
  maxConnectionAgeSecs: maybe(whole(1)),
  maxConnectionAgeJitterFactor: maybe((at, value) => {
    number(at, value);
    if ((value as number) >= 0 && (value as number) <= 1) return;
    throw refusal(at, 'be from 0 to 1', value, 'write such a number');
  }),
});

export const grpcKeepalive: Check = object<GrpcKeepalive>({
  maxConnectionAgeSecs: maybe(whole(1)),
  maxConnectionAgeGraceSecs: maybe(whole(0)),
});

export const tcpKeepalive: Check = object<TcpKeepalive>({ timeSecs: maybe(whole(1)) });

/** What earlier versions do not know of these options. */
export const serverAuthSince: readonly Since[] = [
  {
    option: 'auth.strategy',
    value: 'custom',
    first: '0.45.0',
    remedy: 'declare a later version and run it, or take basic authentication',
  },
];
