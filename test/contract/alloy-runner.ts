import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { alloy } from '../../lib/engines/alloy/engine';
import { printInstant } from '../../lib/languages/time/instant';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { AlloyProcess, alloyVersion, foundVersion, lacksAlloy } from './alloy-process';
import { batchesOf } from './batches';
import type { Numbered } from './batches';
import { root } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { criLines, KubernetesApi, podFile, podObject } from './kubernetes-api';
import { LokiRecorder } from './loki-recorder';

/** What Alloy does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'JSON: a byte order mark spoils it': 'Alloy takes it off where it begins a file',
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
  for (const { each, index } of batch) {
    const { files, pod, runtimeFile } = each;
    if (pod === undefined) files.forEach(({ path, bytes }) => write(join(folder, name(index), path), bytes));
    else files.forEach(({ bytes }) => write(join(folder, podFile(pod)), runtimeFile ?? criLines(bytes, pod, now())));
  }
  const late = batch.flatMap(({ each, index }) => (each.pod === undefined ? [] : [name(index)]));
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
      K8S_NODE_NAME: pods[0]?.node ?? '',
    });
    await running.quiet(recorder, late);
    await running.stop();
  } finally {
    await Promise.all([recorder.stop(), api.stop()]);
  }
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  const read = [from, now()] as const;
  return batch.map(({ index }) => {
    const entries = recorder.entries(name(index)).map((entry) => shown(entry, join(folder, name(index))));
    return [index, { entries, read }] as const;
  });
}

function name(index: number): string {
  return `case-${index}`;
}

/** An entry without the tie-break, its paths as the case names them. */
function shown({ labels, structuredMetadata, time, line }: LokiEntry, folder: string): LokiEntry {
  const { observed_timestamp: _tieBreak, ...metadata } = structuredMetadata;
  const renamed = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll(folder, root)]));
  return { labels: renamed(labels), structuredMetadata: renamed(metadata), time, line: line.replaceAll(folder, root) };
}

function write(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function now(): string {
  return printInstant(BigInt(Date.now()) * 1_000_000n);
}
