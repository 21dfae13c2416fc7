import { source } from './component';
import type { Output } from './component';

/** What Vector says of itself. */
export interface InternalLogsOptions {
  /** @default 'host' */
  readonly hostKey?: string;
  /** @default 'pid' */
  readonly pidKey?: string;
}

/** @see https://vector.dev/docs/reference/configuration/sources/internal_logs/ */
export function internalLogs(name: string, options: InternalLogsOptions = {}): Output {
  return source('internal_logs', name, options);
}
