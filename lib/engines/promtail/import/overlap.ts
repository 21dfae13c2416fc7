import { areApart } from '../../glob';
import type { SourceSpec } from '../../../pipeline/source-spec';
import type { ImportedPipeline } from './scrape';

/** Why pipelines must not stand beside others: a pipeline's agent reads a line once, Promtail once for each. */
export function overlap(made: readonly ImportedPipeline[], others: readonly ImportedPipeline[]): string | undefined {
  for (const { pipeline } of made) {
    for (const { spec } of pipeline.sources) {
      for (const { pipeline: other } of [...others, ...made]) {
        if (other !== pipeline && other.sources.some(({ spec: one }) => meet(spec, one))) {
          return `reads what ${other.name} reads, too; Promtail sends such lines once for each, a pipeline's agent once`;
        }
      }
    }
  }
  return undefined;
}

function meet(one: SourceSpec, other: SourceSpec): boolean {
  if (one.kind === 'files' && other.kind === 'files') return mayMeet(one.glob, other.glob);
  if (one.kind !== 'pods' || other.kind !== 'pods') return false;
  const apart = (left: readonly string[] | undefined, right: readonly string[] | undefined): boolean =>
    left !== undefined && right !== undefined && !left.some((value) => right.includes(value));
  if (apart(one.select.namespaces, other.select.namespaces) || apart(one.select.containers, other.select.containers))
    return false;
  return !Object.entries(one.select.labels ?? {}).some(([key, value]) => {
    const also = other.select.labels?.[key];
    return value !== true && also !== undefined && also !== true && apart([value].flat(), [also].flat());
  });
}

/** Whether a path may match both, as far as their parts tell. */
function mayMeet(one: string, other: string): boolean {
  if (areApart(one, other)) return false;
  const [left, right] = [one.split('/'), other.split('/')];
  if (left.includes('**') || right.includes('**')) return true;
  if (left.length !== right.length) return false;
  return left.every((part, index) => partsMeet(part, right[index] ?? ''));
}

function partsMeet(one: string, other: string): boolean {
  const isPlain = (part: string): boolean => !/[*?[]/.test(part);
  if (isPlain(one) && isPlain(other)) return one === other;
  const ends = (part: string): readonly [string, string] => [
    /^[^*?[]*/.exec(part)?.[0] ?? '',
    /[^*?\]]*$/.exec(part)?.[0] ?? '',
  ];
  const [[start, end], [start2, end2]] = [ends(one), ends(other)];
  return (start.startsWith(start2) || start2.startsWith(start)) && (end.endsWith(end2) || end2.endsWith(end));
}
