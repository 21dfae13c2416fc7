import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Random } from './random';
import { randomLog } from './task-log';
import type { LogPlace, TaskLog } from './task-log';

/** Sizes of tasks: bytes from, to, and how many of a hundred. */
export const sizes = {
  'a few lines': { from: 1, to: 2_000, percent: 50 },
  'to 100 kB': { from: 2_000, to: 100_000, percent: 36 },
  'to 1 MB': { from: 100_000, to: 1_000_000, percent: 9 },
  'to 5 MB': { from: 1_000_000, to: 5_000_000, percent: 4.5 },
  '50 MB': { from: 50_000_000, to: 50_000_000, percent: 0.5 },
} as const;

export type Size = keyof typeof sizes;

/** A task that writes until the instant it ends. */
export interface ShortTask {
  readonly name: string;
  readonly size: Size;
  readonly logs: readonly TaskLog[];
  /** What it does between its writes, in milliseconds. */
  readonly pauses: readonly number[];
}

/** The sizes of so many tasks: of 50 and more one of each at least. The largest come last. */
export function sizesOf(tasks: number): readonly Size[] {
  const names = Object.keys(sizes) as Size[];
  const large = names.slice(1).flatMap((name) => {
    const count = Math.max(tasks < 50 ? 0 : 1, Math.round((tasks * sizes[name].percent) / 100));
    return Array.from({ length: count }, () => name);
  });
  const small = Array.from({ length: Math.max(0, tasks - large.length) }, () => 'a few lines' as const);
  return [...small, ...large];
}

/** The same task for the same seed and number. */
export function randomTask(seed: number, number: number, size: Size): ShortTask {
  const random = new Random(seed + number * 7919);
  const { from, to } = sizes[size];
  const bytes = random.whole(from, to);
  const places = randomPlaces(random, number);
  const pauses = randomPauses(random, size);
  const logs = places.map((place) => randomLog(random, place, bytes / places.length, pauses.length + 1));
  return { name: `task ${number} of seed ${seed}, ${size}`, size, logs, pauses };
}

/** One attempt, several, a deferred one that a trigger wrote for, or mapped ones. */
function randomPlaces(random: Random, number: number): readonly LogPlace[] {
  const place = {
    dag: `dag_${number % 7}`,
    run: `manual__2026-11-21T00:22:41.${number}+00:00`,
    task: 'group.load',
    attempt: '1',
  };
  const kind = random.share();
  if (kind < 0.6) return [place];
  if (kind < 0.8) return [place, { ...place, attempt: '2' }];
  if (kind < 0.9) return [place, { ...place, attempt: '1.log.trigger.7' }];
  return ['0', '1', '2', '3'].map((mapIndex) => ({ ...place, mapIndex }));
}

function randomPauses(random: Random, size: Size): readonly number[] {
  if (size === '50 MB') return Array.from({ length: 10 }, () => random.whole(100, 500));
  const kind = random.share();
  if (kind < 0.4) return [];
  // Longer than Vector remembers that a file was written to.
  if (kind < 0.41) return [200, 11_000];
  return Array.from({ length: random.whole(1, 3) }, () => random.pick([20, 100, 300, 700, 1200, 2500]));
}

/** The task as a program for the shell; what it is to write is put into `folder` before. */
export function printTask(task: ShortTask, logs: string, folder: string): string {
  mkdirSync(folder);
  const files = task.logs.map(({ path }) => join(logs, path));
  const steps = [...new Set(files.map((file) => `mkdir -p '${dirname(file)}'`))];
  for (let turn = 0; turn <= task.pauses.length; turn += 1) {
    if (turn > 0) steps.push(`sleep ${(task.pauses[turn - 1] ?? 0) / 1000}`);
    task.logs.forEach(({ pieces }, index) => {
      // The last one at the end.
      const piece = pieces[turn - task.pauses.length - 1 + pieces.length];
      if (piece === undefined) return;
      const from = join(folder, `${turn}-${index}`);
      writeFileSync(from, piece);
      steps.push(`cat '${from}' >>'${files[index]}'`);
    });
  }
  return steps.join('\n');
}
