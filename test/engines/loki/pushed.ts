import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { now, place, shownEntry } from '../../contract/agent-run';
import type { ContractCase } from '../../contract/contract-case';
import type { ContractResult } from '../../contract/contract-runner';
import type { PushingAgent } from './agents';
import { Counts } from './counts';
import type { LokiProcess } from './loki-process';
import { stored } from './stored';

/** How long nothing must come before all has come; longer where something is missing. */
const quietMs = 2_000;
const longMs = 10_000;
const limitMs = 120_000;
const stopMs = 30_000;

/** Cases that an agent has pushed into a Loki, each to a tenant of its own. */
export interface Pushed {
  /** What Loki has of a case. */
  stored(index: number): Promise<ContractResult>;
  /** How many lines of a case Loki was sent, and how many of them it refused. */
  counts(index: number): { readonly sent: number; readonly refused: string | undefined };
}

/** Lets an agent push cases, all in one process. @param run - tells this push from others of the agent */
export async function push(
  agent: PushingAgent,
  cases: readonly ContractCase[],
  loki: LokiProcess,
  run: string,
): Promise<Pushed> {
  const folder = mkdtempSync(join(tmpdir(), `loki-${agent.name}-`));
  const at = (index: number): string => join(folder, `case-${index}`);
  const tenant = (index: number): string => `${agent.name}-${run}-${index}`;
  const pipelineOf = (index: number): LogPipeline<EngineName> => {
    const { sources, stages, sinks } = (cases[index] as ContractCase).pipeline(
      { url: loki.url, tenant: tenant(index) },
      at(index),
    );
    return new LogPipeline<EngineName>(`case-${index}`, { sources, stages, sinks });
  };
  const from = now();
  try {
    cases.forEach((each, index) => place(each, at(index)));
    const pipelines = cases.map((_, index) => pipelineOf(index));
    const expected = cases.reduce((sum, each) => sum + each.expected.length, 0);
    await runAgent(agent, pipelines, folder, async (isEnded) => {
      await arrived(loki, `${agent.name}-${run}-`, expected, isEnded);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  const read = [from, now()] as const;
  const counts = await Counts.of(loki);
  return {
    async stored(index) {
      const times = (cases[index]?.expected ?? []).flatMap(({ time }) => time ?? []);
      const tieBreak = agent.tieBreak(pipelineOf(index));
      const entries = await stored(loki, tenant(index), [...read, ...times]);
      return { entries: entries.map((entry) => shownEntry(entry, at(index), tieBreak)), read };
    },
    counts: (index) => counts.tenant(tenant(index)),
  };
}

async function runAgent(
  agent: PushingAgent,
  pipelines: readonly LogPipeline<EngineName>[],
  folder: string,
  use: (isEnded: () => boolean) => Promise<void>,
): Promise<void> {
  const running = await agent.start(pipelines, folder);
  let said = '';
  running.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  });
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  const isEnded = (): boolean => running.exitCode !== null || running.signalCode !== null;
  try {
    await use(isEnded);
  } finally {
    running.kill('SIGTERM');
    const timer = setTimeout(() => running.kill('SIGKILL'), stopMs);
    await ended;
    clearTimeout(timer);
  }
  if (running.exitCode !== 0) throw new Error(`${agent.name} ended with ${running.exitCode}:\n${complaints(said)}`);
}

/** Until as much has come as is expected and nothing more comes. */
async function arrived(loki: LokiProcess, tenants: string, expected: number, isEnded: () => boolean): Promise<void> {
  const started = Date.now();
  let [count, lastAt] = [0, started];
  while (!isEnded() && Date.now() - started < limitMs) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const sent = (await Counts.of(loki)).sentBy(tenants);
    if (sent !== count) [count, lastAt] = [sent, Date.now()];
    if (count > 0 && Date.now() - lastAt > (count >= expected ? quietMs : longMs)) return;
  }
}

/** Of what an agent said, what is not about its daily work. */
function complaints(said: string): string {
  const lines = said.split('\n').filter((line) => /warn|error/i.test(line) && !/level=info|SECURITY/.test(line));
  return lines.slice(-10).join('\n');
}
