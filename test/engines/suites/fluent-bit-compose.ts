import { closeSync, copyFileSync, openSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { FluentBitCompose, LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';
import { ComposeRun, program } from '../compose/compose-run';
import { MoodyLoki } from '../drain/moody-loki';
import { sleep } from '../drain/sidecar-pod';
import type { Context, Suite } from '../suite';

const logs = '/workspace/logs';

/** What `FluentBitCompose` writes, run by the real program: health, rotation in both ways, ends and starts. */
export const suite: Suite = {
  name: 'fluent-bit-compose',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: () => 'what FluentBitCompose writes, run',
  async run(context) {
    await Promise.all([
      rotation(context, 'rename', (path, old) => renameSync(path, old)),
      rotation(context, 'copytruncate', (path, old) => {
        copyFileSync(path, old);
        truncateSync(path);
      }),
      restarts(context),
      awayAtTheEnd(context),
    ]);
  },
};

/** A program that writes, and a logrotate beside it, which never comes in the midst of a line. */
async function rotation(context: Context, by: string, rotate: (path: string, old: string) => void): Promise<void> {
  await withRun(async (run, recorder) => {
    await run.start();
    context.check(`${by}: healthy`, run.isHealthy(), () => 'not healthy');
    const writer = new Writer(join(run.logs, 'worker.log'));
    for (let turn = 0; turn < 4; turn += 1) {
      await writer.write(200, 1500);
      // What is not read by then is lost to copytruncate.
      if (by === 'copytruncate') await sleep(500);
      rotate(writer.path, `${writer.path}.${turn}`);
      if (by === 'rename') writer.reopen();
    }
    await writer.write(1, 500);
    writer.close();
    const { code, said } = await run.stop();
    report(context, `rotation by ${by}`, writer.count, recorder, { code, said });
    context.check(`${by}: is not healthy once it is stopped`, !run.isHealthy(), () => 'healthy');
  });
}

/** Stopped, started, killed and started: what was written meanwhile is read, and nothing is lost. */
async function restarts(context: Context): Promise<void> {
  await withRun(async (run, recorder) => {
    const writer = new Writer(join(run.logs, 'worker.log'));
    await writer.write(1, 100);
    await run.start();
    await writer.write(100, 500);
    await run.stop();
    await writer.write(1, 100);
    await run.start();
    await writer.write(100, 500);
    // All of it is read and sent, so that a kill doubles nothing.
    await sleep(2000);
    await run.kill();
    await writer.write(1, 100);
    await run.start();
    writer.close();
    await sleep(1500);
    report(context, 'a stop, a kill and three starts', writer.count, recorder, await run.stop());
  });
}

/** Stopped in the midst of an entry with a receiver that is away, and started when it is there again. */
async function awayAtTheEnd(context: Context): Promise<void> {
  let away = true;
  const loki = await MoodyLoki.start(() => (away ? 503 : 'takes'));
  const joined = pipelineTo(loki.url()).with({
    stages: [Stage.joinLines({ firstLine: /^line/, maxWait: Duration.seconds(5) })],
  });
  const made = { services: ['worker'], pipelines: [joined], maxDrain: Duration.seconds(2) } as const;
  const run = await ComposeRun.of(new FluentBitCompose(made), logs);
  try {
    const writer = new Writer(join(run.logs, 'worker.log'));
    await run.start();
    await writer.write(50, 300);
    await sleep(500);
    const first = await run.stop();
    context.check('away at the end: ends by itself', first.code === 0, () => first.said);
    away = false;
    await run.start();
    await writer.write(1, 100);
    writer.close();
    // As long as the last entry waits for further lines.
    await sleep(6500);
    report(context, 'away at the end', writer.count, loki.recorder, await run.stop());
  } finally {
    await run.remove();
    await loki.stop();
    await loki.recorder.stop();
  }
}

class Writer {
  count = 0;
  #file: number;

  constructor(readonly path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Writes lines, some every 10 ms. */
  async write(every: number, count: number): Promise<void> {
    for (let written = 0; written < count; written += 1) {
      writeSync(this.#file, `line ${this.count} ${'x'.repeat(100)}\n`);
      this.count += 1;
      if (every > 1 && written % Math.ceil(count / every) === 0) await sleep(10);
    }
  }

  reopen(): void {
    this.close();
    this.#file = openSync(this.path, 'a');
  }

  close(): void {
    closeSync(this.#file);
  }
}

function report(context: Context, name: string, count: number, recorder: LokiRecorder, end: object): void {
  const times = new Map<string, number>();
  for (const { line } of recorder.entries()) {
    const number = line.split(' ')[1] ?? '';
    times.set(number, (times.get(number) ?? 0) + 1);
  }
  const lost = Array.from({ length: count }, (_, number) => String(number)).filter((number) => !times.has(number));
  const doubled = [...times].filter(([, several]) => several > 1);
  const detail = (): string => JSON.stringify({ count, lost: lost.slice(0, 5), doubled: doubled.slice(0, 5), end });
  context.check(`${name}: nothing is lost`, lost.length === 0, detail);
  context.check(`${name}: nothing comes twice`, doubled.length === 0, detail);
  context.check(`${name}: ends by itself`, (end as { code?: unknown }).code === 0, detail);
}

async function withRun(use: (run: ComposeRun, recorder: LokiRecorder) => Promise<void>): Promise<void> {
  const recorder = await LokiRecorder.start();
  const pipelines = [pipelineTo(recorder.url())] as const;
  const run = await ComposeRun.of(new FluentBitCompose({ services: ['worker'], pipelines }), logs);
  try {
    await use(run, recorder);
  } finally {
    await run.remove();
    await recorder.stop();
  }
}

function pipelineTo(url: string): LogPipeline {
  return new LogPipeline('gpu', {
    sources: [Source.files(`${logs}/*.log`)],
    sinks: [Sink.loki({ url }, { labels: { app: 'gpu' } })],
  });
}
