import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Complaint } from '../../engines/judge';
import { UsageError } from '../usage-error';

/** Far more than any of them takes. */
const patienceMs = 60_000;
const mostSaidBytes = 16 * 1024 * 1024;

/** A program of another's on this machine. */
export class InstalledProgram {
  private constructor(readonly path: string) {}

  /**
   * The one that a variable names, else the one on the PATH.
   *
   * @throws UsageError if the variable names none
   */
  static find(variable: string, name: string): InstalledProgram | undefined {
    const given = process.env[variable];
    if (given !== undefined && given !== '') {
      const path = onPath(given);
      if (path !== undefined) return new InstalledProgram(path);
      throw new UsageError(`'${variable}' must name a program, got ${given}; take it out to use what the PATH has`);
    }
    const path = onPath(name);
    return path === undefined ? undefined : new InstalledProgram(path);
  }

  /** Runs it with nothing of this environment, and waits. */
  run(args: readonly string[], folder: string, environment: Readonly<Record<string, string>>): Complaint {
    const { stdout, stderr, status, signal, error } = spawnSync(this.path, args, {
      cwd: folder,
      env: { ...environment },
      encoding: 'utf8',
      timeout: patienceMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostSaidBytes,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (error !== undefined && status === null && signal === null) {
      throw new UsageError(`${this.path} could not be run: ${error.message}`, { cause: error });
    }
    if (status === null) return { said: `it was stopped after ${patienceMs / 1000} s`, code: -1 };
    return { said: `${stdout}${stderr}`, code: status };
  }
}

/** A folder that nobody else can look into, for as long as `use` takes. */
export function inOwnFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-check-'));
  try {
    chmodSync(folder, 0o700);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes files that only this user can read. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, basename(name)), text, { mode: 0o600 });
}

function onPath(program: string): string | undefined {
  const folders = isAbsolute(program) || program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => (folder === '' ? resolve(program) : join(folder, program))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
