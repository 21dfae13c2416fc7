import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration, Size } from 'cdk8s';
import { lokiExpandEnv } from '../../lib/backends/loki/expand-env';
import { printYaml } from '../../lib/languages/yaml/print';
import { through } from '../../lib/text/reader';
import { LokiConfig, LokiSchema } from '../../lib/backends/loki/index';
import type { ChunkEncoding } from '../../lib/backends/loki/index';
import { freePorts } from '../../test/engines/loki/free-ports';

/** How a Loki is started. */
export interface StartOptions {
  /** Of Loki. */
  readonly program: string;
  /** Its own. */
  readonly folder: string;
  /** Of chunks and index, which several may share as they would a bucket. */
  readonly store: string;
  readonly chunkEncoding: ChunkEncoding;
  readonly replicas: number;
  /** Where it gossips, and where all do. */
  readonly gossip: { readonly port: number; readonly all: readonly number[] };
}

/** A real Loki on loopback. */
export class RunningLoki {
  private constructor(
    private readonly folder: string,
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** @throws if it does not become ready */
  static async start({ program, folder, store, chunkEncoding, replicas, gossip }: StartOptions): Promise<RunningLoki> {
    const [http = 0, grpc = 0] = await freePorts(2);
    const config = new LokiConfig({
      authEnabled: false,
      server: {
        httpListenAddress: '127.0.0.1',
        httpListenPort: http,
        grpcListenAddress: '127.0.0.1',
        grpcListenPort: grpc,
        logLevel: 'warn',
        grpcServerMaxRecvMsgSize: Size.mebibytes(64),
      },
      common: {
        pathPrefix: folder,
        replicationFactor: replicas,
        instanceAddr: '127.0.0.1',
        ring: {
          kvstore: { store: replicas > 1 ? 'memberlist' : 'inmemory' },
          instanceAddr: '127.0.0.1',
          instanceId: `loki-${gossip.port}`,
        },
      },
      memberlist: {
        bindAddr: ['127.0.0.1'],
        bindPort: gossip.port,
        advertisePort: gossip.port,
        joinMembers: replicas > 1 ? gossip.all.map((port) => `127.0.0.1:${port}`) : [],
      },
      schema: LokiSchema.since('2024-04-01'),
      // What stands for a bucket here is a folder, so that nothing else has to run.
      objectStore: 'filesystem',
      storageConfig: { filesystem: { directory: store } },
      ingester: {
        chunkEncoding,
        wal: { flushOnShutdown: true },
        lifecycler: { minReadyDuration: Duration.seconds(0) },
      },
      limitsConfig: {
        ingestionRateMb: 10_000,
        ingestionBurstSizeMb: 10_000,
        perStreamRateLimit: Size.gibibytes(10),
        perStreamRateLimitBurst: Size.gibibytes(10),
        maxGlobalStreamsPerUser: 0,
        shardStreams: { enabled: false },
      },
      analytics: { reportingEnabled: false },
    });
    const file = join(folder, config.fileName);
    // Copies on disks are refused: these share one.
    writeFileSync(file, through(printYaml(config.unescaped), lokiExpandEnv) as string);
    const log = openSync(join(folder, 'loki.log'), 'w');
    const child = spawn(program, [`-config.file=${file}`, ...config.arguments], { stdio: ['ignore', log, log] });
    const loki = new RunningLoki(folder, `http://127.0.0.1:${http}`, child);
    await loki.ready();
    return loki;
  }

  /** @throws if Loki takes it not */
  async push(streams: readonly object[]): Promise<void> {
    const body = JSON.stringify({ streams });
    for (let left = 600; ; left -= 1) {
      const response = await fetch(`${this.url}/loki/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (response.status === 204) return;
      const said = await response.text();
      if (left === 0 || response.status < 429) throw new Error(`Loki refused a push with ${response.status}: ${said}`);
      await sleep(100);
    }
  }

  /** A metric's values, summed over its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }

  /** Writes everything into the store and ends. */
  async stop(): Promise<void> {
    const ended = new Promise<boolean>((resolve) => this.child.once('exit', () => resolve(true)));
    this.child.kill('SIGTERM');
    if (await Promise.race([ended, sleep(300_000, false, { ref: false })])) return;
    this.child.kill('SIGKILL');
    throw new Error('Loki must end within 5 minutes of a TERM, got none');
  }

  /** Ends it at once, where it has not ended. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private async ready(): Promise<void> {
    for (let left = 600; left > 0; left -= 1) {
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined);
      if (answer?.status === 200) return;
      if (this.child.exitCode !== null) break;
      await sleep(100);
    }
    throw new Error(`Loki must become ready, got: ${readFileSync(join(this.folder, 'loki.log'), 'utf8').slice(-2000)}`);
  }
}
