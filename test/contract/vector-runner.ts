import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from '../../lib/engines/vector/engine';
import { tieBreakName } from '../../lib/engines/vector/translate/loki-sink';
import { vectorVersions } from '../../lib/engines/vector/versions';
import type { VectorVersion } from '../../lib/engines/vector/versions';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { byProcess, carriedBy, now, place, settled, shownEntry } from './agent-run';
import { variables } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { isAllThere, perform } from './file-steps';
import { LokiRecorder } from '../../lib/cli/compare/loki-recorder';
import { printedEntry } from './printed-entry';

/** The program, by the variable VECTOR or on the PATH. */
const program = process.env['VECTOR'] ?? 'vector';
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

/** All cases in one process: a pipeline each, its files in a folder of their own, its Loki told apart by the path. */
export const vectorRunner: ContractRunner = {
  get name() {
    return `vector ${version() ?? ''}`.trim();
  },
  find() {
    const found = version();
    if (found === undefined) return `no program ${program}; set VECTOR, or put it on the PATH`;
    if (!isKnown(found)) return `${program} is ${found}, which is not one of ${vectorVersions.join(', ')}`;
    return undefined;
  },
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = vector.check([model as LogPipeline<'vector'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return weaknesses[`${contractCase.about}: ${contractCase.name}`];
  },
  async run(cases) {
    const results = new Map<number, ContractResult>();
    for (const group of byProcess(cases)) {
      const run = await runAll(group.map((index) => cases[index] as ContractCase));
      run.forEach((result, at) => results.set(group[at] as number, result));
    }
    return cases.map((_, index) => results.get(index) as ContractResult);
  },
};

async function runAll(cases: readonly ContractCase[]): Promise<readonly ContractResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-vector-'));
  const recorder = await LokiRecorder.start();
  try {
    return await runIn(folder, cases, recorder);
  } finally {
    await recorder.stop();
    rmSync(folder, { recursive: true });
  }
}

async function runIn(
  folder: string,
  cases: readonly ContractCase[],
  recorder: LokiRecorder,
): Promise<readonly ContractResult[]> {
  const found = version();
  if (found === undefined || !isKnown(found)) throw new Error(vectorRunner.find());
  const placed = cases.map((each, index) => place(each, join(folder, name(index))));
  const pipelines = cases.map(({ pipeline }, index) => {
    const { sources, stages, sinks } = pipeline(
      { url: recorder.url(name(index)) },
      join(folder, name(index)),
    ) as LogPipeline<'vector'>;
    return new LogPipeline<'vector'>(name(index), { sources, stages, sinks });
  });
  const config = vector.translate(pipelines, { version: found, dataDir: join(folder, 'data') });
  const file = join(folder, config.fileName);
  mkdirSync(join(folder, 'data'));
  writeFileSync(file, settle(config.print(), config.fileName));
  const from = now();
  const running = spawn(program, ['--config', file], {
    env: { ...process.env, ...variables, ...config.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, printed] = ['', ''];
  running.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-20_000)));
  running.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const entriesOf = (index: number) => {
    const at = join(folder, name(index));
    const lines = printed.split('\n').filter((line) => line.includes(`"origin":{"path":"${at}/`));
    return [...recorder.entries(name(index)), ...lines.map(printedEntry)].map((entry) =>
      shownEntry(entry, at, tieBreak(pipelines[index] as LogPipeline<'vector'>)),
    );
  };
  const isEnded = (): boolean => running.exitCode !== null;
  const lastAt = (): number => recorder.lastPushAt;
  const isAll = (isEnd: boolean): boolean => isAllThere(placed, (_, index) => entriesOf(index).length, isEnd);
  await settled(patience, { lastAt, isEnded, isAll: () => isAll(false) });
  await perform(placed, async (isEnd) => {
    recorder.lastPushAt = 0;
    await settled(patience, { lastAt, isEnded, isAll: () => isAll(isEnd) });
  });
  running.kill('SIGTERM');
  const code = running.exitCode ?? (await new Promise<number | null>((resolve) => running.once('exit', resolve)));
  const to = now();
  if (code !== 0) throw new Error(`vector ended with ${code}:\n${said}`);
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return cases.map((_, index) => ({
    entries: entriesOf(index),
    carried: carriedBy(recorder.pushes.filter((push) => push.to === name(index))),
    read: [from, to],
  }));
}

/** What the translation calls the offset: a name that the user has not taken. */
export function tieBreak({ sinks }: LogPipeline<'vector'>): string {
  const taken = sinks.flatMap(({ spec }) => (spec.kind === 'loki' ? [...spec.labels, ...spec.structuredMetadata] : []));
  return tieBreakName(taken.map(([one]) => one));
}

function name(index: number): string {
  return `case-${index}`;
}

let known: { readonly version: string | undefined } | undefined;

function version(): string | undefined {
  known ??= {
    version: /^vector (\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
  };
  return known.version;
}

function isKnown(found: string): found is VectorVersion {
  return vectorVersions.some((one) => one === found);
}
