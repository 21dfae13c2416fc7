import { checkSettings, source } from './component';
import { filled, maybe, object, positive, string } from './shape';
import type { Checks } from './shape';
import type { Output } from './component';

/** Vector's own metrics. */
export interface InternalMetricsOptions {
  /** Seconds between two readings. @default 1 */
  readonly scrapeIntervalSecs?: number;
  /** What their names begin with. @default 'vector' */
  readonly namespace?: string;
  /** Tags that each metric gets. */
  readonly tags?: { readonly hostKey?: string; readonly pidKey?: string };
}

const checks: Checks<InternalMetricsOptions> = {
  scrapeIntervalSecs: maybe(positive),
  namespace: maybe(filled),
  tags: maybe(object<Required<InternalMetricsOptions>['tags']>({ hostKey: maybe(string), pidKey: maybe(string) })),
};

/** @see https://vector.dev/docs/reference/configuration/sources/internal_metrics/ */
export function internalMetrics(name: string, options: InternalMetricsOptions = {}): Output {
  return source('internal_metrics', name, checkSettings(name, options, checks), { emits: 'metrics' });
}
