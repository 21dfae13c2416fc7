import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printInstant } from '../../../lib/languages/time/instant';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import { freePorts } from './free-ports';

/** How a Loki is started. */
export interface LokiStart {
  /** For variables in the configuration. */
  readonly env?: Readonly<Record<string, string>>;
  /** Such as `-config.expand-env=true`. */
  readonly args?: readonly string[];
}

/** What Loki said to a request. */
export interface LokiAnswer {
  readonly status: number;
  readonly body: string;
}

/** Which entries a query is about. */
export interface LokiQuery {
  /** `X-Scope-OrgID`. */
  readonly tenant?: string;
  /** RFC 3339; inclusive. */
  readonly start: string;
  /** RFC 3339; exclusive. */
  readonly end: string;
  /** @default - as many as Loki gives at most, 5000 */
  readonly limit?: number;
  /** @default 'forward' */
  readonly direction?: 'forward' | 'backward';
}

/** An entry to push; without a time it is of now, without structured metadata it has none. */
export type PushedEntry = Pick<LokiEntry, 'labels' | 'line'> &
  Partial<Pick<LokiEntry, 'structuredMetadata'>> & { readonly time?: bigint };

const readyMs = 90_000;
const stopMs = 15_000;

/** The real Loki, all of it in one process on loopback, with its data in a temporary folder. */
export class LokiProcess {
  private said = '';
  private running: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    /** Where its data and its configuration are. */
    readonly folder: string,
    private readonly ports: readonly number[],
    private readonly options: LokiStart,
  ) {}

  /**
   * Starts it and waits until it is ready. Whatever its configuration says, it listens on free ports of loopback, is ready as
   * soon as it can and reports to nobody.
   *
   * @param config - its text, or what gives it for the folder where the data goes
   * @throws with what it said, if it ends or is not ready in time
   */
  static async start(
    program: string,
    config: string | ((folder: string) => string),
    options: LokiStart = {},
  ): Promise<LokiProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'loki-'));
    const loki = new LokiProcess(program, folder, await freePorts(3), options);
    writeFileSync(join(folder, 'loki.yaml'), typeof config === 'string' ? config : config(folder));
    try {
      await loki.launch();
    } catch (error) {
      await loki.stop();
      throw error;
    }
    return loki;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports[0]}`;
  }

  /** Its configuration as it is in force. */
  async config(): Promise<string> {
    return (await this.get('/config')).body;
  }

  /** Pushes entries as JSON. */
  async push(entries: readonly PushedEntry[], tenant?: string): Promise<LokiAnswer> {
    const now = BigInt(Date.now()) * 1_000_000n;
    const streams = entries.map(({ labels, line, time = now, structuredMetadata = {} }) => ({
      stream: labels,
      values: [[String(time), line, structuredMetadata]],
    }));
    return this.post('/loki/api/v1/push', JSON.stringify({ streams }), tenant);
  }

  /** The entries of a LogQL query for logs, in Loki's order. @throws if Loki refuses the query */
  async query(
    logql: string,
    { tenant, start, end, limit = 5000, direction = 'forward' }: LokiQuery,
  ): Promise<readonly LokiEntry[]> {
    const parameters = new URLSearchParams({ query: logql, start, end, limit: String(limit), direction });
    const { status, body } = await this.get(`/loki/api/v1/query_range?${parameters.toString()}`, tenant);
    if (status !== 200) throw new Error(`loki answered ${status} to ${logql}: ${body}`);
    const { data } = JSON.parse(body) as LokiLogs;
    const entries = data.result.flatMap(({ stream, values }) =>
      values.map(([time, line, { structuredMetadata = {} } = {}]) => ({
        stream,
        time: BigInt(time),
        line,
        structuredMetadata,
      })),
    );
    const sign = direction === 'forward' ? 1 : -1;
    return entries
      .sort((one, other) => (one.time < other.time ? -sign : one.time > other.time ? sign : 0))
      .map(({ stream, time, ...rest }) => ({ labels: stream, time: printInstant(time), ...rest }));
  }

  /** The streams of a tenant. */
  async streams({ tenant, start, end }: LokiQuery): Promise<readonly LokiEntry['labels'][]> {
    const { status, body } = await this.get(
      `/loki/api/v1/series?${new URLSearchParams({ start, end }).toString()}`,
      tenant,
    );
    if (status !== 200) throw new Error(`loki answered ${status} to a question about streams: ${body}`);
    return (JSON.parse(body) as { readonly data: readonly LokiEntry['labels'][] }).data;
  }

  /** Writes what it has in memory to its store. */
  async flush(): Promise<void> {
    await this.post('/flush', '');
  }

  get(path: string, tenant?: string): Promise<LokiAnswer> {
    return this.ask('GET', path, undefined, tenant);
  }

  post(path: string, body: string, tenant?: string): Promise<LokiAnswer> {
    return this.ask('POST', path, body, tenant);
  }

  /** Ends it as a node's failure does; its folder stays. */
  async kill9(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Starts it again over the same folder, with its configuration as it is or changed. */
  async restart(change?: (config: string) => string): Promise<void> {
    await this.end('SIGTERM');
    const file = join(this.folder, 'loki.yaml');
    if (change !== undefined) writeFileSync(file, change(readFileSync(file, 'utf8')));
    await this.launch();
  }

  /** Ends it, and removes its folder. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const [http, grpc, members] = this.ports;
    const { env = {}, args = [] } = this.options;
    const running = spawn(
      this.program,
      [
        `-config.file=${join(this.folder, 'loki.yaml')}`,
        ...['-target=all', '-server.http-listen-address=127.0.0.1', `-server.http-listen-port=${http}`],
        ...['-server.grpc-listen-address=127.0.0.1', `-server.grpc-listen-port=${grpc}`],
        `-memberlist.bind-port=${members}`,
        ...['-ingester.min-ready-duration=0s', '-reporting.enabled=false'],
        // Its parts look for each other every ten seconds otherwise, and it is not ready before.
        ...['-frontend.scheduler-dns-lookup-period=500ms', '-querier.dns-lookup-period=500ms', ...args],
      ],
      { cwd: this.folder, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.running = running;
    running.stderr.on('data', (chunk: Buffer) => {
      this.said = (this.said + chunk.toString('utf8')).slice(-20_000);
    });
    let failure: Error | undefined;
    running.once('error', (error) => (failure = error));
    const started = Date.now();
    for (;;) {
      if (failure !== undefined) throw failure;
      if (running.exitCode !== null || running.signalCode !== null) throw new Error(`loki ended:\n${this.said}`);
      if (Date.now() - started > readyMs) throw new Error(`loki was not ready in ${readyMs / 1000} s:\n${this.said}`);
      const { status } = await this.get('/ready').catch(() => ({ status: 0 }));
      if (status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async ask(
    method: string,
    path: string,
    body: string | undefined,
    tenant: string | undefined,
  ): Promise<LokiAnswer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(tenant === undefined ? {} : { 'X-Scope-OrgID': tenant }),
        // Structured metadata apart from labels.
        'X-Loki-Response-Encoding-Flags': 'categorize-labels',
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, body: await response.text() };
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    const timer = setTimeout(() => running.kill('SIGKILL'), stopMs);
    await ended;
    clearTimeout(timer);
  }
}

interface LokiLogs {
  readonly data: {
    readonly result: readonly {
      readonly stream: LokiEntry['labels'];
      readonly values: readonly (readonly [
        time: string,
        line: string,
        categories?: { readonly structuredMetadata?: LokiEntry['structuredMetadata'] },
      ])[];
    }[];
  };
}
