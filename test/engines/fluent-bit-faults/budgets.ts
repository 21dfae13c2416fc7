import { join } from 'node:path';
import { percentiles, printTable } from '../drain/durations';
import { accountOf, quiet } from './account';
import { filesIn, Situation, within } from './situation';
import { kindOf } from './worker';
import type { Context } from '../suite';
import type { Configuration } from './fluent-bit-run';

/** How long each rate is measured. */
const seconds = 30;
const aims = { residentMebibytes: 50, cpuShare: 0.05, p99Milliseconds: 500 };

interface Measured {
  readonly name: string;
  readonly perMinute: number;
  readonly resident: number;
  readonly anonymous: number;
  /** Of one core. */
  readonly cpuShare: number;
  readonly p50: number;
  readonly p99: number;
  readonly arrived: number;
}

/** What the agent takes beside a worker, and how soon an entry is there. */
export async function budgets(context: Context): Promise<void> {
  const measured: Measured[] = [];
  for (const perMinute of [1_000, 100_000]) {
    const tail = Situation.start((folder, { port }) => bareTail(folder, port));
    measured.push(await within(tail, (situation) => measure('tail → opentelemetry', situation, perMinute)));
    measured.push(
      await within(Situation.pattern({}), async (situation) => {
        const result = await measure('whole pipeline', situation, perMinute);
        checkSample(context, situation);
        return result;
      }),
    );
  }
  const rows = measured.map((row) => [
    ...[
      row.name,
      row.perMinute,
      row.resident.toFixed(1),
      row.anonymous.toFixed(1),
      `${(100 * row.cpuShare).toFixed(1)} %`,
    ],
    ...[Math.round(row.p50), Math.round(row.p99), row.arrived],
  ]);
  const head = ['', 'entries/min', 'RSS MiB', 'own MiB', 'of a core', 'p50 ms', 'p99 ms', 'arrived'];
  for (const line of printTable([head, ...rows])) context.say(line);
  for (const { name, perMinute, resident, cpuShare, p99 } of measured) {
    const place = `${name} at ${perMinute} a minute`;
    context.check(`${place}: memory`, resident < aims.residentMebibytes, () => `${resident.toFixed(1)} MiB`);
    if (cpuShare > aims.cpuShare)
      context.say(`${place}: ${(100 * cpuShare).toFixed(1)} % of a core, BEYOND the aim of 5 %`);
    if (p99 > aims.p99Milliseconds) context.say(`${place}: p99 ${Math.round(p99)} ms, BEYOND the aim of 500 ms`);
  }
  context.measure('budgets', measured);
}

async function measure(name: string, { worker, run, receiver }: Situation, perMinute: number): Promise<Measured> {
  // Whatever is done once is done before.
  worker.write(40);
  await quiet(receiver, 1, 1_500, 5_000);
  const first = worker.written.length;
  const before = run.usage();
  const start = performance.now();
  await worker.run(perMinute, seconds);
  const after = run.usage();
  const milliseconds = performance.now() - start;
  await quiet(receiver, worker.written.length, 1_500, 10_000);
  const { latencies, arrived } = accountOf(receiver, worker, first);
  const { p50, p99 } = percentiles(latencies);
  const { resident, anonymous } = after;
  return {
    name,
    perMinute,
    resident,
    anonymous,
    cpuShare: (after.cpuMs - before.cpuMs) / milliseconds,
    p50,
    p99,
    arrived,
  };
}

/** Nothing that must stay was sampled out, and of the rest about a fifth is there. */
function checkSample(context: Context, { receiver, worker }: Situation): void {
  const { lost, doubled } = accountOf(receiver, worker);
  const gone = lost.filter((number) => kindOf(number) === 'failure' || kindOf(number) === 'slow');
  context.check(
    'failures and slow jobs are all there',
    gone.length === 0,
    () => `lost ${gone.slice(0, 20).join(', ')}`,
  );
  context.check('nothing is there twice', doubled.length === 0, () => `doubled ${doubled.slice(0, 20).join(', ')}`);
}

/** The least that reads files and sends OTLP, for comparison. */
export function bareTail(folder: string, port: number, output: Readonly<Record<string, string>> = {}): Configuration {
  const more = Object.entries(output).map(([name, value]) => `      ${name}: ${value}`);
  const text = [
    'service:',
    '  flush: 0.2',
    '  http_server: on',
    '  http_port: 2020',
    '  scheduler.base: 1',
    '  scheduler.cap: 2',
    `  storage.path: ${join(folder, 'data', 'chunks')}`,
    'pipeline:',
    '  inputs:',
    '    - name: tail',
    `      path: ${filesIn(folder).join(',')}`,
    `      db: ${join(folder, 'data', 'tail.db')}`,
    '      read_from_head: on',
    '      refresh_interval: 1',
    '      storage.type: filesystem',
    '  outputs:',
    '    - name: opentelemetry',
    "      match: '*'",
    '      host: 127.0.0.1',
    `      port: ${port}`,
    '      logs_uri: /v1/logs',
    '      compress: gzip',
    '      retry_limit: no_limits',
    ...more,
    '',
  ].join('\n');
  return { fileName: 'fluent-bit.yaml', print: () => text, files: {} };
}
