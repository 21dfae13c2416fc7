import { isDeepStrictEqual } from 'node:util';
import type { PodSelection, SourceOf } from '../pipeline/source-spec';

type Pods = Pick<SourceOf<'pods'>, 'select' | 'except'>;

/** Whether two sources may both read the output of one container, as far as what they ask for tells. */
export type Overlap = 'none' | 'some' | 'all';

/** How much of what one of them reads the other reads too: `all` where that is sure, `some` where it cannot be told. */
export function overlapOf(one: Pods, other: Pods): Overlap {
  if (areApart(one.select, other.select) || leavesOut(one, other) || leavesOut(other, one)) return 'none';
  return holdsAll(one, other) || holdsAll(other, one) ? 'all' : 'some';
}

/** Whether no container is in both. */
function areApart(one: PodSelection, other: PodSelection): boolean {
  if (areDisjoint(one.namespaces, other.namespaces) || areDisjoint(one.containers, other.containers)) return true;
  return Object.entries(one.labels ?? {}).some(([key, value]) => areDisjoint(valuesOf(value), labelOf(other, key)));
}

/** Whether one reads nothing of what the other selects. */
function leavesOut({ except }: Pods, other: Pods): boolean {
  return except !== undefined && includes(except, other.select);
}

function holdsAll(one: Pods, other: Pods): boolean {
  if (one.except !== undefined && !isDeepStrictEqual(one.except, other.except)) return false;
  return includes(one.select, other.select);
}

/** Whether all that `inner` selects is selected by `outer` too. */
function includes(outer: PodSelection, inner: PodSelection): boolean {
  return (
    isWithin(inner.namespaces, outer.namespaces) &&
    isWithin(inner.containers, outer.containers) &&
    Object.entries(outer.labels ?? {}).every(([key, value]) =>
      value === true ? Object.hasOwn(inner.labels ?? {}, key) : isWithin(labelOf(inner, key), valuesOf(value)),
    )
  );
}

type Names = readonly string[] | undefined;

function areDisjoint(one: Names, other: Names): boolean {
  return one !== undefined && other !== undefined && !one.some((name) => other.includes(name));
}

function isWithin(inner: Names, outer: Names): boolean {
  return outer === undefined || (inner !== undefined && inner.every((name) => outer.includes(name)));
}

function labelOf({ labels = {} }: PodSelection, key: string): Names {
  return Object.hasOwn(labels, key) ? valuesOf(labels[key] ?? true) : undefined;
}

/** Nothing where any value will do. */
function valuesOf(value: string | readonly string[] | true): Names {
  if (value === true) return undefined;
  return typeof value === 'string' ? [value] : value;
}
