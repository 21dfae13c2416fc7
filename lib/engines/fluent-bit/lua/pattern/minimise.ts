import { DEAD, FOUND } from './machine';
import type { Machine } from './machine';

/** The same search with as few states: those that lead to no match are dead, those that lead to the same are one. */
export function minimised(machine: Machine): Machine {
  const live = liveStates(machine);
  const next = machine.next.map((row) => row.map((state) => (state > 0 && !live.has(state) ? DEAD : state)));
  const blocks = blocksOf(next, machine.actions);
  const firsts = new Map<number, number>();
  blocks.forEach((block, index) => {
    if (!firsts.has(block)) firsts.set(block, index);
  });
  const renamed = (state: number): number => (state > 0 ? (blocks[state - 1] as number) : state);
  const kept = [...firsts.values()];
  return {
    ...machine,
    next: kept.map((index) => (next[index] as readonly number[]).map(renamed)),
    actions: kept.map((index) => machine.actions[index] as readonly number[]),
    starts: machine.starts.map((state) => (live.has(state) ? renamed(state) : DEAD)),
  };
}

/** States from which a match can be reached. */
function liveStates({ next, actions, lists }: Machine): ReadonlySet<number> {
  const matches = lists.map((list) => list[0] === 0);
  const into: number[][] = next.map(() => []);
  const live = new Set<number>();
  next.forEach((row, index) => {
    row.forEach((state, group) => {
      if (state === FOUND || matches[actions[index]?.[group] ?? 0] === true) live.add(index + 1);
      if (state > 0) into[state - 1]?.push(index + 1);
    });
  });
  for (const state of live) for (const before of into[state - 1] ?? []) live.add(before);
  return live;
}

/** For each state the number of its block, from 1: states of a block act alike and lead to the same blocks. */
function blocksOf(next: Machine['next'], actions: Machine['actions']): readonly number[] {
  let blocks: readonly number[] = next.map(() => 1);
  for (let count = 0; ;) {
    const keys = new Map<string, number>();
    const refined = next.map((row, index) => {
      const leads = row.map((state) => (state > 0 ? blocks[state - 1] : state)).join();
      const key = `${blocks[index]}|${leads}|${actions[index]?.join()}`;
      const block = keys.get(key) ?? keys.size + 1;
      keys.set(key, block);
      return block;
    });
    if (keys.size === count) return refined;
    count = keys.size;
    blocks = refined;
  }
}
