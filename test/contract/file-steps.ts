import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ContractCase } from './contract-case';

/** What becomes of a file while an agent reads it; paths are those of the case. */
export type FileStep =
  | { readonly rename: string; readonly to: string }
  /** Its bytes go, it stays: the second half of what `copytruncate` of logrotate does. */
  | { readonly truncate: string }
  | { readonly remove: string }
  /** Further bytes, of a new file where there is none. */
  | { readonly append: string; readonly bytes: Buffer };

/** A case whose files lie where a runner has put them. */
export interface PlacedCase {
  readonly of: ContractCase;
  /** Where the agent finds the file that the case has at a path. */
  readonly place: (path: string) => string;
  /** What stands in the file for what the case writes. */
  readonly bytes: (written: Buffer) => Buffer;
}

/** Whether all has come that is waited for: of files that change, when they have changed. */
export function isAllThere(
  placed: readonly PlacedCase[],
  entriesOf: (one: PlacedCase, index: number) => number,
  isEnd = false,
): boolean {
  return placed.every((one, index) => {
    const { awaited = 0, moments } = one.of;
    return (moments !== undefined && !isEnd) || entriesOf(one, index) >= awaited;
  });
}

/**
 * Performs what happens to the files of cases, moment by moment: each once the agent has sent what it had to.
 *
 * @param quiet - resolves when nothing more comes; `isEnd` after the last moment
 */
export async function perform(placed: readonly PlacedCase[], quiet: (isEnd: boolean) => Promise<void>): Promise<void> {
  const changing = placed.filter(({ of }) => of.moments !== undefined);
  const moments = Math.max(0, ...changing.map(({ of }) => of.moments?.length ?? 0));
  for (let moment = 0; moment < moments; moment += 1) {
    for (const one of changing) for (const step of one.of.moments?.[moment] ?? []) performStep(step, one);
    await quiet(moment + 1 === moments);
  }
}

/** @throws if the file is not there */
export function performStep(step: FileStep, { place, bytes }: Omit<PlacedCase, 'of'>): void {
  if ('rename' in step) renameSync(place(step.rename), place(step.to));
  else if ('truncate' in step) truncateSync(place(step.truncate));
  else if ('remove' in step) rmSync(place(step.remove));
  else {
    mkdirSync(dirname(place(step.append)), { recursive: true });
    appendFileSync(place(step.append), bytes(step.bytes));
  }
}
