import type { Duration } from 'cdk8s';
import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { as, boolean, group, oneOf, seconds, secret, text, whole } from './option';
import type { Option, Options } from './option';
import { boolean as booleanCheck } from '../../option-check';

/** An encrypted connection. Files are paths in Fluent Bit's own file system. */
export interface Tls {
  /** Whether the server's certificate has to be valid and trusted. @default true */
  readonly verify?: boolean;
  /**
   * Whether the certificate has to be that of the host. Fluent Bit itself does not look unless told to: any valid
   * certificate would do, for whatever name.
   *
   * @default true
   */
  readonly verifyHostname?: boolean;
  /** Certificates that are trusted. @default - those of the system */
  readonly caFile?: Text;
  /** Folder of certificates that are trusted. @default - none */
  readonly caPath?: Text;
  /** The agent's own certificate. @default - none */
  readonly crtFile?: Text;
  /** The key of `crtFile`. @default - none */
  readonly keyFile?: Text;
  /** What `keyFile` is encrypted with. @default - it is not */
  readonly keyPasswd?: SecretRef;
  /** The name asked for, where it is not the host's. @default - the host's */
  readonly vhost?: Text;
  /** The oldest protocol that is spoken, such as `TLSv1.2`. @default - as the library was built */
  readonly minVersion?: Text;
  /** The newest protocol that is spoken. @default - as the library was built */
  readonly maxVersion?: Text;
  /** Ciphers up to TLS 1.2, in OpenSSL's words. @default - the library's own */
  readonly ciphers?: Text;
  /** How much of TLS is logged, from 0, nothing, to 4. @default 1 */
  readonly debug?: number;
}

/** An encrypted connection that others open. */
export interface ServerTls extends Tls {
  /** Whether clients have to show a certificate that is trusted. @default false */
  readonly verifyClientCert?: boolean;
}

const tlsOptions: Options<Tls> = {
  verify: as('tls.verify', boolean),
  verifyHostname: as('tls.verify_hostname', boolean),
  caFile: as('tls.ca_file', text),
  caPath: as('tls.ca_path', text),
  crtFile: as('tls.crt_file', text),
  keyFile: as('tls.key_file', text),
  keyPasswd: as('tls.key_passwd', secret),
  vhost: as('tls.vhost', text),
  minVersion: as('tls.min_version', text),
  maxVersion: as('tls.max_version', text),
  ciphers: as('tls.ciphers', text),
  debug: as('tls.debug', whole(0, 4)),
};

/** `tls: true` is a careful client's; `tls: { … }` says more. */
export const tls = switched(group<Tls>(tlsOptions), [
  ['tls.verify', true],
  ['tls.verify_hostname', true],
]);

export const serverTls = switched(
  group<ServerTls>({ ...tlsOptions, verifyClientCert: as('tls.verify_client_cert', boolean) }),
  [],
);

function switched(options: Option, defaults: readonly (readonly [string, boolean])[]): Option {
  return {
    check: (at, value) => (typeof value === 'boolean' ? booleanCheck(at, value) : options.check(at, value)),
    print(name, value) {
      if (value === false) return [[name, false]];
      const given = value === true ? [] : options.print(name, value);
      const left = defaults.filter(([one]) => !given.some(([other]) => other === one));
      return [[name, true], ...left, ...given];
    },
  };
}

/** How connections are opened and kept. */
export interface Net {
  /** Time for a connection, TLS included. @default Duration.seconds(10) */
  readonly connectTimeout?: Duration;
  /** Whether a connection that takes too long is an error in the log; else it is a debug message. @default true */
  readonly connectTimeoutLogError?: boolean;
  /** Time that a request may stand still. @default - for ever */
  readonly ioTimeout?: Duration;
  /** Whether connections are kept for the next request. @default true */
  readonly keepalive?: boolean;
  /** Time after which a kept connection is closed. @default Duration.seconds(30) */
  readonly keepaliveIdleTimeout?: Duration;
  /** Requests after which a connection is closed, so that a load balancer sees others. @default 2000 */
  readonly keepaliveMaxRecycle?: number;
  /** Connections of one worker at most. @default - no limit */
  readonly maxWorkerConnections?: number;
  /** The address of this machine that is spoken from. @default - as the system says */
  readonly sourceAddress?: Text;
  /** How names are asked for. @default - as the service says */
  readonly dnsMode?: 'TCP' | 'UDP';
  /** Who looks names up: Fluent Bit's own resolver, or the system's. @default 'ASYNC' */
  readonly dnsResolver?: 'LEGACY' | 'ASYNC';
  /** Whether IPv4 goes before. @default false */
  readonly dnsPreferIpv4?: boolean;
  /** Whether IPv6 goes before. @default false */
  readonly dnsPreferIpv6?: boolean;
  /** Whether `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the environment are ignored. @default false */
  readonly proxyEnvIgnore?: boolean;
}

export const net = group<Net>({
  connectTimeout: as('net.connect_timeout', seconds(1)),
  connectTimeoutLogError: as('net.connect_timeout_log_error', boolean),
  ioTimeout: as('net.io_timeout', seconds()),
  keepalive: as('net.keepalive', boolean),
  keepaliveIdleTimeout: as('net.keepalive_idle_timeout', seconds(1)),
  keepaliveMaxRecycle: as('net.keepalive_max_recycle', whole(1)),
  maxWorkerConnections: as('net.max_worker_connections', whole(0)),
  sourceAddress: as('net.source_address', text),
  dnsMode: as('net.dns.mode', oneOf('TCP', 'UDP')),
  dnsResolver: as('net.dns.resolver', oneOf('LEGACY', 'ASYNC')),
  dnsPreferIpv4: as('net.dns.prefer_ipv4', boolean),
  dnsPreferIpv6: as('net.dns.prefer_ipv6', boolean),
  proxyEnvIgnore: as('net.proxy_env_ignore', boolean),
});

/** A user and what proves it. */
export interface BasicAuth {
  readonly user: Text;
  readonly password: SecretRef;
}

export const basicAuth = group<BasicAuth>({ user: as('http_user', text), password: as('http_passwd', secret) });
