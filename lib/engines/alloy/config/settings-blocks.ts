import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, oneOf } from '../../option-check';
import { attribute, optional } from '../../loki-stages/field';
import { singleton } from './component';
import type { Component } from './component';
import { maybeLogsReceivers } from './shape';
import type { LogsReceiver } from './shape';

/** Alloy's own log. */
export interface LoggingOptions {
  /** @default 'info' */
  readonly level?: 'error' | 'warn' | 'info' | 'debug';
  /** @default 'logfmt' */
  readonly format?: 'logfmt' | 'json';
  /** Where it goes besides standard error. @default - nowhere */
  readonly writeTo?: NonEmpty<LogsReceiver>;
}

/** @see https://grafana.com/docs/alloy/latest/reference/config-blocks/logging/ */
export function logging(options: LoggingOptions): Component {
  return singleton<LoggingOptions>('logging', options, {
    level: optional(oneOf('error', 'warn', 'info', 'debug')),
    format: optional(oneOf('logfmt', 'json')),
    writeTo: maybeLogsReceivers,
  });
}

/** What flows through components, shown in Alloy's own pages to whoever reaches them. */
export interface LiveDebuggingOptions {
  readonly enabled: boolean;
}

/** @see https://grafana.com/docs/alloy/latest/reference/config-blocks/livedebugging/ */
export function liveDebugging(options: LiveDebuggingOptions): Component {
  return singleton<LiveDebuggingOptions>('livedebugging', options, { enabled: attribute(boolean) });
}
