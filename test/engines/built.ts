import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

interface GoProgram {
  /** Folder here that pins it, with its `go.mod` and `go.sum`. */
  readonly module: string;
  /** The package to build. */
  readonly main: string;
  /** Names another program to take in its place. */
  readonly variable?: string;
}

/** Programs that are built from a package registry, in the order of building. */
const goPrograms = {
  readers: { module: 'readers-go', main: '.' },
  compose: { module: 'compose-go', main: '.' },
  promtail: { module: 'promtail-go', main: 'github.com/grafana/loki/v3/clients/cmd/promtail', variable: 'PROMTAIL' },
  loki: { module: 'loki-go', main: 'github.com/grafana/loki/v3/cmd/loki', variable: 'LOKI' },
  logcli: { module: 'loki-go', main: 'github.com/grafana/loki/v3/cmd/logcli', variable: 'LOGCLI' },
  lokitool: { module: 'loki-go', main: 'github.com/grafana/loki/v3/cmd/lokitool', variable: 'LOKITOOL' },
} as const satisfies Readonly<Record<string, GoProgram>>;

export type BuiltProgram = keyof typeof goPrograms;

const programs: Readonly<Record<BuiltProgram, GoProgram>> = goPrograms;
const heartbeatMs = 20_000;

/** What `go build` is told. A program of Loki's is told its version, as its makers do: it is the one that the pins ask for. */
function argumentsFor({ module, main }: GoProgram): readonly string[] {
  const pins = readFileSync(join(__dirname, module, 'go.mod'), 'utf8');
  const [, loki, version] = /^require (github\.com\/grafana\/loki\/v3) v(\S+)$/m.exec(pins) ?? [];
  const stamp = version === undefined ? '' : ` -X ${loki}/pkg/util/build.Version=${version}`;
  return ['-v', '-mod=readonly', `-ldflags=-s -w${stamp}`, main];
}

/** The program that a variable names in place of the one built. */
export function givenFor(program: BuiltProgram): string | undefined {
  const { variable } = programs[program];
  return variable === undefined ? undefined : process.env[variable];
}

/** Where a program is, or will be once it is built: another place once its pins have changed. */
export function placeOf(program: BuiltProgram, cache: string): string {
  const source = join(__dirname, programs[program].module);
  const hash = createHash('sha256').update(JSON.stringify(argumentsFor(programs[program])));
  for (const file of readdirSync(source).sort()) hash.update(file).update(readFileSync(join(source, file)));
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
    try {
      await build(name, placeOf(name, cache), (line) => say(`${index + 1} of ${lacking.length}, ${name}: ${line}`));
    } catch (error) {
      reasons.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return reasons;
}

async function build(name: BuiltProgram, program: string, say: (line: string) => void): Promise<void> {
  // It gets its name once it is whole, whether a build is broken off or two run at once.
  const unfinished = `${program}.${process.pid}`;
  const start = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - start) / 1000)} s`;
  const go = spawn('go', ['build', '-o', unfinished, ...argumentsFor(programs[name])], {
    cwd: join(__dirname, programs[name].module),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  });
  const lines: string[] = [];
  go.stderr.on('data', (chunk: Buffer) => lines.push(...chunk.toString('utf8').trimEnd().split('\n')));
  const heartbeat = setInterval(() => {
    say(`${seconds()}, ${lines.length} packages, now ${lines.at(-1) ?? 'downloading'}`);
  }, heartbeatMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      go.once('error', () => reject(new Error(`'${name}' must be built with go; put go on the PATH`)));
      go.once('close', resolve);
    });
    if (code !== 0) throw new Error(`go could not build '${name}':\n${lines.slice(-20).join('\n')}`);
    renameSync(unfinished, program);
    say(`built in ${seconds()}`);
  } finally {
    clearInterval(heartbeat);
    rmSync(unfinished, { force: true });
  }
}

/** What a run that is no more left behind. */
function removeUnfinished(cache: string): void {
  for (const file of readdirSync(cache)) {
    const [, pid] = /^[a-z]+-[0-9a-f]{12}\.(\d+)$/.exec(file) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(cache, file), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
