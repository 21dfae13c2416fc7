import { Duration } from 'cdk8s';
import { fluentbitMetrics } from '../config/fluentbit-metrics';
import { logToMetrics } from '../config/log-to-metrics';
import type { Filter, Input, Output } from '../config/plugin';
import { prometheusExporter } from '../config/prometheus-exporter';
import { metricsPort } from '../metrics-port';
import type { Metric } from './scope';

const tag = 'metrics';

/** Of seconds and of milliseconds: a program cannot tell which it measures. */
const bounds = [
  ...[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500],
  ...[1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000],
];

/** What makes metrics of samples, which come with the ticks of a pipeline's clock. */
export function metricFilters(name: string, metrics: readonly Metric[]): readonly Filter[] {
  return metrics.map(({ kind, metric, labels }, index) => {
    const [, subsystem = '', rest = ''] = /^([^_]+)_(.*)$/.exec(metric) ?? [];
    const alias = `${name}.metric.${index + 1}`;
    return logToMetrics({
      match: tickTag(name),
      alias,
      emitterName: `${alias}.emitter`,
      tag,
      // Parts of a name stand between underscores, and this one is empty.
      extra: { metric_namespace: '' },
      metricSubsystem: subsystem,
      metricName: rest,
      metricDescription: metric,
      regex: [{ key: '$sample', pattern: `^m${index + 1}$` }],
      ...(labels.length === 0
        ? {}
        : { addLabel: Object.fromEntries(labels.map((label) => [label, `$labels['${label}']`])) }),
      ...(kind === 'count' ? {} : { metricMode: 'histogram' as const, valueField: '$value', bucket: bounds }),
      flushInterval: Duration.seconds(1),
    });
  });
}

/** Of what a pipeline's clock gives rise to. */
export function tickTag(name: string): string {
  return `${name}.tick`;
}

/** What serves metrics, with Fluent Bit's own. */
export function metricServer(): { readonly input: Input; readonly output: Output } {
  return {
    input: fluentbitMetrics({ tag, scrapeInterval: Duration.seconds(10), scrapeOnStart: true }),
    output: prometheusExporter({ match: tag, host: '0.0.0.0', port: metricsPort }),
  };
}
