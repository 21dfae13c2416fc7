import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedSide, nativeSide } from '../../../lib/cli/compare/agent-side';
import type { AgentProgram } from '../../../lib/cli/compare/agent-program';
import { placeInput } from '../../../lib/cli/compare/log-input';
import { modelSide } from '../../../lib/cli/compare/model-side';
import { PodObjects } from '../../../lib/cli/compare/pod-objects';
import type { ReceivedEntry } from '../../../lib/cli/compare/received-entry';
import { RunScope } from '../../../lib/cli/compare/run-scope';
import type { Side } from '../../../lib/cli/compare/side';
import { apart } from '../../../lib/cli/compare/targets';
import { SourceGlob } from '../../../lib/cli/source-glob';
import { loadPipelines } from '../../../lib/cli/load-pipelines';
import type { Engine } from '../../../lib/engines/engine';
import type { Placed } from './placed';

/** An entry as files hold it: without what every one of them is the same in. */
export type Sent = Omit<ReceivedEntry, 'to'>;

/** What the interpreter sends of the module that was made. */
export async function sentByModel({ module, ...placed }: Placed): Promise<readonly Sent[]> {
  return run(modelSide(await loadPipelines(module)), placed);
}

/** What the real program sends of a configuration of its own. */
export function sentByProgram(
  program: AgentProgram,
  file: string,
  placed: Omit<Placed, 'module'>,
): Promise<readonly Sent[]> {
  const found = program.find();
  if (found === undefined) throw new Error(`${program.name} was not found`);
  const args = /\$\{[A-Z]/.test(readFileSync(file, 'utf8')) ? ['-config.expand-env=true'] : [];
  return run(nativeSide(program, found, file, args), placed);
}

/** What the real program sends of the module that was made. */
export async function sentByAgent(program: AgentProgram, engine: Engine, placed: Placed): Promise<readonly Sent[]> {
  const found = program.find();
  if (found === undefined) throw new Error(`${program.name} was not found`);
  return run(generatedSide(program, found, engine, await loadPipelines(placed.module)), placed);
}

async function run(side: Side, { folder, pods }: Omit<Placed, 'module'>): Promise<readonly Sent[]> {
  return RunScope.within(async (scope) => {
    const input = placeInput([join(folder, 'node')], join(scope.folder, 'node'), {
      pods: PodObjects.read(pods),
      // All that is there, as it lies on the node: each side then reads what is its own.
      globs: side.readsPods ? side.globs : [new SourceGlob('/**/*')],
      readsPods: side.readsPods,
    });
    const { entries } = await side.run(input, {
      scope,
      patience: { expected: Infinity, quietMs: 3_000 },
      progress: () => undefined,
    });
    const { entries: all } = apart([entries]);
    return sorted(all[0] ?? []);
  });
}

/** In an order of their own. A label that is empty is none for Loki; two Lokis get the same. */
export function sorted(entries: readonly ReceivedEntry[]): readonly Sent[] {
  const plain = entries.map(({ tenant, labels, metadata, time, line }): Sent => ({
    tenant,
    labels: filled(labels),
    metadata: filled(metadata),
    time,
    line,
  }));
  return plain
    .map((entry) => [JSON.stringify(entry), entry] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, entry]) => entry);
}

function filled(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
