import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { alloy } from '../../lib/engines/alloy/engine';
import { alloyVersions } from '../../lib/engines/alloy/versions';
import type { AlloyVersion } from '../../lib/engines/alloy/versions';
import { printInstant } from '../../lib/languages/time/instant';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { LokiRecorder } from './loki-recorder';

/** The program, by the variable ALLOY or on the PATH. */
const program = process.env['ALLOY'] ?? 'alloy';
/** How long nothing must come before all has come. */
const quietMs = 2_000;
const limitMs = 60_000;

/** All cases in one process: a pipeline each, its files in a folder of their own, its Loki told apart by the path. */
export const alloyRunner: ContractRunner = {
  get name() {
    return `alloy ${version() ?? ''}`.trim();
  },
  find() {
    const found = version();
    if (found === undefined) return `no program ${program}; set ALLOY, or put it on the PATH`;
    if (!isKnown(found)) return `${program} is ${found}, which is not one of ${alloyVersions.join(', ')}`;
    return undefined;
  },
  leavesOut(contractCase) {
    if (contractCase.pod !== undefined) return 'pods need the API server of Kubernetes';
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = alloy.check([model as LogPipeline<'alloy'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return undefined;
  },
  async run(cases) {
    const folder = mkdtempSync(join(tmpdir(), 'contract-alloy-'));
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
  const found = version();
  if (found === undefined || !isKnown(found)) throw new Error(alloyRunner.find());
  cases.forEach(({ files }, index) =>
    files.forEach(({ path, bytes }) => write(join(folder, name(index), path), bytes)),
  );
  const pipelines = cases.map(({ pipeline }, index) => {
    const { sources, stages, sinks } = pipeline(
      { url: recorder.url(name(index)) },
      join(folder, name(index)),
    ) as LogPipeline<'alloy'>;
    return new LogPipeline<'alloy'>(name(index), { sources, stages, sinks });
  });
  const config = alloy.translate(pipelines, { version: found });
  const file = join(folder, config.fileName);
  mkdirSync(join(folder, 'data'));
  writeFileSync(file, settle(config.print(), config.fileName));
  const from = now();
  const running = spawn(
    program,
    [
      'run',
      file,
      `--storage.path=${join(folder, 'data')}`,
      `--server.http.listen-addr=127.0.0.1:${await freePort()}`,
      '--disable-reporting',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const said = listen(running);
  await quiet(recorder, running);
  running.kill('SIGTERM');
  const code = await ended(running);
  const to = now();
  if (code !== 0) throw new Error(`alloy ended with ${code}:\n${said()}`);
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return cases.map((_, index) => ({
    entries: recorder.entries(name(index)).map((entry) => shown(entry, join(folder, name(index)))),
    read: [from, to],
  }));
}

/** Alloy takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
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

let known: { readonly version: string | undefined } | undefined;

function version(): string | undefined {
  known ??= {
    version: /^alloy, version v(\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
  };
  return known.version;
}

function isKnown(found: string): found is AlloyVersion {
  return alloyVersions.some((one) => one === found);
}

function now(): string {
  return printInstant(BigInt(Date.now()) * 1_000_000n);
}

function listen({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-20_000);
  });
  return () => text;
}

async function quiet(recorder: LokiRecorder, running: ChildProcess): Promise<void> {
  const started = Date.now();
  while (running.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { lastPushAt } = recorder;
    if (lastPushAt > 0 && Date.now() - lastPushAt > quietMs) return;
    if (Date.now() - started > limitMs) return;
  }
}

function ended(running: ChildProcess): Promise<number | null> {
  if (running.exitCode !== null) return Promise.resolve(running.exitCode);
  return new Promise((resolve) => running.once('exit', (code) => resolve(code)));
}
