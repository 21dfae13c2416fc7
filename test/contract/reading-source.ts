import { globRegex } from '../../lib/engines/glob';
import { sidecarLabel } from '../../lib/pipeline/sidecar-label';
import type { Origin } from '../../lib/pipeline/record';
import type { PodSelection, SourceSpec } from '../../lib/pipeline/source-spec';

/** The first of the sources that reads what comes from somewhere: a line is read once. */
export function readingSource(sources: readonly SourceSpec[], origin: Origin): SourceSpec | undefined {
  return sources.find((source) => {
    if (source.kind === 'files') return readsFile(source, origin.path ?? '');
    if (source.kind !== 'pods' || origin.podLabels?.[sidecarLabel] !== undefined) return false;
    return isSelected(source.select, origin) && (source.except === undefined || !isSelected(source.except, origin));
  });
}

function readsFile({ glob, exclude }: Extract<SourceSpec, { readonly kind: 'files' }>, path: string): boolean {
  const matches = (one: string): boolean => globRegex(one).test(path);
  return matches(glob) && !exclude.some(matches);
}

function isSelected({ namespaces, containers, labels = {} }: PodSelection, origin: Origin): boolean {
  const isOne = (of: readonly string[] | undefined, value: string | undefined): boolean =>
    of === undefined || (value !== undefined && of.includes(value));
  const hasLabels = Object.entries(labels).every(([key, wanted]) => {
    const value = origin.podLabels?.[key];
    return wanted === true ? value !== undefined : isOne(typeof wanted === 'string' ? [wanted] : wanted, value);
  });
  return isOne(namespaces, origin.namespace) && isOne(containers, origin.container) && hasLabels;
}
