import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Building } from './built';

const heartbeatMs = 20_000;

/** A program that Go's client builds from its registry. */
export interface GoProgram {
  /** Folder here that pins it, with its `go.mod` and `go.sum`. */
  readonly module: string;
  /** The package to build. */
  readonly main: string;
}

/** How a program of Go's comes to be. */
export function goProgram(program: GoProgram): Building {
  const folder = join(__dirname, program.module);
  return {
    pins: () => [
      JSON.stringify(argumentsFor(program)),
      ...readdirSync(folder)
        .sort()
        .flatMap((file) => [file, readFileSync(join(folder, file))]),
    ],
    build: (place, say) => build(folder, argumentsFor(program), place, say),
  };
}

/** What `go build` is told. A program of Loki's is told its version, as its makers do: it is the one that the pins ask for. */
function argumentsFor({ module, main }: GoProgram): readonly string[] {
  const pins = readFileSync(join(__dirname, module, 'go.mod'), 'utf8');
  const [, loki, version] = /^require (github\.com\/grafana\/loki\/v3) v(\S+)$/m.exec(pins) ?? [];
  const stamp = version === undefined ? '' : ` -X ${loki}/pkg/util/build.Version=${version}`;
  return ['-v', '-mod=readonly', `-ldflags=-s -w${stamp}`, main];
}

async function build(
  folder: string,
  args: readonly string[],
  place: string,
  say: (line: string) => void,
): Promise<void> {
  // It gets its name once it is whole, whether a build is broken off or two run at once.
  const unfinished = `${place}.${process.pid}`;
  const start = Date.now();
  const go = spawn('go', ['build', '-o', unfinished, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  });
  const lines: string[] = [];
  go.stderr.on('data', (chunk: Buffer) => lines.push(...chunk.toString('utf8').trimEnd().split('\n')));
  const heartbeat = setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1000);
    say(`${seconds} s, ${lines.length} packages, now ${lines.at(-1) ?? 'downloading'}`);
  }, heartbeatMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      go.once('error', () => reject(new Error('it must be built with go; put go on the PATH')));
      go.once('close', resolve);
    });
    if (code !== 0) throw new Error(`go could not build it:\n${lines.slice(-20).join('\n')}`);
    renameSync(unfinished, place);
  } finally {
    clearInterval(heartbeat);
    rmSync(unfinished, { force: true });
  }
}
