import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorConfig } from '../../../../lib/engines/vector';
import type { VectorConfigProps } from '../../../../lib/engines/vector';
import { settle } from '../../../../lib/text/reader';

const program = process.env['VECTOR'] ?? 'vector';
const found = (spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '').trim();
const has = found.startsWith('vector 0.57.')
  ? new Set(spawnSync(program, ['list'], { encoding: 'utf8' }).stdout.match(/(?<=^- )\w+$/gm))
  : undefined;

/** Runs a test by the real Vector 0.57, or prints why not. @param needs - what its build must have */
export function byVector(
  title: string,
  needs: readonly string[],
  body: (folder: string) => Promise<void> | void,
): void {
  const missing = needs.filter((type) => has?.has(type) === false);
  const reason =
    has === undefined
      ? `${program} is ${found || 'not there'}; set VECTOR to a Vector 0.57`
      : `its build has no ${missing.join(', ')}`;
  if (has === undefined || missing.length > 0) {
    test.skip(`Vector: ${title}: ${reason}`, () => undefined);
    return;
  }
  test(`Vector: ${title}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vector-config-'));
    try {
      await body(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

interface Written {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

function write(
  folder: string,
  props: Omit<VectorConfigProps, 'version'>,
  variables: NodeJS.ProcessEnv = {},
  change = (text: string): string => text,
): Written {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const config = new VectorConfig({ ...props, version: '0.57.0', dataDir });
  const file = join(folder, config.fileName);
  writeFileSync(file, change(settle(config.print(), config.fileName)));
  return { file, env: { ...process.env, ...config.environment, ...variables } };
}

/** What `vector validate` says against a configuration, built whole; nothing if it is well. */
export function complaints(
  folder: string,
  props: Omit<VectorConfigProps, 'version'>,
  variables: NodeJS.ProcessEnv = {},
  change?: (text: string) => string,
): string {
  const { file, env } = write(folder, props, variables, change);
  const { status, stdout, stderr } = spawnSync(program, ['validate', '--skip-healthchecks', file], {
    encoding: 'utf8',
    env,
  });
  return status === 0 ? '' : stdout + stderr;
}

/** Runs a configuration until `isDone`, or until its sources have ended; gives back what it wrote to its standard output. */
export async function output(
  folder: string,
  props: Omit<VectorConfigProps, 'version'>,
  isDone: (stdout: string) => boolean,
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { file, env } = write(folder, props, variables);
  const running = spawn(program, ['--config', file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(running, 'exit');
  let [stdout, stderr] = ['', ''];
  running.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  running.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const deadline = Date.now() + 20_000;
  while (!isDone(stdout) && running.exitCode === null && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  running.kill('SIGTERM');
  const late = setTimeout(() => running.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
  if (!isDone(stdout)) throw new Error(`not done: ${stdout}\n${stderr}`);
  return stdout;
}

/** A file of lines, for a source. */
export function linesIn(folder: string, lines: readonly string[]): string {
  const file = join(folder, 'lines.log');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

/** Each line as JSON. */
export function objects(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
