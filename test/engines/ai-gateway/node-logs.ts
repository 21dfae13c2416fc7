import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { criLines, podFile } from '../../contract/cri';
import { both, gateway, optedIn, optedOut, slog } from '../../patterns/ai-gateway/pods';
import type { Origin } from '../../../lib/pipeline/record';

const data = join(__dirname, '..', '..', 'data', 'logs');
// Within the hour of the logs: Loki refuses what is further behind its stream.
const time = '2026-11-21T00:22:00.000000001Z';
const part = 16 * 1024;

/** Pods whose output real programs have written. */
const real = { gateway: { ...gateway, pod: 'aigateway-real' }, slog: { ...slog, pod: 'odin-real' } };

const long = 'x'.repeat(32 * 1024);

/** What one container has written, as lines before its runtime. */
interface Written {
  readonly origin: Origin;
  readonly lines: readonly string[];
  /** As the runtime wrote it. */
  readonly file: Buffer;
}

const json = (value: object): string => JSON.stringify(value);

/** Lines of the gateway; each says by `case` what it is for. */
export const odd = {
  plain: json({
    ...{ timestamp: '2026-11-21T00:22:28.181225Z', level: 'INFO', target: 'picker', message: 'picked', case: 'plain' },
    ...{ request_id: 'req-1', trace_id: '9c0eb9542f03ca65a228090ad781f4b1', scores: { prefix: 0.75, queue: -2 } },
  }),
  spans: json({
    ...{ timestamp: '2026-11-21T00:22:29.5Z', level: 'WARN', message: 'slow', case: 'spans', span: { shard: 6 } },
    spans: [{ request_id: 'req-2', trace_id: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, { shard: 6 }],
  }),
  forged: json({
    kubernetes: { pod_namespace: 'forged', pod_labels: { 'app.kubernetes.io/name': 'forged' } },
    ...{ message: 'x', case: 'forged' },
  }),
  list: '["case","list"]',
  string: '"case string"',
  long: json({ timestamp: '2026-11-21T00:22:30Z', level: 'ERROR', message: long, case: 'long' }),
  whole: json({ timestamp: '2026-11-21T00:22:31Z', level: 'ERROR', message: `${long}${long}`, case: 'whole' }),
} as const;

const goes = {
  slog: json({ time: '2026-11-21T00:20:55.724372461Z', level: 'WARN', msg: 'no endpoint', case: 'slog' }),
  both: json({ level: 'info', message: 'kept', msg: 'kept too', case: 'message and msg' }),
} as const;

/** What is collected. */
export const collected: readonly Written[] = [
  // Runtimes of Kubernetes split lines; one that was told not to writes them whole.
  written(gateway, Object.values(odd), (line) => line !== odd.whole),
  // With a time of its own: of two copies at the runtime's Loki would keep one.
  written(both, [json({ timestamp: '2026-11-21T00:22:32Z', level: 'INFO', message: 'once', case: 'both sources' })]),
  written(slog, Object.values(goes)),
  written(optedIn, ['INFO 11-21 00:26:55 [engine.py:310] case text']),
  fromData(real.gateway, 'tracing-subscriber-0.3.23/ranker'),
  fromData(real.slog, 'go-slog-1.26.8/checkout'),
];

/** What is not: nobody has said so. */
const leftAlone: readonly Written[] = [
  written(optedOut, [json({ level: 'ERROR', msg: 'nobody may read this', case: 'secret' })]),
  written({ ...optedOut, pod: 'postgres-0', podLabels: {} }, ['nobody may read this']),
];

/** All that lies below `/var/log/pods`. */
export const containers = [...collected, ...leftAlone] as const;

/** Writes all of them. */
export function writeContainers(root: string): void {
  for (const { origin, file } of containers) {
    const path = join(root, podFile(origin));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file);
  }
}

function written(origin: Origin, lines: readonly string[], isSplit: (line: string) => boolean = () => true): Written {
  const file = Buffer.concat(lines.map((line) => (isSplit(line) ? split(line, origin) : whole(line, origin))));
  return { origin, lines, file };
}

function whole(line: string, origin: Origin): Buffer {
  return criLines(Buffer.from(`${line}\n`), origin, time);
}

function split(line: string, { stream = 'stdout' }: Origin): Buffer {
  const parts = line.match(new RegExp(`[^]{1,${part}}`, 'g')) ?? [''];
  return Buffer.from(
    parts.map((one, index) => `${time} ${stream} ${index + 1 < parts.length ? 'P' : 'F'} ${one}\n`).join(''),
  );
}

function fromData(origin: Origin, name: string): Written {
  const lines = readFileSync(join(data, `${name}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1);
  return { origin, lines, file: readFileSync(join(data, `${name}.cri.txt`)) };
}
