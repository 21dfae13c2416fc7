import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { goProgram } from './go-program';
import { pythonProgram } from './python-program';
import { isRunning } from './running';

/** How a program comes from a package registry. */
export interface Building {
  /** All that decides what it will be. */
  pins(): readonly (string | Buffer)[];
  /** Makes it: at its place there is the whole program, or nothing. @throws with the reason why it could not */
  build(place: string, say: (line: string) => void): Promise<void>;
}

interface Program extends Building {
  /** Names another program to take in its place. */
  readonly variable?: string;
}

const loki = (name: string): Building =>
  goProgram({ module: 'loki-go', main: `github.com/grafana/loki/v3/cmd/${name}` });

/** Programs that are built from a package registry, in the order of building. */
const registered = {
  moto: { ...pythonProgram({ requirements: 'moto.txt', command: 'moto_server' }), variable: 'MOTO' },
  'kubernetes-validate': {
    ...pythonProgram({ requirements: 'kubernetes-validate.txt', command: 'kubernetes-validate' }),
    variable: 'KUBERNETES_VALIDATE',
  },
  readers: goProgram({ module: 'readers-go', main: '.' }),
  compose: goProgram({ module: 'compose-go', main: '.' }),
  promtail: {
    ...goProgram({ module: 'promtail-go', main: 'github.com/grafana/loki/v3/clients/cmd/promtail' }),
    variable: 'PROMTAIL',
  },
  loki: { ...loki('loki'), variable: 'LOKI' },
  logcli: { ...loki('logcli'), variable: 'LOGCLI' },
  lokitool: { ...loki('lokitool'), variable: 'LOKITOOL' },
} as const satisfies Readonly<Record<string, Program>>;

export type BuiltProgram = keyof typeof registered;

const programs: Readonly<Record<BuiltProgram, Program>> = registered;

/** The program that a variable names in place of the one built. */
export function givenFor(program: BuiltProgram): string | undefined {
  const { variable } = programs[program];
  return variable === undefined ? undefined : process.env[variable];
}

/** Where a program is, or will be once it is built: another place once its pins have changed. */
export function placeOf(program: BuiltProgram, cache: string): string {
  const hash = createHash('sha256');
  for (const pin of programs[program].pins()) hash.update(pin);
  return join(cache, `${program}-${hash.digest('hex').slice(0, 12)}`);
}

/**
 * Builds the programs that the cache lacks, one after the other: a single one keeps all cores busy.
 *
 * @returns why a program could not be built
 */
export async function buildPrograms(
  wanted: ReadonlySet<BuiltProgram>,
  cache: string,
  say: (line: string) => void,
): Promise<ReadonlyMap<BuiltProgram, string>> {
  removeUnfinished(cache);
  const names = (Object.keys(programs) as BuiltProgram[]).filter((name) => wanted.has(name));
  const lacking = names.filter((name) => givenFor(name) === undefined && !existsSync(placeOf(name, cache)));
  const reasons = new Map<BuiltProgram, string>();
  if (lacking.length === 0) return reasons;
  say(`building ${lacking.join(', ')} into ${cache}, which takes minutes, once`);
  for (const [index, name] of lacking.entries()) {
    const start = Date.now();
    const sayOf = (line: string): void => say(`${index + 1} of ${lacking.length}, ${name}: ${line}`);
    try {
      await programs[name].build(placeOf(name, cache), sayOf);
      sayOf(`built in ${Math.round((Date.now() - start) / 1000)} s`);
    } catch (error) {
      reasons.set(name, `${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return reasons;
}

/** What a run that is no more left behind. */
function removeUnfinished(cache: string): void {
  for (const file of readdirSync(cache)) {
    const [, pid] = /^[a-z-]+-[0-9a-f]{12}\.(\d+)$/.exec(file) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(cache, file), { force: true });
  }
}
