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
      remedy: `write ${nearest(key, topLevel)}, or leave it out`,
    }));
}

function nearest(key: string, names: readonly string[]): string {
  const byDistance = names.map((name) => [distance(key.toLowerCase(), name.toLowerCase()), name] as const);
  return byDistance.reduce((best, next) => (next[0] < best[0] ? next : best))[1];
}

/** How many letters must be put in, taken out or changed to get from one word to the other. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const change = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      line.push(Math.min((line[column - 1] ?? 0) + 1, (above[column] ?? 0) + 1, change));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
