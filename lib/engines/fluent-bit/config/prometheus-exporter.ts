import type { Text } from '../../../text/live-text';
import { filledText } from '../../option-check';
import { boolean, concatWords, pairs, port, text } from './option';
import type { Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';

/** Metrics for Prometheus to fetch at `/metrics`. */
export interface PrometheusExporterOptions extends Omit<OutputOptions, 'workers'> {
  /** The address that is listened at. @default '0.0.0.0' */
  readonly host?: Text;
  /** @default 2021 */
  readonly port?: number;
  /** Labels that all metrics get. @default - none */
  readonly addLabel?: { readonly [label: string]: Text };
  /** Whether each metric carries its time. @default false */
  readonly addTimestamp?: boolean;
}

const { workers: _workers, ...common } = outputOptions;

const options: Options<Omit<PrometheusExporterOptions, 'extra' | 'processors'>> = {
  ...common,
  host: text,
  port,
  addLabel: pairs(filledText, (name, value: Text) => concatWords(name, value)),
  addTimestamp: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/prometheus-exporter */
export function prometheusExporter(given: PrometheusExporterOptions): Output {
  return plugin('outputs', 'prometheus_exporter', given, options);
}
