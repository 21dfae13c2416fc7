import { checkSettings, sink } from './component';
import { boolean, filled, list, maybe, number, positive } from './shape';
import type { Consumer, Reads } from './component';
import { sinkChecks } from './sink-options';
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
  const { inputs: _inputs, ...settings } = checkSettings<PrometheusExporterOptions>(name, options, {
    ...sinkChecks,
    address: maybe(filled),
    buckets: maybe(list(number, 1)),
    quantiles: maybe(list(number, 1)),
    distributionsAsSummaries: maybe(boolean),
    defaultNamespace: maybe(filled),
    flushPeriodSecs: maybe(positive),
    suppressTimestamp: maybe(boolean),
  });
  return sink('prometheus_exporter', name, options, settings, { reads: 'metrics' });
}
