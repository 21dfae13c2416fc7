import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Source } from '../lib/pipeline/source';
import { vector } from '../lib/engines/vector/engine';
import { vectorVersions } from '../lib/engines/vector/versions';
import type { VectorVersion } from '../lib/engines/vector/versions';
import { settle } from '../lib/text/reader';
import { airflowLines, airflowPath } from './airflow-lines';
import { airflowPipeline } from './airflow-pipeline';
import { findVector } from './found';
import { handWritten } from './hand-written';
import { LokiStandIn } from './loki-stand-in';
import { ratesRow, timesRow } from './row';
import type { Rows } from './row';

const lines = 40_000;
const runs = 3;
/** How long nothing must come before all has come. */
const quietMs = 1_500;

/**
 * Lines of Airflow from a file to a Loki, by the configuration that is generated and by the simplest that one would write. Both
 * must send the same, which is checked each time. Without what a start takes, measured with one line.
 */
export async function vectorRows(): Promise<Rows> {
  const name = 'Vector, lines of Airflow';
  const found = findVector();
  if ('missing' in found) return [{ name, missing: found.missing }];
  const version = vectorVersions.find((known) => known === found.version);
  if (version === undefined)
    return [{ name, missing: `Vector ${found.version} is none of ${vectorVersions.join(', ')}` }];

  const loki = new LokiStandIn();
  const url = await loki.start();
  try {
    const run = (config: Config, count: number) =>
      runVector({ program: found.program, version, loki, url, config, count });
    const start = { ours: (await run(generated, 1)).time, base: (await run(byHand, 1)).time };
    const times: { readonly ours: number; readonly base: number }[] = [];
    for (let index = 0; index < runs; index += 1) {
      const [base, ours] = [await run(byHand, lines), await run(generated, lines)];
      checkSame(ours.sent, base.sent);
      times.push({ ours: ours.time - start.ours, base: base.time - start.base });
    }
    const row = timesRow({
      name,
      against: `the simplest hand-written configuration, Vector ${version}`,
      ours: times.map(({ ours }) => ours),
      base: times.map(({ base }) => base),
      aim: 1.3,
    });
    return [ratesRow(row, lines)];
  } finally {
    await loki.stop();
  }
}

type Config = (place: {
  readonly url: string;
  readonly glob: `/${string}`;
  readonly dataDir: string;
  readonly version: VectorVersion;
}) => {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
};

const generated: Config = ({ url, glob, dataDir, version }) => {
  const config = vector.translate([airflowPipeline(url, Source.files(glob))], { version, dataDir });
  return { text: settle(config.print(), config.fileName), env: config.environment };
};

const byHand: Config = ({ url, glob, dataDir }) => ({ text: handWritten(url, glob, dataDir), env: {} });

interface Run {
  readonly program: string;
  readonly version: VectorVersion;
  readonly loki: LokiStandIn;
  readonly url: string;
  readonly config: Config;
  readonly count: number;
}

/** Milliseconds from the start of Vector to the last push, and what was pushed, in an order of its own. */
async function runVector({ program, version, loki, url, config, count }: Run) {
  const folder = resolve(mkdtempSync(join(tmpdir(), 'bench-vector-'))) as `/${string}`;
  try {
    const file = join(folder, 'logs', airflowPath);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      airflowLines(count)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const { text, env } = config({ url, glob: `${folder}/logs/**/*.log`, dataDir, version });
    const yaml = join(folder, 'vector.yaml');
    writeFileSync(yaml, text);
    loki.lastPushAt = 0;
    const start = performance.now();
    const child = spawn(program, ['--quiet', '--config', yaml], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000)));
    while (child.exitCode === null && (loki.lastPushAt === 0 || performance.now() - loki.lastPushAt < quietMs)) {
      if (performance.now() - start > 120_000) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const time = loki.lastPushAt - start;
    child.kill('SIGTERM');
    await ended;
    const sent = loki
      .take()
      .flatMap(({ stream, values }) =>
        values.map(([time, line, metadata = {}]) => JSON.stringify([sorted(stream), time, line, sorted(metadata)])),
      )
      .sort();
    if (sent.length !== count) throw new Error(`Vector must send ${count} lines, got ${sent.length}\n${said}`);
    return { time, sent };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sorted(texts: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function checkSame(some: readonly string[], others: readonly string[]): void {
  const at = some.findIndex((entry, index) => entry !== others[index]);
  if (at >= 0) throw new Error(`both configurations must send the same, got\n${some[at] ?? ''}\n${others[at] ?? ''}`);
}
