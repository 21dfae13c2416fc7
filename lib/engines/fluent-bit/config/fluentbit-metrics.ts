import type { Duration } from 'cdk8s';
import { inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { boolean, seconds } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Input } from './plugin';

/** Fluent Bit's own metrics, for an output of metrics. */
export interface FluentbitMetricsOptions extends InputOptions {
  /** @default Duration.seconds(2) */
  readonly scrapeInterval?: Duration;
  /** Whether the first come at once. @default false */
  readonly scrapeOnStart?: boolean;
}

const options: Options<Omit<FluentbitMetricsOptions, 'extra' | 'processors'>> = {
  ...inputOptions,
  scrapeInterval: seconds(1),
  scrapeOnStart: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/inputs/fluentbit-metrics */
export function fluentbitMetrics(given: FluentbitMetricsOptions = {}): Input {
  return plugin('inputs', 'fluentbit_metrics', given, options);
}
