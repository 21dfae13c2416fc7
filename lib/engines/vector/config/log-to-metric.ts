import type { Text } from '../../../text/live-text';
import { checkSettings, transform } from './component';
import type { ComponentFinding, NonEmpty, Output, Reads } from './component';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import { byName, frozen } from './settings';
import type { Setting } from './settings';
import { anything, boolean, filled, list, map, maybe, object, oneOf, text } from './shape';
import type { Checks } from './shape';

/** A metric that an event with the field adds to. */
export interface LogMetric {
  /** What it gathers: numbers that only grow, last values, distributions, or how many different values. */
  readonly type: 'counter' | 'gauge' | 'histogram' | 'set' | 'summary';
  /** The field's path. An event without it, or without a number in it, adds to none of the metrics of this transform. */
  readonly field: string;
  /** A template. @default - the field's name */
  readonly name?: Text;
  /** A template. @default - none */
  readonly namespace?: Text;
  /**
   * Templates by tag, several for several values of it. From Vector 0.44 a name is a template too, and `*` takes all of an
   * object: `{ '*': '{{ tags }}' }`.
   *
   * @default - none
   */
  readonly tags?: { readonly [tag: string]: Text | readonly Text[] };
  /** Of a counter: whether it grows by the field's value, not by one. @default false */
  readonly incrementByValue?: boolean;
  /** Of a counter: whether the value is its growth, or what it stands at. @default 'incremental' */
  readonly kind?: 'incremental' | 'absolute';
}

/** Metrics made of events: `metrics`, or `allMetrics`. */
export interface LogToMetricOptions extends Reads {
  /** All or none: where an event fails one of them, it adds to none. */
  readonly metrics?: NonEmpty<LogMetric>;
  /**
   * Whether events are metrics already, in the form of `metric_to_log`: `name`, `kind`, `tags`, and `counter` or another.
   *
   * @default false
   */
  readonly allMetrics?: boolean;
}

const metric: Checks<LogMetric> = {
  type: oneOf('counter', 'gauge', 'histogram', 'set', 'summary'),
  field: filled,
  name: maybe(text),
  namespace: maybe(text),
  tags: maybe(map((at, value) => (Array.isArray(value) ? list(text, 1) : text)(at, value))),
  incrementByValue: maybe(boolean),
  kind: maybe(oneOf('incremental', 'absolute')),
};

const checks: Checks<LogToMetricOptions> = {
  inputs: anything,
  metrics: maybe(list(object(metric), 1)),
  allMetrics: maybe(boolean),
};

/** @see https://vector.dev/docs/reference/configuration/transforms/log_to_metric/ */
export function logToMetric(name: string, options: LogToMetricOptions): Output {
  const { metrics, allMetrics } = checkSettings(name, options, checks);
  if ((metrics === undefined) !== (allMetrics === true)) {
    const got = metrics === undefined ? 'neither' : 'both';
    throw new TypeError(`'${name}' must have one of 'metrics' and 'allMetrics', got ${got}; give one`);
  }
  metrics?.forEach((one, index) => {
    const option = one.kind === undefined ? 'incrementByValue' : 'kind';
    if (one.type === 'counter' || one[option] === undefined) return;
    throw new TypeError(`'${name}.metrics[${index}].${option}' must be of a counter, got ${one.type}; remove it`);
  });
  const printed = metrics?.map((one) => ({ ...one, tags: byName(one.tags && frozen<Tags>(one.tags)) }));
  return transform(
    'log_to_metric',
    name,
    options,
    { metrics: printed, allMetrics },
    {
      emits: 'metrics',
      // Earlier it has to be there, even where nothing is read from it.
      byVersion: (version) => (metrics === undefined && !isFrom(version, '0.49.0') ? { metrics: [] } : {}),
      check: (version) => metrics?.flatMap((one, index) => checkTags(one, index, version)) ?? [],
    },
  );
}

type Tags = { readonly [tag: string]: Setting };

/** Names that would be taken as they are written. */
function checkTags({ tags }: LogMetric, index: number, version: VectorVersion): readonly ComponentFinding[] {
  if (isFrom(version, '0.44.0')) return [];
  return Object.keys(tags ?? {}).flatMap((tag) =>
    /\*$|\{\{/.test(tag)
      ? [
          {
            rule: 'vector/option-version',
            severity: 'error',
            got: `version ${version}`,
            message: `'metrics[${index}].tags.${tag}' must go to Vector 0.44 or later`,
            remedy: 'declare a later version and run it, or name each tag',
          } as const,
        ]
      : [],
  );
}
