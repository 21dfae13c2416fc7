import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../lib/cli/compare/agent-process';
import { cpuTime } from '../../../lib/cli/compare/cpu-time';
import { settle } from '../../../lib/text/reader';
import type { Text } from '../../../lib/text/live-text';

/** The program, by the variable FLUENT_BIT or on the PATH. */
export const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

/** A configuration as it stands on a disk: the main file's text and name, and the files beside it. */
export interface Configuration {
  readonly fileName: string;
  print(): Text;
  readonly files: Readonly<Record<string, Text>>;
}

/** What a process takes. */
export interface Usage {
  /** Milliseconds of a CPU so far. */
  readonly cpuMs: number;
  /** Mebibytes in memory, and those of them that are no file's. */
  readonly resident: number;
  readonly anonymous: number;
}

/** A real Fluent Bit, which may be killed and started anew in its folder. */
export class FluentBitRun {
  /** Of its HTTP server. */
  readonly port: number;
  /** Of its Prometheus exporter. */
  readonly metricsPort: number;
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(
    private readonly folder: string,
    private readonly file: string,
    private readonly env: Readonly<Record<string, string>>,
    ports: readonly [number, number],
  ) {
    [this.port, this.metricsPort] = ports;
  }

  /** Written and started; its two ports are free ones. */
  static async start(
    configuration: Configuration,
    folder: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<FluentBitRun> {
    mkdirSync(folder, { recursive: true });
    const ports = [await freePort(), await freePort()] as const;
    const text = settle(configuration.print(), configuration.fileName)
      .replace(/http_port: 2020\b/, `http_port: ${ports[0]}`)
      .replace(/port: 2021\b/, `port: ${ports[1]}`);
    const file = join(folder, configuration.fileName);
    writeFileSync(file, text);
    for (const [name, content] of Object.entries(configuration.files)) {
      writeFileSync(join(folder, name), settle(content, name));
    }
    const run = new FluentBitRun(folder, file, env, ports);
    run.again();
    return run;
  }

  /** What it said on its standard error; the last of it. */
  get log(): string {
    return this.said;
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it anew, as it was left. */
  again(): void {
    const child = spawn(program, ['-c', this.file], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.said = (this.said + chunk.toString('utf8')).slice(-200_000);
    });
    this.child = child;
  }

  /** Until it answers, and has looked for its files. */
  async ready(): Promise<void> {
    const end = performance.now() + 10_000;
    while (performance.now() < end && this.isRunning) {
      const answered = await this.ask('/')
        .then(() => true)
        .catch(() => false);
      if (answered) return new Promise((resolve) => setTimeout(resolve, 1_200));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`fluent-bit did not start:\n${this.said}`);
  }

  /** What it has taken so far. */
  usage(): Usage {
    const pid = this.child?.pid as number;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mebibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    return { cpuMs: cpuTime(pid) ?? NaN, resident: mebibytes('VmRSS'), anonymous: mebibytes('RssAnon') };
  }

  /** What a path of its HTTP server answers. */
  async ask(path: string, port = this.port): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  }

  /** Sends a signal and waits for the end; what does not hear TERM is killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isRunning) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
