import { source } from './component';
import type { Output } from './component';

/** Vector's own metrics. */
export interface InternalMetricsOptions {
  /** @default 1 */
  readonly scrapeIntervalSecs?: number;
  /** What their names begin with. @default 'vector' */
  readonly namespace?: string;
  readonly tags?: { readonly hostKey?: string; readonly pidKey?: string };
}

/** @see https://vector.dev/docs/reference/configuration/sources/internal_metrics/ */
export function internalMetrics(name: string, options: InternalMetricsOptions = {}): Output {
  return source('internal_metrics', name, options, 'metrics');
}
