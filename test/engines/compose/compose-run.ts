import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { FluentBitCompose } from 'cdk8s-logging';
import { fluentBitProgram } from '../../../lib/constructs/fluent-bit-one-shot';
import { freePorts } from '../loki/free-ports';

/** The program, by the variable FLUENT_BIT or on the PATH. */
export const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

/** How the container ended. */
export interface ContainerEnd {
  readonly code: number | null;
  readonly said: string;
}

interface Service {
  readonly entrypoint: readonly [string];
  readonly command: readonly string[];
  readonly healthcheck: { readonly test: readonly ['CMD', string, ...string[]] };
  readonly stop_grace_period: string;
}

/** What docker compose would run of the written files, without containers: paths and ports are this machine's. */
export class ComposeRun {
  /** Where the services write. */
  readonly logs: string;
  readonly #service: Service;
  #process: ChildProcess | undefined;
  #said = '';

  private constructor(
    private readonly folder: string,
    service: string,
  ) {
    this.logs = join(folder, 'logs');
    const file = parse(service) as { readonly services: { readonly 'fluent-bit': Service } };
    this.#service = file.services['fluent-bit'];
  }

  /** @param logs - the folder of logs as the pipelines know it */
  static async of(compose: FluentBitCompose, logs: string): Promise<ComposeRun> {
    // Within patterns of Lua a name with - would be another one.
    const folder = mkdtempSync(join(tmpdir(), 'compose_'));
    const [http = 0, metrics = 0, forward = 0] = await freePorts(3);
    const here = (text: string): string =>
      text
        .replaceAll('/fluent-bit/etc/conf', join(folder, 'fluent-bit'))
        .replaceAll('/fluent-bit/data', join(folder, 'data'))
        .replaceAll(logs, join(folder, 'logs'))
        .replace(/(http_port: |http\.status\()2020\b/g, `$1${http}`)
        .replace(/(?<=port: )2021\b/g, String(metrics))
        .replace(/(?<=port: )24224\b/g, String(forward));
    for (const name of ['logs', 'data']) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries(compose.files())) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, here(text));
    }
    return new ComposeRun(folder, readFileSync(join(folder, 'compose.fluent-bit.yaml'), 'utf8'));
  }

  /** Starts it, and waits until it is healthy. */
  async start(): Promise<void> {
    const { entrypoint, command } = this.#service;
    const child = spawn(this.here(entrypoint[0]), [...command], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = child;
    child.stderr.on('data', (bytes) => (this.#said += String(bytes)));
    for (let asked = 0; asked < 50; asked += 1) {
      if (this.isHealthy()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`it did not become healthy: ${this.#said}`);
  }

  /** Whether the health check passes. */
  isHealthy(): boolean {
    const [, first, ...words] = this.#service.healthcheck.test;
    return spawnSync(this.here(first), words, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  }

  /** Ends it as compose does. */
  async stop(): Promise<ContainerEnd> {
    const child = this.#process;
    if (child === undefined) return { code: null, said: this.#said };
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), Number.parseInt(this.#service.stop_grace_period, 10) * 1000);
    const code = await ended;
    clearTimeout(timer);
    this.#process = undefined;
    const said = this.#said;
    this.#said = '';
    return { code, said };
  }

  /** Kills it as a machine that loses its power. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    this.#process = undefined;
  }

  /** Removes what is left of it. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private here(word: string): string {
    return word === fluentBitProgram ? program : word;
  }
}
