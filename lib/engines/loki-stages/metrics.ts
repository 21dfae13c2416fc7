import { Block } from '../../languages/alloy/document';
import type { YamlValue } from '../../languages/yaml/print';
import { isName } from '../../text/name';
import { refusal } from '../../pipeline/argument';
import { anything, boolean, filled, list, maybe, number, oneOf, string, variant } from '../option-check';
import type { Check } from '../option-check';
import { attribute, printFields } from './field';
import { duration } from './quantity';
import { promtailValue, snakeCase } from './setting';
import type { StageSettings, StageType } from './stage-data';

const metricName: Check = (at, value) => {
  if (typeof value === 'string' && isName(value)) return;
  throw refusal(at, 'be letters, digits and _, and not begin with a digit', value, 'rename it');
};

const shared = {
  name: metricName,
  description: maybe(string),
  source: maybe(filled),
  prefix: maybe(string),
  maxIdleDuration: maybe(duration(1000)),
  value: maybe(string),
};

const kinds = {
  counter: { ...shared, action: oneOf('inc', 'add'), matchAll: maybe(boolean), countEntryBytes: maybe(boolean) },
  gauge: { ...shared, action: oneOf('set', 'inc', 'dec', 'add', 'sub') },
  histogram: { ...shared, buckets: list(number, 1) },
};

/** All options in Alloy's order; which of them a metric has was checked. */
const fields = Object.fromEntries(
  Object.keys({ ...kinds.counter, ...kinds.histogram }).map((name) => [name, attribute(anything)]),
);

/** Metrics of one name would be one in Promtail, and in Alloy the last. */
const metricList: Check = (at, value) => {
  list(variant('type', kinds), 1)(at, value);
  const names = (value as readonly { readonly name: string }[]).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(at, 'have each name once', twice, 'rename one of them');
};

/** The stage that counts and measures. */
export const metrics: StageType = Object.freeze({
  alloy: 'metrics',
  promtail: 'metrics',
  fields: {
    metrics: {
      check: metricList,
      print: (_, value) =>
        (value as readonly MetricSettings[]).map(
          ({ type, ...rest }) => new Block(`metric.${type}`, undefined, printFields<StageSettings>(rest, fields)),
        ),
    },
  },
  toPromtail: ({ metrics: all }) => Object.fromEntries((all as readonly MetricSettings[]).map(promtailMetric)),
} satisfies StageType);

/** A metric's options, of which these two are names. */
type MetricSettings = StageSettings & { readonly name: string; readonly type: string };

/** Promtail has what is the kind's own under `config`. */
function promtailMetric(metric: MetricSettings): readonly [string, YamlValue] {
  const { name, type, description, source, prefix, maxIdleDuration, ...config } = metric;
  const own = promtailValue({ description, source, prefix, maxIdleDuration }, snakeCase) as object;
  return [name, { type, ...own, config: promtailValue(config, snakeCase) }];
}
