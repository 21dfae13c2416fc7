import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../lib/cli/compare/agent-process';
import { alloyVersions } from '../../lib/engines/alloy/versions';
import type { AlloyVersion } from '../../lib/engines/alloy/versions';
import type { LokiRecorder } from '../../lib/cli/compare/loki-recorder';
import { settled } from './agent-run';

/** The program, by the variable ALLOY or on the PATH. */
export const program = process.env['ALLOY'] ?? 'alloy';

const patience = { quietMs: 2_000, longMs: 14_000, limitMs: 180_000 };

/** The real Alloy. */
export class AlloyProcess {
  private said = '';

  private constructor(private readonly running: ChildProcess) {
    running.stderr?.on('data', (chunk: Buffer) => {
      this.said = (this.said + chunk.toString('utf8')).slice(-20_000);
    });
  }

  /** @param folder - where it keeps its configuration and its state */
  static async start(
    config: string,
    folder: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<AlloyProcess> {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'config.alloy');
    writeFileSync(file, config);
    const listen = `--server.http.listen-addr=127.0.0.1:${await freePort()}`;
    const running = spawn(
      program,
      ['run', file, `--storage.path=${join(folder, 'data')}`, listen, '--disable-reporting'],
      {
        env: { ...process.env, ...variables },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    return new AlloyProcess(running);
  }

  /**
   * Until something has come and nothing more comes.
   *
   * @param late - what something must have come to besides: discovery tells of pods after five seconds
   */
  quiet(recorder: LokiRecorder, late: readonly string[] = []): Promise<void> {
    return this.complete(recorder, () => late.every((to) => recorder.entries(to).length > 0));
  }

  /** Until something has come, nothing more comes, and what is asked for is there, for which it is given longer. */
  complete(recorder: LokiRecorder, isAll: () => boolean): Promise<void> {
    return settled(patience, {
      lastAt: () => recorder.lastPushAt,
      isEnded: () => this.running.exitCode !== null,
      isAll,
    });
  }

  /** @throws if it ends otherwise than it should */
  async stop(): Promise<void> {
    this.running.kill('SIGTERM');
    const { exitCode } = this.running;
    const code = exitCode ?? (await new Promise<number | null>((resolve) => this.running.once('exit', resolve)));
    if (code !== 0) throw new Error(`alloy ended with ${code}:\n${this.said}`);
  }
}

/** The reason why there is no Alloy that is known; undefined where there is one. */
export function lacksAlloy(): string | undefined {
  const found = foundVersion();
  if (found === undefined) return `no program ${program}; set ALLOY, or put it on the PATH`;
  return isKnown(found) ? undefined : `${program} is ${found}, which is not one of ${alloyVersions.join(', ')}`;
}

/** @throws if there is none */
export function alloyVersion(): AlloyVersion {
  const found = foundVersion();
  if (found !== undefined && isKnown(found)) return found;
  throw new Error(lacksAlloy());
}

let known: { readonly version: string | undefined } | undefined;

export function foundVersion(): string | undefined {
  known ??= {
    version: /^alloy, version v(\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
  };
  return known.version;
}

function isKnown(found: string): found is AlloyVersion {
  return alloyVersions.some((one) => one === found);
}
