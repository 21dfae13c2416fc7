import { isIPv4 } from 'node:net';
import { refusal } from '../../../pipeline/argument';
import type { Text } from '../../../text/live-text';
import { list, maybe, string, variant, whole } from './shape';
import type { Check } from './shape';
import { checkVariant, source } from './component';
import type { Output } from './component';
import { decoderFraming, decoding, decodingSince, emittedBy } from './decoding';
import type { DecoderFraming, Decoding } from './decoding';
import { unknownTo } from './release';
import type { Since } from './release';
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

/** What comes over a socket. It has no acknowledgements, and nobody is asked who they are but by certificates over TCP. */
export type SocketOptions = TcpSocketOptions | UdpSocketOptions | UnixSocketOptions;

/** What all sockets have. */
export interface SocketMessages {
  /** Field for the sender: its address, or the path of its unix socket; `''` for none. @default 'host' */
  readonly hostKey?: string;
  /** How bytes become messages. @default - as `decoding` needs it: lines for text and JSON; of datagrams each is one */
  readonly framing?: DecoderFraming;
  /** How a message becomes an event. @default { codec: 'bytes' } */
  readonly decoding?: Decoding;
}

/** Connections over TCP. */
export interface TcpSocketOptions extends SocketMessages {
  /** Over TCP. */
  readonly mode: 'tcp';
  /** An IP address and a port, or `systemd` or `systemd#2` for a socket that systemd hands over. */
  readonly address: Text;
  /** Probes of idle connections. @default - no probes */
  readonly keepalive?: TcpKeepalive;
  /** Seconds that connections may still send when Vector ends. @default 30 */
  readonly shutdownTimeoutSecs?: number;
  /** Field for the sender's port; `''` for none. @default 'port' */
  readonly portKey?: string;
  /** Networks, such as `10.0.0.0/8`, whose connections are taken. @default - all */
  readonly permitOrigin?: readonly string[];
  /** Certificates of the connection. @default - plain */
  readonly tls?: TlsServerOfClients;
  /** Bytes of the system's buffer for each connection. @default - the system's */
  readonly receiveBufferBytes?: number;
  /** Seconds until a connection is closed, so that its client may find another agent. @default - for ever */
  readonly maxConnectionDurationSecs?: number;
  /** Connections at a time. @default - no limit */
  readonly connectionLimit?: number;
}

/** Datagrams over UDP. Those that come while Vector is away or late are lost. */
export interface UdpSocketOptions extends SocketMessages {
  /** Datagrams over UDP. */
  readonly mode: 'udp';
  /** An IP address and a port, or `systemd` or `systemd#2` for a socket that systemd hands over. */
  readonly address: Text;
  /** IPv4 groups that are joined; `address` has to be `0.0.0.0` for these. From Vector 0.48. @default - none */
  readonly multicastGroups?: readonly string[];
  /** IPv4 address of the interface that joins the groups. From Vector 0.57. @default - that of `address` */
  readonly multicastInterface?: string;
  /** Bytes of a datagram; of a longer one the last message is dropped. @default 102400 */
  readonly maxLength?: number;
  /** Field for the sender's port; `''` for none. @default 'port' */
  readonly portKey?: string;
  /** Bytes of the system's buffer; less than `maxLength` it takes that one's place. @default - the system's */
  readonly receiveBufferBytes?: number;
}

/** A unix domain socket, which Vector makes. */
export interface UnixSocketOptions extends SocketMessages {
  /** Over a unix socket: a stream of bytes, or datagrams. */
  readonly mode: 'unix_stream' | 'unix_datagram';
  /** An absolute path. */
  readonly path: Text;
  /** Bits of the file's mode, such as `0o660`. @default - as the process' umask leaves them */
  readonly socketFileMode?: number;
}

const messages: Readonly<Record<keyof SocketMessages, Check>> = {
  hostKey: maybe(string),
  framing: maybe(decoderFraming),
  decoding: maybe(decoding),
};

const ipv4: Check = (at, value) => {
  if (typeof value !== 'string' || !isIPv4(value)) {
    throw refusal(at, 'be an IPv4 address', value, "write one such as '224.0.0.2'");
  }
};

const unix = { ...messages, path: absolutePath, socketFileMode: maybe(fileMode) };

const shape = variant('mode', {
  tcp: {
    ...messages,
    address: listenAddressOrSystemd,
    keepalive: maybe(tcpKeepalive),
    shutdownTimeoutSecs: maybe(whole(0)),
    portKey: maybe(string),
    permitOrigin: maybe(permitOrigin),
    tls: maybe(tlsServerOfClients),
    receiveBufferBytes: maybe(whole(1)),
    maxConnectionDurationSecs: maybe(whole(1)),
    connectionLimit: maybe(whole(1, 2 ** 32 - 1)),
  },
  udp: {
    ...messages,
    address: listenAddressOrSystemd,
    multicastGroups: maybe(list(ipv4)),
    multicastInterface: maybe(ipv4),
    maxLength: maybe(whole(1)),
    portKey: maybe(string),
    receiveBufferBytes: maybe(whole(1)),
  },
  unix_stream: unix,
  unix_datagram: unix,
});

const since: readonly Since[] = [
  ...decodingSince,
  { option: 'multicastGroups', first: '0.48.0' },
  { option: 'multicastInterface', first: '0.57.0', remedy: 'leave it out: without it the address of the socket joins' },
];

/** @see https://vector.dev/docs/reference/configuration/sources/socket/ */
export function socket(name: string, options: SocketOptions): Output {
  const settings = checkVariant(name, options, shape);
  checkMulticast(name, settings);
  const tls = settings.mode === 'tcp' ? settings.tls : undefined;
  return source(
    'socket',
    name,
    { ...settings, tls: enabledTls(tls) },
    {
      emits: emittedBy(settings.decoding),
      check: (version) => [...unknownTo(version, settings, since), ...tlsFindings(tls)],
    },
  );
}

// Vector joins no group from a socket of another family, and the system filters what comes to another address.
function checkMulticast(name: string, options: SocketOptions): void {
  if (options.mode !== 'udp' || (options.multicastGroups ?? []).length === 0) return;
  const { address } = options;
  if (typeof address !== 'string' || /^(?:0\.0\.0\.0|2(?:2[4-9]|3\d)\.[\d.]+):/.test(address)) return;
  throw refusal(`${name}.address`, "be 0.0.0.0 and a port beside 'multicastGroups'", address, "write '0.0.0.0:9000'");
}
