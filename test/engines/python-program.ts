import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { isRunning } from './running';
import type { Building } from './built';

/** A program that pip installs from Python's package registry. */
export interface PythonProgram {
  /** File in `python/` that pins it, and all that it needs. */
  readonly requirements: string;
  /** What it is called among the programs of its environment. */
  readonly command: string;
}

/** How a program of Python's comes to be. */
export function pythonProgram({ requirements, command }: PythonProgram): Building {
  const file = join(__dirname, 'python', requirements);
  return {
    pins: () => [command, readFileSync(file)],
    async build(place) {
      // An environment cannot be moved, so the program's own name comes last, as a link to it.
      const environments = `venv-${basename(place)}-`;
      removeUnfinished(dirname(place), environments);
      const environment = join(dirname(place), `${environments}${process.pid}`);
      try {
        await run('python3', ['-m', 'venv', environment]);
        const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
        await run(join(environment, 'bin', 'pip'), ['install', ...quiet, '--no-deps', '-r', file]);
        const link = `${place}.${process.pid}`;
        symlinkSync(join(environment, 'bin', command), link);
        renameSync(link, place);
      } catch (error) {
        rmSync(environment, { recursive: true, force: true });
        throw error;
      }
    },
  };
}

/** What runs that are no more left behind: while the link is missing, none of them is whole. */
function removeUnfinished(cache: string, environments: string): void {
  for (const folder of readdirSync(cache)) {
    if (!folder.startsWith(environments) || isRunning(Number(folder.slice(environments.length)))) continue;
    rmSync(join(cache, folder), { recursive: true, force: true });
  }
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const running = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    running.once('error', () => reject(new Error(`it must be installed with ${program}; put it on the PATH`)));
    running.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${basename(program)} could not install it:\n${said.slice(-4000)}`);
}
