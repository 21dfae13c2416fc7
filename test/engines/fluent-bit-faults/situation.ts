import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fluentBitOnNode } from '../../../lib/engines/fluent-bit/engine';
import { GpuWorkerLogs } from '../../../lib/patterns/gpu-worker/gpu-worker-logs';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { secret } from '../../../lib/text/secret-ref';
import { OtlpReceiver } from '../otlp/otlp-receiver';
import { FluentBitRun } from './fluent-bit-run';
import { Worker } from './worker';
import type { GpuWorkerLogsProps } from '../../../lib/patterns/gpu-worker/gpu-worker-logs';
import type { Configuration } from './fluent-bit-run';

/** What the agent's environment says. */
export const environment = {
  DASH0_TOKEN: 'auth_of_the_tests',
  HOST_NAME: 'rented-7',
  MACHINE_ID: 'mach-05',
  WORKER_ID: 'worker-0',
  DEPLOYMENT_ENVIRONMENT: 'test',
  REGION: 'eu-west-1',
} as const;

/** A worker, the real Fluent Bit beside it and a receiver, in a folder of their own. */
export class Situation {
  private constructor(
    readonly folder: string,
    readonly receiver: OtlpReceiver,
    readonly run: FluentBitRun,
    readonly worker: Worker,
  ) {}

  /**
   * With the pipeline of GPU workers.
   *
   * @param props - what is bounded and sampled; nothing, where it is not said
   * @param change - what is done to the configuration before it is written
   */
  static pattern(
    props: GpuWorkerLogsProps = { sample: '100%', linesPerSecond: 1_000_000 },
    change: (config: Configuration) => Configuration = (config) => config,
  ): Promise<Situation> {
    return Situation.start((folder, { url }) => {
      const { sources, stages, messageAsBody, resource } = new GpuWorkerLogs({ ...props, sources: sourcesIn(folder) });
      const auth = { bearer: secret('DASH0_TOKEN') };
      const sinks = [Sink.otlp(url, { resource, traceId: field('trace_id'), auth })] as const;
      const pipeline = new LogPipeline('gpu-worker', { sources, stages: [...stages, ...messageAsBody], sinks });
      return change(fluentBitOnNode.translate([pipeline], { dataDir: join(folder, 'data') }));
    });
  }

  /** With any configuration. */
  static async start(configure: (folder: string, receiver: OtlpReceiver) => Configuration): Promise<Situation> {
    const folder = mkdtempSync(join(tmpdir(), 'fluent-bit-faults-'));
    mkdirSync(join(folder, 'data'));
    const receiver = await OtlpReceiver.start();
    const worker = new Worker(filesIn(folder));
    const run = await FluentBitRun.start(configure(folder, receiver), folder, environment);
    await run.ready();
    return new Situation(folder, receiver, run, worker);
  }

  /** Bytes of what waits on the disk. */
  get stored(): number {
    const files = readdirSync(join(this.folder, 'data'), { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith('.flb'))
      .reduce(
        (sum, file) => sum + (statSync(join(this.folder, 'data', file), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
  }

  async end(): Promise<void> {
    this.worker.close();
    await this.run.end();
    await this.receiver.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** Runs something in a situation, and cleans up behind it. */
export async function within<T>(made: Promise<Situation>, act: (situation: Situation) => Promise<T>): Promise<T> {
  const situation = await made;
  try {
    return await act(situation);
  } finally {
    await situation.end();
  }
}

/** The files of a worker: two of its own, two of PM2's. */
export function filesIn(folder: string): readonly string[] {
  return ['workspace/a.log', 'workspace/b.log', 'pm2/c.log', 'pm2/d.log'].map((name) => join(folder, name));
}

function sourcesIn(folder: string): readonly [Source, Source] {
  return [Source.files(`${folder as '/'}/workspace/*.log`), Source.files(`${folder as '/'}/pm2/*.log`)];
}
