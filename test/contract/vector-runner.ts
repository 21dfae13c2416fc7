import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from '../../lib/engines/vector/engine';
import { tieBreakName } from '../../lib/engines/vector/translate/loki-sink';
import { tieBreakOf } from '../../lib/engines/vector/translate/origins';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { freePort } from '../../lib/cli/compare/agent-process';
import { LokiRecorder } from '../../lib/cli/compare/loki-recorder';
import { carriedBy, now, place, settled, shownEntry } from './agent-run';
import { batchesOf } from './batches';
import type { Numbered } from './batches';
import { variables } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { isAllThere, perform } from './file-steps';
import { KubernetesApi, podObject } from './kubernetes-api';
import { printedEntry } from './printed-entry';
import { foundVersion, lacksNode, lacksVector, startVector, vectorVersion } from './vector-process';

const patience = { quietMs: 1_500, longMs: 10_000, limitMs: 180_000 };

/** What Vector does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'rotation: a last line without LF is not joined to the new file': 'Vector sends it once the file has another name',
  ...Object.fromEntries(
    [
      'a file that is cut off is read from its start',
      'also at once',
      'a last line without LF that is cut off is gone',
      'and in the file that was cut off',
    ].map((name) => [
      `rotation: ${name}`,
      'Vector does not see that a file was cut off until it is longer than it was',
    ]),
  ),
};

/**
 * The cases of files in one process: a pipeline each, its files in a folder of their own, its Loki told apart by the path.
 * Cases of pods are in one where they select other namespaces, since a container is read by one pipeline.
 */
export const vectorRunner: ContractRunner = {
  get name() {
    return `vector ${foundVersion() ?? ''}`.trim();
  },
  find: lacksVector,
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = vector.check([model as LogPipeline<'vector'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    const weakness = weaknesses[`${contractCase.about}: ${contractCase.name}`];
    return weakness ?? (contractCase.pod === undefined ? undefined : lacksNode());
  },
  async run(cases) {
    const folder = mkdtempSync(join(tmpdir(), 'contract-vector-'));
    try {
      const results = new Map<number, ContractResult>();
      for (const batch of batchesOf(cases)) {
        for (const [index, result] of await runBatch(batch, join(folder, String(results.size)))) {
          results.set(index, result);
        }
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
  mkdirSync(join(folder, 'data'), { recursive: true });
  const placed = batch.map(({ each, index }) => place(each, join(folder, name(index)), folder));
  const late = batch.flatMap(({ each, index }) =>
    each.pod === undefined || each.expected.length === 0 ? [] : [name(index)],
  );
  const pods = batch.flatMap(({ each }) => (each.pod === undefined ? [] : [each.pod]));
  const [recorder, api] = [await LokiRecorder.start(), await KubernetesApi.start(pods.map(podObject))];
  const pipelines = batch.map(({ each, index }) => {
    const at = join(folder, name(index));
    const { sources, stages, sinks } = each.pipeline({ url: recorder.url(name(index)) }, at) as LogPipeline<'vector'>;
    return new LogPipeline<'vector'>(name(index), { sources, stages, sinks });
  });
  let printed = '';
  const entriesOf = (at: number) => {
    const { index } = batch[at] as Numbered;
    const own = join(folder, name(index));
    const lines = printed.split('\n').filter((line) => line.includes(`"origin":{"path":"${own}/`));
    const tie = tieBreak(pipelines[at] as LogPipeline<'vector'>);
    return [...recorder.entries(name(index)), ...lines.map(printedEntry)].map((entry) => shownEntry(entry, own, tie));
  };
  try {
    const config = vector.translate(pipelines, { version: vectorVersion(), dataDir: join(folder, 'data') });
    // Other programs of this machine may have the port of its metrics.
    const text = settle(config.print(), config.fileName).replace('0.0.0.0:9598', `127.0.0.1:${await freePort()}`);
    writeFileSync(join(folder, config.fileName), text);
    writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig);
    const env = {
      ...variables,
      ...config.environment,
      KUBECONFIG: join(folder, 'kubeconfig'),
      VECTOR_SELF_NODE_NAME: pods[0]?.node ?? '',
    };
    const log = pods.length === 0 ? {} : { log: join(folder, 'var/log') };
    const running = startVector(['--config', join(folder, config.fileName)], { env, ...log });
    let said = '';
    running.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-20_000)));
    running.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    const complete = (isEnd: boolean): Promise<void> =>
      settled(patience, {
        lastAt: () => recorder.lastPushAt,
        isEnded: () => running.exitCode !== null,
        isAll: () =>
          isAllThere(placed, (_, at) => entriesOf(at).length, isEnd) &&
          late.every((to) => recorder.entries(to).length > 0),
      });
    await complete(false);
    await perform(placed, (isEnd) => {
      recorder.lastPushAt = 0;
      return complete(isEnd);
    });
    running.kill('SIGTERM');
    const code = await ended(running);
    if (code !== 0) throw new Error(`vector ended with ${code}:\n${said}`);
  } finally {
    await Promise.all([recorder.stop(), api.stop()]);
  }
  const to = now();
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return batch.map(({ index }, at) => {
    const carried = carriedBy(recorder.pushes.filter((push) => push.to === name(index)));
    return [index, { entries: entriesOf(at), carried, read: [from, to] }] as const;
  });
}

/** What the translation calls what it tells equal lines apart by. */
export function tieBreak(pipeline: LogPipeline<'vector'>): string {
  const taken = pipeline.sinks.flatMap(({ spec }) =>
    spec.kind === 'loki' ? [...spec.labels, ...spec.structuredMetadata].map(([one]) => one) : [],
  );
  return tieBreakName(taken, tieBreakOf(pipeline) ?? '');
}

function name(index: number): string {
  return `case-${index}`;
}

function ended(running: ChildProcess): Promise<number | null> {
  if (running.exitCode !== null) return Promise.resolve(running.exitCode);
  return new Promise((resolve) => running.once('exit', (code) => resolve(code)));
}
