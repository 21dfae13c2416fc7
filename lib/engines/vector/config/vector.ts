import type { Text } from '../../../text/live-text';
import { checkSettings, source } from './component';
import type { Output } from './component';
import { unknownTo } from './release';
import type { Since } from './release';
import { maybe } from './shape';
import type { Checks } from './shape';
import { enabledTls, grpcKeepalive, listenAddress, tlsFindings, tlsServer } from './source-options';
import type { GrpcKeepalive, TlsServer } from './source-options';

/** What the `vector` sinks of other Vectors send. Where a sink acknowledges, they are answered when all is delivered. */
export interface VectorSourceOptions {
  /** An IP address and a port. */
  readonly address: Text;
  /** Certificates of the connection. @default - plain, and anyone may send */
  readonly tls?: TlsServer;
  /** How long connections last. */
  readonly keepalive?: GrpcKeepalive;
}

/** The logs, and beside them what else the other Vectors send. All are one output of one name: Vector sorts them by reader. */
export interface VectorOutput extends Output {
  /** The metrics that senders send. */
  readonly metrics: Output;
  /** The traces that senders send. */
  readonly traces: Output;
}

const checks: Checks<VectorSourceOptions> = {
  address: listenAddress,
  tls: maybe(tlsServer),
  keepalive: maybe(grpcKeepalive),
};

const since: readonly Since[] = [{ option: 'keepalive', first: '0.57.0' }];

/** @see https://vector.dev/docs/reference/configuration/sources/vector/ */
export function vector(name: string, options: VectorSourceOptions): VectorOutput {
  const given = checkSettings(name, options, checks);
  const { tls } = given;
  const made = source(
    'vector',
    name,
    { ...given, tls: enabledTls(tls) },
    {
      check: (version) => [...unknownTo(version, given, since), ...tlsFindings(tls)],
    },
  );
  return Object.freeze({
    ...made,
    metrics: Object.freeze({ ...made, emits: 'metrics' as const }),
    traces: Object.freeze({ ...made, emits: 'traces' as const }),
  });
}
