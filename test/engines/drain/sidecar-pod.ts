import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duration } from 'cdk8s';
import { App, Chart, Testing } from 'cdk8s';
import { VectorSidecar } from '../../../lib/constructs/vector-sidecar';
import { vectorVersions } from '../../../lib/engines/vector/versions';
import { airflowLogFolder } from '../../../lib/patterns/airflow/airflow-task-logs';
import type { HelmValues } from '../../../lib/delivery/helm-value';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import type { LogPipeline } from '../../../lib/pipeline/log-pipeline';

/** The program, by the variable VECTOR or on the PATH. */
export const program = process.env['VECTOR'] ?? 'vector';

/** The script means Debian's shell, which is dash there. */
const shell = existsSync('/bin/dash') ? '/bin/dash' : '/bin/sh';

/** How a sidecar ended. */
export interface SidecarEnd {
  /** Its exit code; `null` if it had to be killed. */
  readonly code: number | null;
  /** What it wrote: Vector's log and the drain's report. */
  readonly said: string;
  /** From the task's end, which is when it was told to stop, to its own. */
  readonly milliseconds: number;
}

/** Which sidecar it is. */
export interface SidecarKind<N extends EngineName> {
  readonly program: string;
  make(scope: Chart, pipeline: LogPipeline<N>, maxDrain: Duration | undefined): MadeSidecar;
  /** The container's folders of its configuration and of what is its own. */
  readonly folders: { readonly etc: string; readonly data: string };
  /** What this machine runs for a command of the container. */
  words(command: readonly string[]): readonly string[];
}

interface MadeSidecar {
  readonly container: HelmValues;
  readonly terminationGracePeriodSeconds: number;
}

interface Sidecar {
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe: {
    readonly exec: { readonly command: readonly string[] };
    readonly periodSeconds: number;
    readonly timeoutSeconds: number;
    readonly failureThreshold: number;
  };
}

const logsHere = { logs: { volume: 'logs', path: airflowLogFolder }, user: { uid: 50000, gid: 0 } };

const vectorKind: SidecarKind<'vector'> = {
  program,
  make: (chart, pipeline, maxDrain) =>
    new VectorSidecar(chart, 'sidecar', {
      pipelines: [pipeline],
      version: version(),
      ...logsHere,
      ...(maxDrain === undefined ? {} : { maxDrain }),
    }),
  folders: { etc: '/etc/vector', data: '/var/lib/vector' },
  words: ([, ...words]) => [shell, ...words.map((word) => (word === 'vector' ? program : word))],
};

/**
 * A pod as the kubelet runs it: the sidecar that the construct makes, with the real program; once that has started a task, and
 * at the task's end TERM to the sidecar's process 1, KILL to all of it when its time of grace is over.
 */
export class SidecarPod<N extends EngineName = 'vector'> {
  // Within patterns of Lua a name with - would be another one.
  readonly folder = mkdtempSync(join(tmpdir(), 'drain_'));
  /** Where the task writes its logs. */
  readonly logs = join(this.folder, 'logs');
  readonly #kind: SidecarKind<N>;
  readonly #sidecar: Sidecar;
  readonly #graceSeconds: number;
  #process: ChildProcess | undefined;
  #said = '';
  #ended: Promise<number | null> = Promise.resolve(null);

  /** @param kind - Vector's, if nothing is said */
  constructor(
    pipeline: LogPipeline<N>,
    maxDrain?: Duration,
    kind: SidecarKind<N> = vectorKind as unknown as SidecarKind<N>,
  ) {
    this.#kind = kind;
    const chart = new Chart(new App(), 'pod');
    const made = kind.make(chart, pipeline, maxDrain);
    const [map] = Testing.synth(chart) as { readonly data: Readonly<Record<string, string>> }[];
    if (map === undefined) throw new Error('no ConfigMap was made');
    for (const name of ['logs', 'etc', 'data']) mkdirSync(join(this.folder, name));
    for (const [name, text] of Object.entries(map.data))
      writeFileSync(join(this.folder, 'etc', name), this.#here(text));
    this.#sidecar = JSON.parse(this.#here(JSON.stringify(made.container))) as Sidecar;
    this.#graceSeconds = made.terminationGracePeriodSeconds;
  }

  /** Starts the sidecar, and waits until its startup probe has passed. */
  async start(): Promise<void> {
    const { command, env, startupProbe } = this.#sidecar;
    const [first = '', ...words] = this.#kind.words(command);
    const child = spawn(first, words, {
      env: { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(env.map(({ name, value }) => [name, value])) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (this.#said += String(bytes)));
    this.#ended = new Promise((resolve) => child.on('close', resolve));
    for (let probe = 0; probe < startupProbe.failureThreshold; probe += 1) {
      if (probe > 0) await sleep(startupProbe.periodSeconds * 1000);
      // What a probe says goes nowhere.
      if ((await exitCode(this.#kind.words(startupProbe.exec.command), 'ignore')) === 0) return;
    }
    throw new Error(`${this.#kind.program} did not start: ${this.#said}`);
  }

  /** Runs a task, a program for the shell, to its end. */
  async run(script: string): Promise<void> {
    const code = await exitCode([shell, '-euc', script]);
    if (code !== 0) throw new Error(`the task ended with ${code}`);
  }

  /** Ends the sidecar as the kubelet does. */
  async end(): Promise<SidecarEnd> {
    const start = Date.now();
    this.#process?.kill('SIGTERM');
    const timer = setTimeout(() => this.#kill(), this.#graceSeconds * 1000);
    const code = await this.#ended;
    clearTimeout(timer);
    return { code, said: this.#said, milliseconds: Date.now() - start };
  }

  /** Process ids of the sidecar, the shell's first. */
  processes(): readonly number[] {
    const first = this.#process?.pid;
    if (first === undefined) return [];
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '-g', String(first)], { encoding: 'utf8' });
    return stdout.trim().split(/\s+/).map(Number);
  }

  /** Removes what is left of it. */
  remove(): void {
    this.#kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A text for this machine's folders instead of the container's. */
  #here(text: string): string {
    return text
      .replaceAll(airflowLogFolder, this.logs)
      .replaceAll(this.#kind.folders.data, join(this.folder, 'data'))
      .replaceAll(this.#kind.folders.etc, join(this.folder, 'etc'));
  }

  #kill(): void {
    const pid = this.#process?.pid;
    if (pid === undefined) return;
    try {
      // All of its processes, as those of a container.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

/** Of the Vector at hand. @throws if it is none that the library knows */
function version(): (typeof vectorVersions)[number] {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const found = vectorVersions.find((known) => stdout.startsWith(`vector ${known} `));
  if (found === undefined)
    throw new Error(`${program} is ${stdout.trim()}, which is not one of ${vectorVersions.join(', ')}`);
  return found;
}

function exitCode(
  [first = '', ...words]: readonly string[],
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(first, words, { stdio: ['ignore', 'ignore', stderr] });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Memory and CPU of a process, from /proc. */
export function readProcess(pid: number): { readonly cpuMs: number; readonly anonKb: number; readonly fileKb: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  // Clock ticks of 10 ms: utime and stime are the 14th and 15th field.
  return { cpuMs: (Number(stat[11]) + Number(stat[12])) * 10, anonKb: kb('RssAnon'), fileKb: kb('RssFile') };
}
