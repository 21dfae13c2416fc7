import { sink } from './component';
import type { Consumer, Reads } from './component';
import type { Encoding, SinkOptions } from './sink-options';

/** Vector's own output. */
export interface ConsoleOptions extends Reads, SinkOptions {
  /** @default 'stdout' */
  readonly target?: 'stdout' | 'stderr';
  readonly encoding: Encoding;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/console/ */
export function console(name: string, options: ConsoleOptions): Consumer {
  const { inputs: _inputs, ...settings } = options;
  return sink('console', name, options, settings);
}
