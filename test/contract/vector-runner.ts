import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vector } from '../../lib/engines/vector/engine';
import { printInstant } from '../../lib/languages/time/instant';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { batchesOf } from './batches';
import type { Numbered } from './batches';
import { root } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { criLines, KubernetesApi, podFile, podObject } from './kubernetes-api';
import { LokiRecorder } from './loki-recorder';
import { foundVersion, lacksNode, lacksVector, startVector, vectorVersion } from './vector-process';

/** How long nothing must come before all has come. */
const quietMs = 1_500;
const limitMs = 60_000;

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
    return contractCase.pod === undefined ? undefined : lacksNode();
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
  for (const { each, index } of batch) {
    const { files, pod, runtimeFile } = each;
    if (pod === undefined) files.forEach(({ path, bytes }) => write(join(folder, name(index), path), bytes));
    // Files that begin with the same time and line would be one to Vector.
    else
      files.forEach(({ bytes }) => write(join(folder, podFile(pod)), runtimeFile ?? criLines(bytes, pod, now(index))));
  }
  const pods = batch.flatMap(({ each }) => (each.pod === undefined ? [] : [each.pod]));
  const [recorder, api] = [await LokiRecorder.start(), await KubernetesApi.start(pods.map(podObject))];
  try {
    const pipelines = batch.map(({ each, index }) => {
      const at = join(folder, name(index));
      const { sources, stages, sinks } = each.pipeline({ url: recorder.url(name(index)) }, at) as LogPipeline<'vector'>;
      return new LogPipeline<'vector'>(name(index), { sources, stages, sinks });
    });
    const config = vector.translate(pipelines, { version: vectorVersion(), dataDir: join(folder, 'data') });
    mkdirSync(join(folder, 'data'), { recursive: true });
    // Other programs of this machine may have the port of its metrics.
    const text = settle(config.print(), config.fileName).replace('0.0.0.0:9598', `127.0.0.1:${await freePort()}`);
    write(join(folder, config.fileName), Buffer.from(text));
    write(join(folder, 'kubeconfig'), Buffer.from(api.kubeconfig));
    const env = {
      ...config.environment,
      KUBECONFIG: join(folder, 'kubeconfig'),
      VECTOR_SELF_NODE_NAME: pods[0]?.node ?? '',
    };
    const log = pods.length === 0 ? {} : { log: join(folder, 'var/log') };
    const running = startVector(['--config', join(folder, config.fileName)], { env, ...log });
    const said = listen(running);
    await quiet(
      recorder,
      running,
      batch.flatMap(({ each, index }) => (each.pod === undefined ? [] : [name(index)])),
    );
    running.kill('SIGTERM');
    const code = await ended(running);
    if (code !== 0) throw new Error(`vector ended with ${code}:\n${said()}`);
  } finally {
    await Promise.all([recorder.stop(), api.stop()]);
  }
  const to = now();
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return batch.map(({ index }) => {
    const entries = recorder.entries(name(index)).map((entry) => shown(entry, join(folder, name(index))));
    return [index, { entries, read: [from, to] }] as const;
  });
}

function name(index: number): string {
  return `case-${index}`;
}

/** An entry without the tie-break, its paths as the case names them. */
function shown({ labels, structuredMetadata, time, line }: LokiEntry, folder: string): LokiEntry {
  const { offset: _offset, observed_timestamp: _observed, ...metadata } = structuredMetadata;
  const renamed = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll(folder, root)]));
  return { labels: renamed(labels), structuredMetadata: renamed(metadata), time, line: line.replaceAll(folder, root) };
}

function write(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function now(nanoseconds = 0): string {
  return printInstant(BigInt(Date.now()) * 1_000_000n + BigInt(nanoseconds));
}

function listen({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-20_000);
  });
  return () => text;
}

/** @param late - what something must have come to besides: the API is asked for pods first */
async function quiet(recorder: LokiRecorder, running: ChildProcess, late: readonly string[]): Promise<void> {
  const started = Date.now();
  while (running.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { lastPushAt } = recorder;
    const hasCome = late.every((one) => recorder.entries(one).length > 0);
    if (hasCome && lastPushAt > 0 && Date.now() - lastPushAt > quietMs) return;
    if (Date.now() - started > limitMs) return;
  }
}

function ended(running: ChildProcess): Promise<number | null> {
  if (running.exitCode !== null) return Promise.resolve(running.exitCode);
  return new Promise((resolve) => running.once('exit', (code) => resolve(code)));
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}
