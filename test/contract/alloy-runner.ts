import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alloy } from '../../lib/engines/alloy/engine';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { AlloyProcess, alloyVersion, foundVersion, lacksAlloy } from './alloy-process';
import { carriedBy, now, place, shownEntry } from './agent-run';
import { batchesOf } from './batches';
import type { Numbered } from './batches';
import { variables } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { isAllThere, perform } from './file-steps';
import { KubernetesApi, podObject } from './kubernetes-api';
import { LokiRecorder } from '../../lib/cli/compare/loki-recorder';

/** What Alloy does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'JSON: a byte order mark spoils it': 'Alloy takes it off where it begins a file',
  'invalid UTF-8: a file that begins as UTF-16 does': 'Alloy reads it as UTF-16',
  'rotation: a renamed file that the source names as well is read once': 'Alloy knows files by their paths',
  'rotation: a last line without LF is not joined to the new file': 'Alloy sends it once the file has another name',
  'joinLines: an empty line may be a first one': 'Alloy leaves out an empty line that begins what is joined',
  'joinLines: lines before the first one belong together': 'Alloy sends these one by one',
  'joinLines: a file without any first line is one entry': 'Alloy sends these one by one',
};

/**
 * The cases of files in one process: a pipeline each, its files in a folder of their own, its Loki told apart by the path.
 * Cases of pods are in one where they select other namespaces, since a container is read by one pipeline.
 */
export const alloyRunner: ContractRunner = {
  get name() {
    return `alloy ${foundVersion() ?? ''}`.trim();
  },
  find: lacksAlloy,
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = alloy.check([model as LogPipeline<'alloy'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return weaknesses[`${contractCase.about}: ${contractCase.name}`];
  },
  async run(cases) {
    const folder = mkdtempSync(join(tmpdir(), 'contract-alloy-'));
    try {
      const results = new Map<number, ContractResult>();
      for (const batch of batchesOf(cases)) {
        for (const [index, result] of await runBatch(batch, join(folder, String(results.size))))
          results.set(index, result);
      }
      return cases.flatMap((_, index) => results.get(index) ?? []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function runBatch(
  batch: readonly Numbered[],
  folder: string,
): Promise<readonly (readonly [index: number, result: ContractResult])[]> {
  const from = now();
  const placed = batch.map(({ each, index }) => place(each, join(folder, name(index)), folder));
  const late = batch.flatMap(({ each, index }) =>
    each.pod === undefined || each.expected.length === 0 ? [] : [name(index)],
  );
  const pods = batch.flatMap(({ each }) => (each.pod === undefined ? [] : [each.pod]));
  const [recorder, api] = [await LokiRecorder.start(), await KubernetesApi.start(pods.map(podObject))];
  try {
    const pipelines = batch.map(({ each, index }) => {
      const at = join(folder, name(index));
      const { sources, stages, sinks } = each.pipeline({ url: recorder.url(name(index)) }, at) as LogPipeline<'alloy'>;
      return new LogPipeline<'alloy'>(name(index), { sources, stages, sinks });
    });
    const config = settle(alloy.translate(pipelines, { version: alloyVersion() }).print(), 'config.alloy');
    const running = await AlloyProcess.start(api.instead(config, folder), folder, {
      ...variables,
      K8S_NODE_NAME: pods[0]?.node ?? '',
    });
    const entriesTo = (_: unknown, at: number): number => recorder.entries(name(batch[at]?.index ?? -1)).length;
    const isAll = (isEnd: boolean): boolean =>
      isAllThere(placed, entriesTo, isEnd) && late.every((to) => recorder.entries(to).length > 0);
    await running.complete(recorder, () => isAll(false));
    await perform(placed, async (isEnd) => {
      recorder.lastPushAt = 0;
      await running.complete(recorder, () => isAll(isEnd));
    });
    await running.stop();
  } finally {
    await Promise.all([recorder.stop(), api.stop()]);
  }
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  const read = [from, now()] as const;
  return batch.map(({ index }) => {
    const entries = recorder
      .entries(name(index))
      .map((entry) => shownEntry(entry, join(folder, name(index)), 'observed_timestamp'));
    const carried = carriedBy(recorder.pushes.filter(({ to }) => to === name(index)));
    return [index, { entries, carried, read }] as const;
  });
}

function name(index: number): string {
  return `case-${index}`;
}
