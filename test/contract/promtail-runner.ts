import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promtail } from '../../lib/engines/promtail/engine';
import { printInstant } from '../../lib/languages/time/instant';
import type { ScrapeOptions } from '../../lib/engines/promtail';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import type { Origin } from '../../lib/pipeline/record';
import { settle } from '../../lib/text/reader';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { LokiRecorder } from './loki-recorder';

/** The program, by the variable PROMTAIL or on the PATH. */
const program = process.env['PROMTAIL'] ?? 'promtail';
/** How long nothing must come before all has come. */
const quietMs = 2_000;
const limitMs = 60_000;

/** What Promtail does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'joinLines: lines before the first one belong together': 'Promtail sends these one by one',
  'joinLines: a file without any first line is one entry': 'Promtail sends these one by one',
};

/** All cases in one process: a scrape config each, its files in a folder of their own, its entries of a tenant of their own. */
export const promtailRunner: ContractRunner = {
  get name() {
    return `promtail ${promtail.versions[0]}`;
  },
  find() {
    const { error, status } = spawnSync(program, ['-version'], { encoding: 'utf8' });
    return error === undefined && status === 0
      ? undefined
      : `no program ${program}; set PROMTAIL, or put it on the PATH`;
  },
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = promtail.check([model as LogPipeline<'promtail'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return weaknesses[`${contractCase.about}: ${contractCase.name}`];
  },
  async run(cases) {
    const folder = mkdtempSync(join(tmpdir(), 'contract-promtail-'));
    const recorder = await LokiRecorder.start();
    try {
      return await runAll(cases, folder, recorder);
    } finally {
      await recorder.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

async function runAll(
  cases: readonly ContractCase[],
  folder: string,
  recorder: LokiRecorder,
): Promise<readonly ContractResult[]> {
  const from = now();
  cases.forEach(({ files, pod, runtimeFile }, index) => {
    const at = join(folder, name(index));
    if (pod === undefined) files.forEach(({ path, bytes }) => write(join(at, path), bytes));
    else files.forEach(({ bytes }) => write(join(at, podFile(pod)), runtimeFile ?? criLines(bytes, pod)));
  });
  const pipelines = cases.map(({ pipeline }, index) => {
    const { sources, stages, sinks } = pipeline(
      { url: recorder.url(), tenant: name(index) },
      join(folder, name(index)),
    ) as LogPipeline<'promtail'>;
    return new LogPipeline<'promtail'>(name(index), { sources, stages, sinks });
  });
  const translated = promtail.translate(pipelines, { dataDir: folder });
  const config = translated.with({
    scrapeConfigs: translated.scrapeConfigs.map((scrape) => discovered(scrape, cases, folder)) as never,
  });
  const file = join(folder, config.fileName);
  writeFileSync(file, settle(config.print(), config.fileName));
  const running = spawn(program, ['-config.file', file, '-server.disable=true', ...config.arguments], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  running.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  });
  await quiet(recorder, () => running.exitCode !== null);
  running.kill('SIGTERM');
  const code = await new Promise<number | null>((resolve) => {
    if (running.exitCode !== null) resolve(running.exitCode);
    else running.once('exit', resolve);
  });
  const to = now();
  if (code !== 0) throw new Error(`promtail ended with ${code}:\n${said}`);
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return cases.map((_, index) => ({
    entries: recorder.pushes
      .filter(({ tenant }) => tenant === name(index))
      .flatMap(({ entries }) => entries)
      .map((entry) => shown(entry, join(folder, name(index)))),
    read: [from, to],
  }));
}

/** Pods as discovery would give them: in the place of the API server that there is none of. */
function discovered(scrape: ScrapeOptions, cases: readonly ContractCase[], folder: string): ScrapeOptions {
  const { kubernetesSdConfigs, relabelConfigs = [], ...rest } = scrape;
  const at = cases.findIndex((_, index) => scrape.jobName === `${name(index)}-pods`);
  const pod = cases[at]?.pod;
  if (kubernetesSdConfigs === undefined || pod === undefined) return scrape;
  const meta = (kind: string, texts: Readonly<Record<string, string>> = {}): readonly (readonly [string, string])[] =>
    Object.entries(texts).flatMap(([key, text]) => {
      const label = key.replace(/[^a-zA-Z0-9_]/g, '_');
      return [
        [`__meta_kubernetes_pod_${kind}_${label}`, text],
        [`__meta_kubernetes_pod_${kind}present_${label}`, 'true'],
      ];
    });
  const labels = {
    __meta_kubernetes_namespace: pod.namespace ?? '',
    __meta_kubernetes_pod_name: pod.pod ?? '',
    __meta_kubernetes_pod_uid: 'uid',
    __meta_kubernetes_pod_container_name: pod.container ?? '',
    __meta_kubernetes_pod_node_name: pod.node ?? '',
    ...Object.fromEntries([...meta('label', pod.podLabels), ...meta('annotation', pod.podAnnotations)]),
  };
  return {
    ...rest,
    staticConfigs: [{ path: '/overwritten', labels }],
    relabelConfigs: relabelConfigs.map((rule) =>
      rule.targetLabel === '__path__'
        ? { ...rule, replacement: join(folder, name(at), rule.replacement as string) }
        : rule,
    ),
  };
}

function podFile({ namespace, pod, container }: Origin): string {
  return `var/log/pods/${namespace}_${pod}_uid/${container}/0.log`;
}

/** Lines as a container runtime writes them. */
function criLines(bytes: Buffer, { stream = 'stdout' }: Origin): Buffer {
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  return Buffer.from(lines.map((line) => `${now().replace('Z', '000000Z')} ${stream} F ${line}\n`).join(''));
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

async function quiet(recorder: LokiRecorder, ended: () => boolean): Promise<void> {
  const started = Date.now();
  while (!ended()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { lastPushAt } = recorder;
    if (lastPushAt > 0 && Date.now() - lastPushAt > quietMs) return;
    if (Date.now() - started > limitMs) return;
  }
}
