import { podSets } from '../pod-set';
import { finding } from './place';
import type { Rule } from './place';

/** No source whose tests contradict each other: it would read nothing, without a word. */
export const emptySource: Rule = (pipeline) =>
  pipeline.sources.flatMap(({ spec }, index) => {
    if (spec.kind !== 'pods' || podSets(spec).length > 0) return [];
    return [
      finding(pipeline, 'pipeline/empty-source', `sources[${index}]`, {
        message: `'except' must leave some of the pods that the source selects`,
        got: `${JSON.stringify(spec.except)} of ${JSON.stringify(spec.select)}`,
        remedy: 'remove one of the tests, or the source',
      }),
    ];
  });
