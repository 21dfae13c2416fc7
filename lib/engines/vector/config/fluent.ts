import type { Text } from '../../../text/live-text';
import { checkVariant, source } from './component';
import type { Output } from './component';
import { unknownTo } from './release';
import type { Since } from './release';
import { maybe, variant, whole } from './shape';
import type { Check } from './shape';
import {
  absolutePath,
  enabledTls,
  fileMode,
  listenAddressOrSystemd,
  permitOrigin,
  tcpKeepalive,
  tlsFindings,
  tlsServerOfClients,
} from './source-options';
import type { TcpKeepalive, TlsServerOfClients } from './source-options';

/**
 * What Fluentd and Fluent Bit forward, with its `.tag`. Their shared key and their users are not known to it: take certificates,
 * or `permitOrigin`.
 */
export type FluentOptions = FluentTcpOptions | FluentUnixOptions;

/** Connections over TCP. Where a sink acknowledges, chunks that ask for an answer get it when all is delivered. */
export interface FluentTcpOptions {
  /** Over TCP. @default 'tcp' */
  readonly mode?: 'tcp';
  /** An IP address and a port, or `systemd` or `systemd#2` for a socket that systemd hands over. */
  readonly address: Text;
  /** Connections at a time. @default - no limit */
  readonly connectionLimit?: number;
  /** Probes of idle connections. @default - no probes */
  readonly keepalive?: TcpKeepalive;
  /** Networks, such as `10.0.0.0/8`, whose connections are taken. @default - all */
  readonly permitOrigin?: readonly string[];
  /** Bytes of the system's buffer for each connection. @default - the system's */
  readonly receiveBufferBytes?: number;
  /** Certificates of the connection. @default - plain */
  readonly tls?: TlsServerOfClients;
}

/** A unix domain socket, which Vector makes. From Vector 0.47. It has no acknowledgements. */
export interface FluentUnixOptions {
  /** Over a unix socket in the agent's file system. */
  readonly mode: 'unix';
  /** An absolute path. */
  readonly path: Text;
  /** Bits of the file's mode, such as `0o660`. @default - as the process' umask leaves them */
  readonly socketFileMode?: number;
}

const tcp: Readonly<Record<string, Check>> = {
  address: listenAddressOrSystemd,
  connectionLimit: maybe(whole(1, 2 ** 32 - 1)),
  keepalive: maybe(tcpKeepalive),
  permitOrigin: maybe(permitOrigin),
  receiveBufferBytes: maybe(whole(1)),
  tls: maybe(tlsServerOfClients),
};

const modes = variant('mode', { tcp, unix: { path: absolutePath, socketFileMode: maybe(fileMode) } });

// Without a mode it is TCP.
const shape: Check = (at, value) => {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, 'mode');
  modes(at, isPlain ? { ...value, mode: 'tcp' } : value);
};

const since: readonly Since[] = [
  {
    option: 'mode',
    value: 'unix',
    first: '0.47.0',
    remedy: "declare a later version and run it, or listen on TCP by 'address'",
  },
];

/** @see https://vector.dev/docs/reference/configuration/sources/fluent/ */
export function fluent(name: string, options: FluentOptions): Output {
  const settings = checkVariant(name, options, shape);
  if (settings.mode === 'unix') {
    return source('fluent', name, settings, { check: (version) => unknownTo(version, settings, since) });
  }
  // Versions before 0.47 know no mode, and the later ones take TCP for it.
  const { mode: _mode, tls, ...rest } = settings;
  return source('fluent', name, { ...rest, tls: enabledTls(tls) }, { check: () => tlsFindings(tls) });
}
