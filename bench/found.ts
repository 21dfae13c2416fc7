import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A program on this machine. */
export interface Found {
  readonly program: string;
  readonly version: string;
}

/** Vector, by the variable VECTOR or on the PATH. */
export function findVector(): Found | { readonly missing: string } {
  return find([process.env['VECTOR'] ?? 'vector'], ['--version'], /^vector (\S+)/, 'set VECTOR, or put it on the PATH');
}

/** Helm, by the variable HELM, on the PATH or in the folder where `npm run test:engines` keeps what it builds. */
export function findHelm(): Found | { readonly missing: string } {
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const cache = process.env['CDK8S_LOGGING_CACHE'] ?? join(home, 'cdk8s-logging');
  const given = process.env['HELM'];
  const places = given === undefined ? ['helm', join(cache, 'helm')] : [given];
  return find(places, ['version', '--short'], /^(v\d\S*)/, 'set HELM, or put it on the PATH');
}

function find(
  programs: readonly string[],
  args: readonly string[],
  pattern: RegExp,
  remedy: string,
): Found | { readonly missing: string } {
  for (const program of programs) {
    const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
    const version = pattern.exec(stdout ?? '')?.[1];
    if (version !== undefined) return { program, version };
  }
  return { missing: `no program ${programs[0] ?? ''}; ${remedy}` };
}
