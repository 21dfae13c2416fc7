import { nearest } from '../findings/near-name';
import type { Finding } from '../findings/finding';
import type { HelmChart } from './helm-chart';
import type { HelmValues } from './helm-value';

/** Values that begin with a name the chart does not know: it would ignore them without a word. */
export function unknownNames(chart: HelmChart, values: HelmValues): readonly Finding[] {
  const { name, version, topLevel } = chart.data;
  if (topLevel === undefined) return [];
  return Object.keys(values)
    .filter((key) => !topLevel.includes(key))
    .map((key) => ({
      rule: 'delivery/unknown-value',
      severity: 'error',
      at: `values.${key}`,
      got: key,
      message: `'values' must begin with names that the chart ${name} ${version} reads`,
      remedy: `write ${nearest(key, topLevel) ?? 'another'}, or leave it out`,
    }));
}
