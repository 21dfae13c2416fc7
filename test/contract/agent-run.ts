import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { printInstant } from '../../lib/languages/time/instant';
import { root } from './contract-case';
import type { Carried, ContractCase } from './contract-case';
import { criLines, podFile } from './cri';
import type { PlacedCase } from './file-steps';
import type { Push } from '../../lib/cli/compare/loki-recorder';

/** Puts the files of a case where an agent finds them: below a folder of its own, or below the root of pods. */
export function place(of: ContractCase, folder: string, podRoot = folder): PlacedCase {
  const { pod, runtimeFile, files } = of;
  const placed: PlacedCase =
    pod === undefined
      ? { of, place: (path) => join(folder, path), bytes: (written) => written }
      : {
          of,
          // What a file is renamed to has the name's end.
          place: (path) => join(podRoot, podFile(pod)) + path.slice((files[0]?.path ?? '').length),
          bytes: (written) => (runtimeFile === undefined ? criLines(written, pod, now()) : written),
        };
  for (const { path, bytes } of files) {
    const file = placed.place(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, runtimeFile ?? placed.bytes(bytes));
  }
  return placed;
}

/** An entry without the runner's tie-break, its paths as the case names them. */
export function shownEntry(
  { labels, structuredMetadata, time, line }: LokiEntry,
  folder: string,
  tieBreak: string,
): LokiEntry {
  const { [tieBreak]: _tieBreak, ...metadata } = structuredMetadata;
  const renamed = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll(folder, root)]));
  return { labels: renamed(labels), structuredMetadata: renamed(metadata), time, line: line.replaceAll(folder, root) };
}

/** What pushes said of themselves, each once. */
export function carriedBy(pushes: readonly Push[]): readonly Carried[] {
  const all = pushes.map(({ tenant, authorization }) =>
    JSON.stringify({
      ...(tenant === undefined ? {} : { tenant }),
      ...(authorization === undefined ? {} : { authorization }),
    }),
  );
  return [...new Set(all)].map((one) => JSON.parse(one) as Carried);
}

/** Cases that one process can run: those that say alike who they are. */
export function byProcess(cases: readonly ContractCase[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  cases.forEach(({ carried }, index) => {
    const key = carried?.authorization ?? '';
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

/** How long nothing must come before all has come that there is. */
export interface Patience {
  readonly quietMs: number;
  /** Where what is asked for has not come. */
  readonly longMs: number;
  /** From the beginning. */
  readonly limitMs: number;
}

/** Waits until something has come, nothing more comes, and what is asked for is there; no longer than the process lives. */
export async function settled(
  patience: Patience,
  state: { readonly lastAt: () => number; readonly isEnded: () => boolean; readonly isAll: () => boolean },
): Promise<void> {
  const started = Date.now();
  while (!state.isEnded()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const idle = Date.now() - Math.max(started, state.lastAt());
    if (state.lastAt() > 0 && idle > patience.quietMs && state.isAll()) return;
    if (state.lastAt() > 0 && idle > patience.longMs) return;
    if (Date.now() - started > patience.limitMs) return;
  }
}

let last = 0n;

/** Each time a later one: to Vector, files that begin with the same time and line are one. */
export function now(): string {
  const time = BigInt(Date.now()) * 1_000_000n;
  last = time > last ? time : last + 1n;
  return printInstant(last);
}
