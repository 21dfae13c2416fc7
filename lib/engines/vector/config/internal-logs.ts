import { checkSettings, source } from './component';
import { maybe, string } from './shape';
import type { Output } from './component';

/** What Vector says of itself. */
export interface InternalLogsOptions {
  /** Field for the host's name; `''` for none. @default 'host' */
  readonly hostKey?: string;
  /** Field for the process's id; `''` for none. @default 'pid' */
  readonly pidKey?: string;
}

/** @see https://vector.dev/docs/reference/configuration/sources/internal_logs/ */
export function internalLogs(name: string, options: InternalLogsOptions = {}): Output {
  const checks = { hostKey: maybe(string), pidKey: maybe(string) };
  return source('internal_logs', name, checkSettings(name, options, checks));
}
