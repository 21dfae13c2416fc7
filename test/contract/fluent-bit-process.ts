import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** The program, by the variable FLUENT_BIT or on the PATH. */
export const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

let known: { readonly version: string | undefined } | undefined;

/** What the program says that it is. */
export function foundVersion(): string | undefined {
  known ??= {
    version: /^Fluent Bit v(\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
  };
  return known.version;
}

/** Why it cannot be run here. */
export function lacksFluentBit(): string | undefined {
  return foundVersion() === undefined ? `no program ${program}; set FLUENT_BIT, or put it on the PATH` : undefined;
}

/** How long an end may take: it waits `grace` for its outputs. */
const endMs = 10_000;

/** A running Fluent Bit. */
export class FluentBitProcess {
  /** What its pipelines wrote to standard output. */
  printed = '';
  private said = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;

  constructor(file: string, env: Readonly<Record<string, string>>) {
    this.child = spawn(program, ['-c', file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.printed += chunk.toString('utf8')));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString('utf8')).slice(-20_000)));
    this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
  }

  get isEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** @throws if it ended by itself, or a program of ours failed */
  async stop(): Promise<void> {
    const complaint = /^\[cdk8s-logging\] a record .*$/m.exec(this.said);
    if (this.isEnded) throw new Error(`fluent-bit ended with ${this.child.exitCode}:\n${this.said}`);
    this.child.kill('SIGTERM');
    // It once did not hear it.
    const timer = setTimeout(() => this.child.kill('SIGKILL'), endMs);
    await this.ended;
    clearTimeout(timer);
    if (complaint !== null) throw new Error(complaint[0]);
  }
}
