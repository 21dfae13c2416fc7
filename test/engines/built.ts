import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './suite';

/** A program of Go's, built into the cache where its pins have changed. @param module - a folder here with its `go.mod` */
export function builtProgram(context: Context, module: string, main = '.'): string {
  const source = join(__dirname, module);
  const hash = createHash('sha256');
  for (const file of readdirSync(source).sort()) hash.update(file).update(readFileSync(join(source, file)));
  const program = join(context.cache, `${module.replace(/-go$/, '')}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  context.say(`building ${module} with go, which takes minutes the first time`);
  const built = spawnSync('go', ['build', '-mod=readonly', '-o', program, main], {
    cwd: source,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  if (built.status !== 0) throw new Error(`go could not build 'test/engines/${module}'; see its messages above`);
  return program;
}
