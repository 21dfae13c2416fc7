import { isHighCardinality } from './cardinality';
import { finding } from './place';
import type { Rule } from './place';

/** Loki's default of `max_label_names_per_series`. */
const lokiDefault = 15;

/** No more labels than the Loki takes: it refuses every entry with more. */
export const labelLimit: Rule = (pipeline) =>
  pipeline.sinks.flatMap(({ spec }, index) => {
    if (spec.kind !== 'loki') return [];
    const limit = spec.to.maxLabels ?? lokiDefault;
    const over = spec.labels.length - limit;
    if (over <= 0) return [];
    // Those of many values first, then the last ones.
    const names = spec.labels.map(([name]) => name).reverse();
    const many = spec.labels.filter(([name, value]) => isHighCardinality(name, value, [])).map(([name]) => name);
    const move = [...new Set([...many, ...names])].slice(0, over);
    return [
      finding(pipeline, 'loki/label-limit', `sinks[${index}].labels`, {
        message: `'labels' must be at most ${limit}`,
        got: `${spec.labels.length} (${spec.labels.map(([name]) => name).join(', ')})`,
        remedy: `move ${move.join(', ')} to structuredMetadata`,
      }),
    ];
  });
