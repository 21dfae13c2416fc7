import { spawn, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Complaint } from '../../engines/judge';
import { UsageError } from '../usage-error';

/** Far more than any of them takes. */
const patienceMs = 60_000;
const mostSaidBytes = 16 * 1024 * 1024;

const stopped: Complaint = { said: `it was stopped after ${patienceMs / 1000} s, or said too much`, code: -1 };

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
    if (status === null) return stopped;
    return { said: `${stdout}${stderr}`, code: status };
  }

  /** Runs it in the same way, beside others. */
  start(args: readonly string[], folder: string, environment: Readonly<Record<string, string>>): Promise<Complaint> {
    return new Promise((settle, fail) => {
      const child = spawn(this.path, args, {
        cwd: folder,
        env: { ...environment },
        timeout: patienceMs,
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { out: [] as Buffer[], err: [] as Buffer[], bytes: 0 };
      const take = (into: Buffer[]) => (chunk: Buffer) => {
        said.bytes += chunk.length;
        if (said.bytes > mostSaidBytes) child.kill('SIGKILL');
        else into.push(chunk);
      };
      child.stdout.on('data', take(said.out));
      child.stderr.on('data', take(said.err));
      child.on('error', (error) => {
        fail(new UsageError(`${this.path} could not be run: ${error.message}`, { cause: error }));
      });
      child.on('close', (code) => {
        settle(code === null ? stopped : { said: Buffer.concat([...said.out, ...said.err]).toString(), code });
      });
    });
  }
}

/** A folder that nobody else can look into. The caller takes it away. */
export function ownFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-check-'));
  chmodSync(folder, 0o700);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same for as long as `use` takes. */
export function inOwnFolder<T>(use: (folder: string) => T): T {
  const { folder, remove } = ownFolder();
  try {
    return use(folder);
  } finally {
    remove();
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
