import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Duration } from 'cdk8s';

import { printVectorDrain } from '../../../lib/constructs/vector-drain';
import { vector } from '../../../lib/engines/vector/engine';
import { AirflowTaskLogs } from '../../../lib/patterns/airflow/airflow-task-logs';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { settle } from '../../../lib/text/reader';
import { LokiRecorder } from '../../contract/loki-recorder';
import type { Context, Suite } from '../suite';

const program = process.env['VECTOR'] ?? 'vector';
const task = 'dag_id=d/run_id=r/task_id=t/attempt=1.log';

/**
 * Short tasks beside the real Vector, as the kubelet ends them: the program is gone, the sidecar gets its TERM at once. A
 * recorder of Loki's push protocol must then have each entry once.
 */
export const suite: Suite = {
  name: 'drain',
  found: { program, by: 'set VECTOR, or put it on the PATH' },
  async run(context) {
    const took: number[] = [];
    for (const lines of [1, 2, 10, 100, 1000, 5000]) {
      for (const pauses of [[0], [700], [100, 2500]]) {
        took.push(await check(context, `${lines} lines after ${pauses.join(' and ')} ms`, lines, pauses));
      }
    }
    took.push(await check(context, 'a task that was idle for longer than Vector remembers', 3, [200, 11_000]));
    const sorted = took.sort((a, b) => a - b);
    context.say(`from TERM to the end: ${sorted[0]} to ${sorted.at(-1)} ms, median ${sorted[sorted.length >> 1]} ms`);
  },
};

/** Runs one task: in each burst a message, a traceback and the lines, with a pause before; the last line has no end. */
async function check(context: Context, name: string, lines: number, pauses: readonly number[]): Promise<number> {
  const expected: string[] = [];
  const { entries, said, code, milliseconds } = await sidecar(async (write) => {
    for (const [burst, pause] of pauses.entries()) {
      await sleep(pause);
      const messages = Array.from({ length: lines }, (_, index) => `${header(burst)}message ${burst}.${index}`);
      const traceback = `${header(burst)}failed ${burst}\nTraceback (most recent call last):\n  no "reason"`;
      expected.push(...messages, traceback);
      write(`${[...messages, traceback].join('\n')}\n`);
    }
    write('[not finished');
  });
  const detail = (): string => JSON.stringify({ said, code, sent: entries.length, expected: expected.length });
  context.check(name, same(entries, expected) && code === 0, detail);
  context.check(`${name}, the report`, said.includes('; not sent, since its line is not finished: 13 bytes'), detail);
  return milliseconds;
}

async function sidecar(run: (write: (text: string) => void) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'drain-'));
  const recorder = await LokiRecorder.start();
  const logs = join(folder, 'logs') as `/${string}`;
  const dataDir = join(folder, 'data');
  mkdirSync(logs);
  mkdirSync(dataDir);
  const pipeline = new LogPipeline('tasks', {
    sources: [Source.files(`${logs}/**/*.log`)],
    stages: AirflowTaskLogs.stages,
    sinks: [
      Sink.loki(
        { url: recorder.url() },
        { labels: AirflowTaskLogs.labels, structuredMetadata: AirflowTaskLogs.structuredMetadata },
      ),
    ],
  });
  const config = vector.translate([pipeline], { dataDir });
  const script = join(folder, 'drain.sh');
  const yaml = join(folder, config.fileName);
  writeFileSync(script, printVectorDrain({ files: config.reads, dataDir, maxDrain: Duration.seconds(30) }));
  writeFileSync(yaml, settle(config.print(), 'the configuration'));
  const child = spawn('sh', [script, 'run', program, '--quiet', '--config', yaml], {
    env: { ...process.env, ...config.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes) => (said += String(bytes)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  try {
    const { status } = spawnSync('sh', [script, 'ready']);
    if (status !== 0) throw new Error(`vector did not start: ${said}`);
    await run((text) => {
      const file = join(logs, task);
      if (!existsSync(file)) mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, text);
    });
    const start = Date.now();
    child.kill('SIGTERM');
    const code = await ended;
    const entries = recorder.entries().map(({ line }) => line);
    return { entries, said, code, milliseconds: Date.now() - start };
  } finally {
    child.kill('SIGKILL');
    await recorder.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function header(second: number): string {
  return `[2026-11-21T00:22:0${second}.404+0000] {load.py:18} INFO - `;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [[...one].sort(), [...other].sort()];
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
