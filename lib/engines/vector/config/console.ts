import { checkSettings, sink } from './component';
import type { Consumer, Reads } from './component';
import { encoding, encodingSince, framing } from './encoding';
import type { Encoding, Framing } from './encoding';
import { unknownTo } from './release';
import { maybe, oneOf } from './shape';
import { sinkChecks, sinkSince } from './sink-options';
import type { SinkOptions } from './sink-options';

/** Vector's own output. */
export interface ConsoleOptions extends Reads, SinkOptions {
  /** Which stream of the agent's own process. @default 'stdout' */
  readonly target?: 'stdout' | 'stderr';
  /** How an event becomes text or bytes. */
  readonly encoding: Encoding;
  /** What stands between events. @default - a line break; of `gelf` NUL, of `native` its length, of `otlp` nothing */
  readonly framing?: Framing;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/console/ */
export function console(name: string, options: ConsoleOptions): Consumer {
  const { inputs: _inputs, ...settings } = checkSettings<ConsoleOptions>(name, options, {
    ...sinkChecks,
    target: maybe(oneOf('stdout', 'stderr')),
    encoding,
    framing: maybe(framing),
  });
  return sink('console', name, options, settings, {
    check: (version) => unknownTo(version, settings, [...sinkSince(settings), ...encodingSince]),
  });
}
