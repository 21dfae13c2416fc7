import type { Text } from '../../../text/live-text';
import { byName } from './settings';
import { checkSettings, transform } from './component';
import { anything, boolean, filled, list, map, maybe, object, oneOf, text } from './shape';
import type { Checks } from './shape';
import type { NonEmpty, Output, Reads } from './component';

/** A metric that an event with the field adds to. */
export interface LogMetric {
  readonly type: 'counter' | 'gauge' | 'histogram' | 'set' | 'summary';
  /** Events without this field add nothing. */
  readonly field: string;
  /** @default - the field's name */
  readonly name?: Text;
  readonly namespace?: Text;
  /** Templates by tag; `*` takes all of an object: `{ '*': '{{ tags }}' }`. */
  readonly tags?: { readonly [tag: string]: Text };
  /** Of a counter: whether it grows by the field's value, not by one. @default false */
  readonly incrementByValue?: boolean;
}

/** Metrics made of events. */
export interface LogToMetricOptions extends Reads {
  readonly metrics: NonEmpty<LogMetric>;
}

const metric: Checks<LogMetric> = {
  type: oneOf('counter', 'gauge', 'histogram', 'set', 'summary'),
  field: filled,
  name: maybe(text),
  namespace: maybe(text),
  tags: maybe(map(text)),
  incrementByValue: maybe(boolean),
};

/** @see https://vector.dev/docs/reference/configuration/transforms/log_to_metric/ */
export function logToMetric(name: string, options: LogToMetricOptions): Output {
  const checks = { inputs: anything, metrics: list(object(metric), 1) };
  const metrics = checkSettings<LogToMetricOptions>(name, options, checks).metrics.map((metric) => ({
    ...metric,
    tags: byName(metric.tags),
  }));
  return transform('log_to_metric', name, options, { metrics }, 'metrics');
}
