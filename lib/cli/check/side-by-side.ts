import { availableParallelism } from 'node:os';

/** More gain little: a program of another's has threads of its own. */
const most = 2;

/** Does something with all values, a few at a time, in their order. */
export async function sideBySide<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<readonly R[]> {
  const done = new Map<number, R>();
  const open = values.entries();
  const worker = async (): Promise<void> => {
    for (const [index, value] of open) done.set(index, await work(value));
  };
  await Promise.all(Array.from({ length: Math.min(most, availableParallelism()) }, worker));
  return values.flatMap((_, index) => (done.has(index) ? [done.get(index) as R] : []));
}
