import type { Leaf } from '../reads';
import type { SourceSpec } from '../source-spec';

const known: Readonly<Record<SourceSpec['kind'], readonly string[]>> = {
  files: ['path'],
  pods: ['namespace', 'pod', 'container', 'stream', 'node', 'path', 'podLabel', 'podAnnotation'],
  docker: ['container', 'stream'],
  journal: [],
};

/** Whether records of the source can have what the reference reads of their origin. */
export function isKnownTo(source: SourceSpec, leaf: Leaf): boolean {
  if (leaf.of === 'line' || leaf.of === 'field') return true;
  return known[source.kind].includes(leaf.of === 'origin' ? leaf.name : leaf.of);
}
