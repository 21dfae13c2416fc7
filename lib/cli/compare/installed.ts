import { spawnSync } from 'node:child_process';
import { InstalledProgram } from '../check/installed-program';
import type { FoundProgram } from './agent-program';

/** A program and its version, by its variable or on the PATH. @throws UsageError if the variable names none */
export function installed(
  variable: string,
  name: string,
  versionArgs: readonly string[],
  says: RegExp,
): FoundProgram | undefined {
  const program = InstalledProgram.find(variable, name);
  if (program === undefined) return undefined;
  const { stdout, stderr } = spawnSync(program.path, versionArgs, { encoding: 'utf8', timeout: 30_000 });
  const version = says.exec(`${stdout}${stderr}`)?.[1];
  return { path: program.path, ...(version !== undefined && { version }) };
}
