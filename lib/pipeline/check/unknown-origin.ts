import { sinkReads, stageReads } from '../reads';
import type { Leaf } from '../reads';
import { isKnownTo } from './known-origin';
import { allPlaced, finding } from './place';
import type { Rule } from './place';

/** Of a record's origin only what one of the sources knows is read. */
export const unknownOrigin: Rule = (pipeline) => {
  const places: readonly (readonly [string, readonly Leaf[]])[] = [
    ...allPlaced(pipeline).map(({ place, spec }) => [place, stageReads(spec)] as const),
    ...pipeline.sinks.map(({ spec }, index) => [`sinks[${index}]`, sinkReads(spec)] as const),
  ];
  return places.flatMap(([place, leaves]) => {
    const unknown = leaves.filter((leaf) => !pipeline.sources.some(({ spec }) => isKnownTo(spec, leaf)));
    return [...new Set(unknown.map(nameOf))].map((name) =>
      finding(pipeline, 'pipeline/unknown-origin', place, {
        message: `'origin' must be known to a source of the pipeline`,
        got: `${name}, where all sources are of ${[...new Set(pipeline.sources.map(({ kind }) => kind))].join(', ')}`,
        remedy: 'read it from a field, or choose another source',
      }),
    );
  });
};

function nameOf(leaf: Leaf): string {
  if (leaf.of === 'origin') return `origin.${leaf.name}`;
  return leaf.of === 'podLabel' || leaf.of === 'podAnnotation' ? `origin.${leaf.of}('${leaf.key}')` : leaf.of;
}
