import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from '../../../../lib/engines/vector';
import { vectorVersions } from '../../../../lib/engines/vector/versions';
import type { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { settle } from '../../../../lib/text/reader';

const program = process.env['VECTOR'] ?? 'vector';
const found = /^vector (\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
const version = vectorVersions.find((one) => one === found);

/** Why the real Vector cannot be asked, if it cannot. */
export const whyNotReal: string | undefined =
  version === undefined ? `no program ${program} of a known version; set VECTOR, or put it on the PATH` : undefined;

/** By an example's name, whether the real Vector says the same. */
export type Passed = Readonly<Record<string, boolean>>;

/** What the real Vector says of each pipeline's examples, run alone. @throws if it cannot run them */
export function runByVector(pipelines: readonly LogPipeline<'vector'>[]): Passed {
  return Object.assign({}, ...pipelines.map((one) => run([one]))) as Passed;
}

function run(pipelines: readonly LogPipeline<'vector'>[]): Passed {
  if (version === undefined) throw new Error(whyNotReal);
  const folder = mkdtempSync(join(tmpdir(), 'vector-tests-'));
  try {
    const [config, tests] = [vector.translate(pipelines, { version }), vector.tests(pipelines, { version })];
    writeFileSync(join(folder, config.fileName), settle(config.print(), config.fileName));
    writeFileSync(join(folder, tests.fileName), settle(tests.print(), tests.fileName));
    const [, ...args] = tests.command.split(' ');
    const env = { ...process.env, ...config.environment };
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    // 78 is also that of a test that failed.
    if (status !== 0 && !stdout.includes('failures:')) throw new Error(stdout + stderr);
    const lines = stdout.matchAll(/^test (.*) \.\.\. (passed|failed)$/gm);
    return Object.fromEntries([...lines].map(([, name, word]): [string, boolean] => [name ?? '', word === 'passed']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
