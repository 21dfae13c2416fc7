import { byProcess } from './agent-run';
import type { ContractCase } from './contract-case';

/** A case with its number among all. */
export interface Numbered {
  readonly each: ContractCase;
  readonly index: number;
}

/** Cases that one process can run: those of files, and those of pods that select other namespaces. */
export function batchesOf(cases: readonly ContractCase[]): readonly (readonly Numbered[])[] {
  const numbered = cases.map((each, index): Numbered => ({ each, index }));
  const batches: Numbered[][] = byProcess(cases).map((group) =>
    numbered.filter(({ each, index }) => group.includes(index) && each.pod === undefined),
  );
  for (const one of numbered.filter(({ each }) => each.pod !== undefined)) {
    const batch = batches.find((others) => others.every((other) => areApart(one, other)));
    if (batch === undefined) batches.push([one]);
    else batch.push(one);
  }
  return batches.filter((batch) => batch.length > 0);
}

/** Whether one process can read for both: of one node, and of pods that only one of them selects. */
function areApart({ each: one }: Numbered, { each: other }: Numbered): boolean {
  if (one.pod === undefined || other.pod === undefined) return true;
  const [mine, theirs] = [one, other].map(({ pipeline }) =>
    pipeline({ url: 'http://loki' }).sources.flatMap(({ spec }) =>
      spec.kind === 'pods' ? (spec.select.namespaces ?? ['*']) : [],
    ),
  );
  const isShared = theirs?.includes('*') === true || mine?.some((name) => name === '*' || theirs?.includes(name));
  return one.pod.node === other.pod.node && isShared !== true;
}
