import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a program may take to end when it is asked to; it sends what it still has. */
const patienceMs = 15_000;

/** What ends this process, and its exit code then. */
const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const signals = Object.keys(endings) as readonly (keyof typeof endings)[];

/** What a run has started and made: it ends with the run, with Ctrl-C or its terminal too. */
export class RunScope {
  /** Where all files of the run are; nobody else can look into it. */
  readonly folder: string;
  private readonly running = new Set<ChildProcess>();
  private runs = 0;
  private readonly onSignal = (signal: keyof typeof endings): void => {
    this.remove();
    process.exit(endings[signal]);
  };
  private readonly onExit = (): void => this.remove();

  private constructor(private readonly patienceMs: number) {
    // Links in its path would be followed by some programs, and shown by others.
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-logging-compare-')));
    chmodSync(this.folder, 0o700);
    for (const signal of signals) process.once(signal, this.onSignal);
    process.once('exit', this.onExit);
  }

  /** @param patience - how many milliseconds a program may take to end when it is asked to */
  static async within<T>(use: (scope: RunScope) => Promise<T>, patience = patienceMs): Promise<T> {
    const scope = new RunScope(patience);
    try {
      return await use(scope);
    } finally {
      await Promise.all([...scope.running].map((child) => scope.stop(child)));
      scope.remove();
      for (const signal of signals) process.off(signal, scope.onSignal);
      process.off('exit', scope.onExit);
    }
  }

  /** A number that no other run has. */
  next(): number {
    this.runs += 1;
    return this.runs;
  }

  /** Takes a program under its care. */
  add(child: ChildProcess): void {
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    child.once('error', () => this.running.delete(child));
  }

  /** Asks a program to end, and ends it where it does not. @returns its exit code; null where it was killed */
  async stop(child: ChildProcess): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), this.patienceMs);
    try {
      return await ended;
    } finally {
      clearTimeout(timer);
    }
  }

  /** At once: nothing can be waited for when this process ends. */
  private remove(): void {
    for (const child of this.running) child.kill('SIGKILL');
    // What was ended a moment ago may still be writing.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
