import { isHighCardinality } from './cardinality';
import { finding } from './place';
import type { Rule } from './place';

/** No label of ids, times or lines: Loki keeps a stream for each value. */
export const labelCardinality: Rule = (pipeline) => {
  const stages = pipeline.stages.map(({ spec }) => spec);
  return pipeline.sinks.flatMap(({ spec }, index) => {
    if (spec.kind !== 'loki') return [];
    const high = spec.labels.filter(
      ([name, value]) => !spec.allowHighCardinality?.includes(name) && isHighCardinality(name, value, stages),
    );
    return high.map(([name]) =>
      finding(pipeline, 'loki/label-cardinality', `sinks[${index}].labels.${name}`, {
        message: `'labels' must have few values each`,
        got: `${name}, which is different for nearly every record`,
        remedy: `move ${name} to structuredMetadata, or name it in allowHighCardinality`,
      }),
    );
  });
};
