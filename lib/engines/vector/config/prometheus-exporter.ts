import { checkSettings, sink } from './component';
import type { Consumer, Reads } from './component';
import { unknownTo } from './release';
import { boolean, filled, list, maybe, number, whole } from './shape';
import { askedAuth, enableableTls, sinkChecks, sinkSince } from './sink-options';
import type { EnableableTls, HttpAuth, SinkOptions } from './sink-options';

/** Metrics for Prometheus to fetch. */
export interface PrometheusExporterOptions extends Reads, SinkOptions {
  /** Where metrics are scraped: an IP address and a port. @default '0.0.0.0:9598' */
  readonly address?: string;
  /** Upper bounds of histograms. @default [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] */
  readonly buckets?: readonly number[];
  /** Of distributions that are shown as summaries, from 0 to 1. @default [0.5, 0.75, 0.9, 0.95, 0.99] */
  readonly quantiles?: readonly number[];
  /** Whether distributions are shown as summaries, not as histograms. @default false */
  readonly distributionsAsSummaries?: boolean;
  /** What names begin with of metrics without a namespace. @default - nothing */
  readonly defaultNamespace?: string;
  /** Seconds that a metric stays that nothing adds to. @default 60 */
  readonly flushPeriodSecs?: number;
  /** Whether metrics are shown without the time of their event. @default false */
  readonly suppressTimestamp?: boolean;
  /** What a request has to carry; `custom` from Vector 0.52. @default - nothing */
  readonly auth?: Exclude<HttpAuth, { readonly strategy: 'aws' }>;
  /** Its own certificate, by `crtFile` and `keyFile`. @default - plain HTTP */
  readonly tls?: EnableableTls;
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
    flushPeriodSecs: maybe(whole(1)),
    suppressTimestamp: maybe(boolean),
    auth: maybe(askedAuth),
    tls: maybe(enableableTls),
  });
  return sink('prometheus_exporter', name, options, settings, {
    reads: 'metrics',
    check: (version) => unknownTo(version, settings, sinkSince(settings)),
  });
}
