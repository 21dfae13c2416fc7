import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FluentBitConfig } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps } from '../../../lib/engines/fluent-bit';
import { settle } from '../../../lib/text/reader';

function folderOf(config: FluentBitConfig): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-fluent-bit-'));
  mkdirSync(join(folder, 'logs'));
  // What cannot be started is printed all the same.
  const main = config.check().some(({ severity }) => severity === 'error')
    ? unsafe(config)
    : settle(config.print(), 'the configuration');
  writeFileSync(join(folder, config.fileName), main);
  for (const [name, content] of Object.entries(config.files)) writeFileSync(join(folder, name), settle(content, name));
  return folder;
}

function unsafe(config: FluentBitConfig): string {
  class Unchecked extends FluentBitConfig {
    override check(): readonly never[] {
      return [];
    }
  }
  return settle(
    new Unchecked({
      inputs: config.inputs as FluentBitConfigProps['inputs'],
      filters: config.filters,
      outputs: config.outputs as FluentBitConfigProps['outputs'],
    }).print(),
    'the configuration',
  );
}

const variables = {
  LOGS: '/nowhere/*.log',
  HOST_NAME: 'host',
  HEADER: 'h',
  PASSWORD: 'p',
  SHARED_KEY: 's',
  TOKEN: 't',
  KEY_PASSWORD: 'k',
};

/** Asks Fluent Bit about a configuration, without a start. */
export function dryRun(
  fluentBit: string,
  config: FluentBitConfig,
): { readonly code: number | null; readonly said: string } {
  const folder = folderOf(config);
  try {
    const { status, stdout, stderr } = spawnSync(fluentBit, ['--dry-run', '-q', '-c', config.fileName], {
      cwd: folder,
      env: variables,
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    return { code: status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a run said. */
export interface Started {
  readonly said: string;
  readonly errors: readonly string[];
}

/** Runs it for a while; it has been known not to heed a TERM. */
export async function start(fluentBit: string, config: FluentBitConfig, milliseconds: number): Promise<Started> {
  const folder = folderOf(config);
  const child = spawn(fluentBit, ['-q', '-c', config.fileName], { cwd: folder, env: variables });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const term = setTimeout(() => child.kill('SIGTERM'), milliseconds);
  const kill = setTimeout(() => child.kill('SIGKILL'), milliseconds + 4000);
  const code = await ended;
  clearTimeout(term);
  clearTimeout(kill);
  rmSync(folder, { recursive: true, force: true });
  const errors = said.split('\n').filter((line) => /\[ ?error\]/.test(line));
  // Not all that stops it is said.
  return { said, errors: code === 0 ? errors : [...errors, `it ended with ${String(code)}`] };
}
