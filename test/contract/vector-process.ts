import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { vectorVersions } from '../../lib/engines/vector/versions';
import type { VectorVersion } from '../../lib/engines/vector/versions';

/** The program, by the variable VECTOR or on the PATH. */
export const program = process.env['VECTOR'] ?? 'vector';

let known: { readonly version: string | undefined } | undefined;

/** What the program says that it is. */
export function foundVersion(): string | undefined {
  known ??= {
    version: /^vector (\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
  };
  return known.version;
}

/** Why it cannot be run here. */
export function lacksVector(): string | undefined {
  const found = foundVersion();
  if (found === undefined) return `no program ${program}; set VECTOR, or put it on the PATH`;
  return isKnown(found) ? undefined : `${program} is ${found}, which is not one of ${vectorVersions.join(', ')}`;
}

/** @throws if there is no Vector that is known */
export function vectorVersion(): VectorVersion {
  const found = foundVersion();
  if (found === undefined || !isKnown(found)) throw new Error(lacksVector());
  return found;
}

function isKnown(found: string): found is VectorVersion {
  return vectorVersions.some((one) => one === found);
}

let namespaces: { readonly reason: string | undefined } | undefined;

/** Why it cannot be given a `/var/log` of its own: Vector reads the output of pods there and nowhere else. */
export function lacksNode(): string | undefined {
  if (namespaces === undefined) {
    const { status, stderr } = spawnSync('unshare', [...own, 'mount --bind "$0" /var/log', tmpdir()], {
      encoding: 'utf8',
    });
    const reason = `no folder can be mounted over /var/log here: ${(stderr ?? 'no unshare').trim()}`;
    namespaces = { reason: status === 0 ? undefined : reason };
  }
  return namespaces.reason;
}

const own = ['--map-root-user', '--mount', 'sh', '-c'];

/** Starts it, with a folder in place of `/var/log` where one is given. */
export function startVector(
  args: readonly string[],
  { env, log }: { readonly env: Readonly<Record<string, string | undefined>>; readonly log?: string },
): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  if (log === undefined) return spawn(program, args, { env: { ...process.env, ...env }, stdio: [...stdio] });
  const script = 'mount --bind "$0" /var/log && exec "$@"';
  return spawn('unshare', [...own, script, log, program, ...args], {
    env: { ...process.env, ...env },
    stdio: [...stdio],
  });
}
