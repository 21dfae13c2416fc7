import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RunScope } from '../../../lib/cli/compare/run-scope';

/** A busy machine takes its time to start programs. */
jest.setTimeout(60_000);

const stubborn = "process.on('SIGTERM', () => undefined); console.log('up'); setTimeout(() => undefined, 60_000)";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the scope of a run', () => {
  it('has a folder of its own, and takes it away', async () => {
    const folder = await RunScope.within((scope) => {
      expect(statSync(scope.folder).mode & 0o777).toBe(0o700);
      return Promise.resolve(scope.folder);
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('ends a program that does not end when it is asked to', async () => {
    const code = await RunScope.within(async (scope) => {
      const child = spawn(process.execPath, ['-e', stubborn]);
      scope.add(child);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      return scope.stop(child);
    }, 50);
    expect(code).toBeNull();
  });

  it('ends programs that are left when it fails', async () => {
    let pid = 0;
    const run = RunScope.within((scope) => {
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)']);
      scope.add(child);
      pid = child.pid ?? 0;
      return Promise.reject(new Error('failed'));
    });
    await expect(run).rejects.toThrow('failed');
    expect(isAlive(pid)).toBe(false);
  });

  it.each([
    ['Ctrl-C', 'SIGINT', 130],
    ['the end of its terminal', 'SIGHUP', 129],
  ] as const)('ends all on %s', async (_, signal, exitCode) => {
    const shell = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'interrupted.ts')], {
      cwd: join(__dirname, '../../..'),
    });
    const said = await new Promise<Buffer>((resolve) => shell.stdout.once('data', resolve));
    const { folder, pid } = JSON.parse(said.toString()) as { readonly folder: string; readonly pid: number };
    expect([existsSync(folder), isAlive(pid)]).toEqual([true, true]);
    shell.kill(signal);
    const code = await new Promise((resolve) => shell.once('exit', resolve));
    await until(() => !isAlive(pid));
    expect([code, existsSync(folder)]).toEqual([exitCode, false]);
  });
});
