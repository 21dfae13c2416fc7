import { checkSettings, sink } from './component';
import { maybe, oneOf } from './shape';
import type { Consumer, Reads } from './component';
import { encoding, sinkChecks } from './sink-options';
import type { Encoding, SinkOptions } from './sink-options';

/** Vector's own output. */
export interface ConsoleOptions extends Reads, SinkOptions {
  /** @default 'stdout' */
  readonly target?: 'stdout' | 'stderr';
  readonly encoding: Encoding;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/console/ */
export function console(name: string, options: ConsoleOptions): Consumer {
  const { inputs: _inputs, ...settings } = checkSettings<ConsoleOptions>(name, options, {
    ...sinkChecks,
    target: maybe(oneOf('stdout', 'stderr')),
    encoding,
  });
  return sink('console', name, options, settings);
}
