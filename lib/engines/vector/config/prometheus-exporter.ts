import { sink } from './component';
import type { Consumer, Reads } from './component';
import type { SinkOptions } from './sink-options';

/** Metrics for Prometheus to fetch. */
export interface PrometheusExporterOptions extends Reads, SinkOptions {
  /** @default '0.0.0.0:9598' */
  readonly address?: string;
  /** Upper bounds of histograms. @default [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] */
  readonly buckets?: readonly number[];
  readonly quantiles?: readonly number[];
  readonly distributionsAsSummaries?: boolean;
  readonly defaultNamespace?: string;
  /** How long a metric stays that nothing adds to. @default 60 */
  readonly flushPeriodSecs?: number;
  /** @default false */
  readonly suppressTimestamp?: boolean;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/prometheus_exporter/ */
export function prometheusExporter(name: string, options: PrometheusExporterOptions): Consumer {
  const { inputs: _inputs, ...settings } = options;
  return sink('prometheus_exporter', name, options, settings, { reads: 'metrics' });
}
