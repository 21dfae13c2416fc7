import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { cpuTime } from './cpu-time';
import type { FoundProgram } from './agent-program';
import type { LokiRecorder } from './loki-recorder';
import type { RunScope } from './run-scope';

const mostSaid = 64 * 1024;

/** How a run ends: nothing tells that an agent has read all, so it is when nothing new comes and it has nothing to do. */
export interface Patience {
  /** How many entries are expected. */
  readonly expected: number;
  /** Nothing new for so long, where less has come. */
  readonly quietMs: number;
}

/** Nothing new for so long, once as much has come as is expected. */
const shortQuietMs = 1_500;
/** Nothing at all for so long: a program takes its time to start. */
const leastStartMs = 15_000;
/** Nothing new for so long, however busy it is. */
const mostQuietMs = 120_000;
const lookMs = 50;
/** The share of a CPU above which it is at work, over {@link loadMs}. */
const busyShare = 0.06;
const loadMs = 1_000;

/** A started agent. */
export class AgentProcess {
  private readonly child: ChildProcess;
  private said = '';
  private startError: Error | undefined;

  constructor(
    program: FoundProgram,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    folder: string,
    private readonly scope: RunScope,
  ) {
    this.child = spawn(program.path, [...(program.arguments ?? []), ...args], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    scope.add(this.child);
    this.child.on('error', (error) => (this.startError = error));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.said = (this.said + chunk.toString('utf8')).slice(-mostSaid);
      });
    }
  }

  /**
   * Until all has come, as far as can be told.
   *
   * @returns whether it was still at work when it was given up
   */
  async untilQuiet(recorder: LokiRecorder, { expected, quietMs }: Patience, tick: () => void): Promise<boolean> {
    const started = Date.now();
    const load = new Load(this.child.pid, Math.min(loadMs, quietMs));
    while (this.isRunning) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      tick();
      load.look();
      const { count, lastPushAt } = recorder;
      const quiet = Date.now() - Math.max(lastPushAt, started);
      const limit =
        count === 0 ? Math.max(leastStartMs, quietMs) : count >= expected ? Math.min(shortQuietMs, quietMs) : quietMs;
      if (quiet > limit && !load.isBusy) return false;
      if (quiet > mostQuietMs) return true;
    }
    return false;
  }

  /** @returns why it failed, with what it said; undefined where it ended as it should */
  async stop(): Promise<string | undefined> {
    const endedItself = !this.isRunning;
    const code = await this.scope.stop(this.child);
    if (this.startError !== undefined) return `could not be started: ${this.startError.message}`;
    if (!endedItself) return undefined;
    return `ended with ${code === null ? 'a signal' : `exit code ${code}`}, saying\n${indent(this.complaints.join('\n') || lastLines(this.said))}`;
  }

  /** What it complained of, first things first. */
  get complaints(): readonly string[] {
    return this.said.split('\n').filter((line) => /level=(error|fatal)|\bERROR\b/.test(line));
  }

  private get isRunning(): boolean {
    return this.startError === undefined && this.child.exitCode === null && this.child.signalCode === null;
  }
}

/** How much a program has to do: on a busy machine it may say nothing for long, and still be at work. */
class Load {
  private readonly looks: { readonly at: number; readonly cpu: number }[] = [];

  constructor(
    private readonly pid: number | undefined,
    private readonly overMs: number,
  ) {}

  look(): void {
    const at = Date.now();
    const last = this.looks.at(-1);
    if (this.pid === undefined || (last !== undefined && at - last.at < this.overMs / 4)) return;
    const cpu = cpuTime(this.pid);
    if (cpu === undefined) return;
    this.looks.push({ at, cpu });
    while ((this.looks[1]?.at ?? at) < at - this.overMs) this.looks.shift();
  }

  get isBusy(): boolean {
    const [first, last] = [this.looks[0], this.looks.at(-1)];
    if (first === undefined || last === undefined || last.at === first.at) return false;
    return (last.cpu - first.cpu) / (last.at - first.at) > busyShare;
  }
}

/** A free port of this machine, for programs that take no port 0. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function lastLines(said: string): string {
  return said.trimEnd().split('\n').slice(-12).join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
