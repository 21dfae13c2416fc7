import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { duration } from '../../loki-stages/quantity';
import { list, number } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { keyPatterns } from './grep';
import type { KeyPattern } from './grep';
import { boolean, concatWords, oneOf, pairs, repeated, size, string, text } from './option';
import type { Option, Options } from './option';
import { filledText } from '../../option-check';
import { plugin } from './plugin';
import type { Filter } from './plugin';
import { refusal } from '../../../pipeline/argument';

/** A metric from records. It comes as a record of metrics with the tag `tag`, for an output that matches it. */
export interface LogToMetricsOptions extends FilterOptions {
  /** The tag of the metric. */
  readonly tag: Text;
  /** @default 'counter' */
  readonly metricMode?: 'counter' | 'gauge' | 'histogram';
  /** The name ends with it. A name that is there twice, in two filters, is two metrics of one name. */
  readonly metricName: string;
  /** How the metric's name begins. @default 'log_metric' */
  readonly metricNamespace?: string;
  /** What stands between both. @default - what `metricMode` says */
  readonly metricSubsystem?: string;
  /** What the metric says of itself. */
  readonly metricDescription: Text;
  /** The field of the number, for gauge and histogram: a record accessor such as `$duration`, or a name. */
  readonly valueField?: Text;
  /** Fields whose values are labels of their names. @default - none */
  readonly labelField?: readonly Text[];
  /** Labels by name, from record accessors such as `$kubernetes['pod_name']`. @default - none */
  readonly addLabel?: { readonly [label: string]: Text };
  /** Upper bounds of a histogram, in their order. @default - Prometheus' own, 0.005 to 10 */
  readonly bucket?: readonly number[];
  /** What a record must match to count. @default - nothing */
  readonly regex?: readonly KeyPattern[];
  /** What a record that does not count matches. @default - nothing */
  readonly exclude?: readonly KeyPattern[];
  /** Whether namespace, pod, container and host of the filter `kubernetes` are labels. @default false */
  readonly kubernetesMode?: boolean;
  /** Whether all records that it sees end here, counted or not. @default false */
  readonly discardLogs?: boolean;
  /** The pause between two records of the metric. @default - one for each record of logs */
  readonly flushInterval?: Duration;
  /** The name of the input that the metric comes from. @default - made from the filter's name */
  readonly emitterName?: Text;
  /** Memory for metrics that wait. @default - 10,000,000 bytes */
  readonly emitterMemBufLimit?: Size;
}

const flushInterval: Option = {
  check: (at, value) => {
    if (value !== undefined) duration(1)(at, value);
  },
  print: (_, value) => {
    const milliseconds = (value as Duration).toMilliseconds();
    return [
      ['flush_interval_sec', Math.floor(milliseconds / 1000)],
      ['flush_interval_nsec', (milliseconds % 1000) * 1_000_000],
    ];
  },
};

const bucket = repeated(number, (bound: number) => String(bound));

const options: Options<Omit<LogToMetricsOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  tag: { ...text, check: filledText },
  metricMode: oneOf('counter', 'gauge', 'histogram'),
  metricName: string,
  metricNamespace: string,
  metricSubsystem: string,
  metricDescription: text,
  valueField: text,
  labelField: repeated(filledText),
  addLabel: pairs(filledText, (name, accessor: Text) => concatWords(name, accessor)),
  bucket: { ...bucket, check: (at, value) => (value === undefined ? undefined : list(number)(at, value)) },
  regex: keyPatterns,
  exclude: keyPatterns,
  kubernetesMode: boolean,
  discardLogs: boolean,
  flushInterval,
  emitterName: text,
  emitterMemBufLimit: size(),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/log_to_metrics */
export function logToMetrics(given: LogToMetricsOptions): Filter {
  const { metricMode = 'counter', valueField, bucket: bounds } = given;
  if ((metricMode === 'counter') !== (valueField === undefined)) {
    const rule = metricMode === 'counter' ? 'be left out of a counter' : `be given for a ${metricMode}`;
    throw refusal('log_to_metrics.valueField', rule, valueField, 'correct one of them');
  }
  if (bounds !== undefined && metricMode !== 'histogram') {
    throw refusal('log_to_metrics.bucket', 'be left out of what is no histogram', bounds, 'correct one of them');
  }
  return plugin('filters', 'log_to_metrics', given, options);
}
