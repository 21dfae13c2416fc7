import { checkSettings, sink } from './component';
import { maybe, number, positive } from './shape';
import type { Consumer, Reads } from './component';
import { sinkChecks } from './sink-options';
import type { SinkOptions } from './sink-options';

/** Nowhere. */
export interface BlackholeOptions extends Reads, SinkOptions {
  /** How often it says what it took. @default 0, never */
  readonly printIntervalSecs?: number;
  /** Events a second. @default - no limit */
  readonly rate?: number;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/blackhole/ */
export function blackhole(name: string, options: BlackholeOptions): Consumer {
  const { inputs: _inputs, ...settings } = checkSettings<BlackholeOptions>(name, options, {
    ...sinkChecks,
    printIntervalSecs: maybe(number),
    rate: maybe(positive),
  });
  return sink('blackhole', name, options, settings);
}
