import { checkSettings, sink } from './component';
import { unknownTo } from './release';
import { maybe, whole } from './shape';
import type { Consumer, Reads } from './component';
import { sinkChecks, sinkSince } from './sink-options';
import type { SinkOptions } from './sink-options';

/** Nowhere. */
export interface BlackholeOptions extends Reads, SinkOptions {
  /** Seconds between two words on what it took; 0 is never. @default 0 */
  readonly printIntervalSecs?: number;
  /** Events a second. @default - no limit */
  readonly rate?: number;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/blackhole/ */
export function blackhole(name: string, options: BlackholeOptions): Consumer {
  const { inputs: _inputs, ...settings } = checkSettings<BlackholeOptions>(name, options, {
    ...sinkChecks,
    printIntervalSecs: maybe(whole(0)),
    rate: maybe(whole(1)),
  });
  return sink('blackhole', name, options, settings, {
    check: (version) => unknownTo(version, settings, sinkSince(settings)),
  });
}
