import { refusal } from '../../../pipeline/argument';
import type { Text } from '../../../text/live-text';
import { isFrom } from '../versions';
import { checkSettings, sink } from './component';
import type { Consumer, NonEmpty, Reads } from './component';
import { unknownTo } from './release';
import { filledText, list, maybe, object, oneOf, whole } from './shape';
import type { Checks } from './shape';
import { batch, enableableTls, request, sinkChecks, sinkSince } from './sink-options';
import type { Batch, EnableableTls, Request, SinkOptions } from './sink-options';

/** Another Vector, at its `vector` source. Logs and metrics arrive there as they are. */
export interface VectorSinkOptions extends Reads, SinkOptions {
  /** Host and port of the other, such as `aggregator:6000`; not together with `routing`. */
  readonly address?: Text;
  /** Several others; not together with `address`. From Vector 0.57. @default - `address` alone */
  readonly routing?: VectorRouting;
  /** How requests are packed; `zstd` from Vector 0.56. @default 'none' */
  readonly compression?: 'none' | 'gzip' | 'zstd';
  /** How much makes one request. @default - 1000 events or 1 second */
  readonly batch?: Batch;
  /** How requests are made and tried again. */
  readonly request?: Request;
  /** Certificates of the connection; plain where nothing is said. */
  readonly tls?: EnableableTls;
  /** Asks on an idle connection whether the other is there. From Vector 0.57. @default - never */
  readonly keepalive?: VectorKeepalive;
}

/** Which of several takes a request. */
export interface VectorRouting {
  /** Host and port of each. */
  readonly endpoints: NonEmpty<Text>;
  /**
   * - `load_balance`: any that is well
   * - `failover`: one, until it fails; then the next
   * - `failover_primary`: the first that works, from the beginning each time the one in use fails
   *
   * @default 'load_balance'
   */
  readonly strategy?: 'load_balance' | 'failover' | 'failover_primary';
  /** When one that failed is tried again; of `load_balance` only. */
  readonly health?: {
    /** @default 1 */
    readonly retryInitialBackoffSecs?: number;
    /** @default 3600 */
    readonly retryMaxDurationSecs?: number;
  };
}

/** Pings of HTTP/2. */
export interface VectorKeepalive {
  /** Seconds between two. @default 60 */
  readonly intervalSecs?: number;
  /** Seconds for an answer. @default 20 */
  readonly timeoutSecs?: number;
}

const checks: Checks<VectorSinkOptions> = {
  ...sinkChecks,
  address: maybe(filledText),
  routing: maybe(
    object<VectorRouting>({
      endpoints: list(filledText, 1),
      strategy: maybe(oneOf('load_balance', 'failover', 'failover_primary')),
      health: maybe(
        object<Required<VectorRouting>['health']>({
          retryInitialBackoffSecs: maybe(whole(1)),
          retryMaxDurationSecs: maybe(whole(1)),
        }),
      ),
    }),
  ),
  compression: maybe(oneOf('none', 'gzip', 'zstd')),
  batch: maybe(batch),
  request: maybe(request),
  tls: maybe(enableableTls),
  keepalive: maybe(object<VectorKeepalive>({ intervalSecs: maybe(whole(1)), timeoutSecs: maybe(whole(1)) })),
};

/** @see https://vector.dev/docs/reference/configuration/sinks/vector/ */
export function vectorSink(name: string, options: VectorSinkOptions): Consumer {
  const { inputs: _inputs, ...settings } = checkSettings(name, options, checks);
  const { address, routing, compression } = settings;
  if ((address === undefined) === (routing === undefined)) {
    const got = address === undefined ? 'neither' : 'both';
    throw new TypeError(`'${name}' must have one of 'address' and 'routing', got ${got}; give the address`);
  }
  if (routing?.health !== undefined && (routing.strategy ?? 'load_balance') !== 'load_balance') {
    throw refusal(`${name}.routing.health`, "stand beside 'load_balance'", routing.strategy, 'remove one of them');
  }
  return sink('vector', name, options, settings, {
    byVersion: (version) => ({
      // 0.57 takes it with a warning only.
      ...(address !== undefined && isFrom(version, '0.57.0')
        ? { address: undefined, routing: { endpoints: [address] } }
        : {}),
      // A name from 0.56 on; yes or no before.
      ...(compression !== undefined && !isFrom(version, '0.56.0') ? { compression: compression !== 'none' } : {}),
    }),
    check: (version) =>
      unknownTo(version, settings, [
        ...sinkSince(settings),
        { option: 'routing', first: '0.57.0', remedy: "give one 'address', such as that of a service" },
        { option: 'keepalive', first: '0.57.0' },
        { option: 'compression', value: 'zstd', first: '0.56.0', remedy: 'use gzip' },
      ]),
  });
}
