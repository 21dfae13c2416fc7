/**
 * What a real Loki makes of real logs on its disk: chunks by encoding, index, CPU and memory. A gigabyte takes minutes.
 *
 *     LOKI=<path> npx tsx bench/loki-storage/main.ts [--logs <folder>] [--megabytes 1000] [--streams 100] [--encoding snappy] [--replicas 3]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chunkEncodings } from '../../lib/backends/loki/options/write-path';
import type { ChunkEncoding } from '../../lib/backends/loki/options/write-path';
import { LogCorpus } from './log-corpus';
import { freePorts } from '../../test/engines/loki/free-ports';
import { RunningLoki } from './running-loki';
import { storedIn } from './stored';

const batchBytes = 1_000_000;
const concurrentPushes = 2;

interface Options {
  readonly program: string;
  readonly logs: string;
  readonly bytes: number;
  readonly streams: number;
  readonly replicas: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      logs: { type: 'string', default: join(__dirname, '../../test/data/logs') },
      megabytes: { type: 'string', default: '1000' },
      streams: { type: 'string', default: '100' },
      replicas: { type: 'string', default: '1' },
      encoding: { type: 'string', multiple: true, default: ['snappy', 'gzip', 'zstd', 'lz4', 'none'] },
    },
  });
  const options = {
    program: process.env['LOKI'] ?? 'loki',
    logs: values.logs,
    bytes: Number(values.megabytes) * 1e6,
    streams: Number(values.streams),
    replicas: Number(values.replicas),
  };
  for (const name of values.encoding) {
    const encoding = chunkEncodings.find((one) => one === name);
    if (encoding === undefined)
      throw new Error(`'--encoding' must be one of ${chunkEncodings.join(', ')}, got '${name}'`);
    console.log(JSON.stringify(await measure(encoding, options)));
  }
}

async function measure(encoding: ChunkEncoding, options: Options): Promise<object> {
  const { program, logs, bytes, streams, replicas } = options;
  const folder = mkdtempSync(join(tmpdir(), 'loki-storage-'));
  const lokis: RunningLoki[] = [];
  try {
    const store = join(folder, 'store');
    const all = await freePorts(replicas);
    await Promise.all(
      all.map(async (port) => {
        const own = join(folder, String(port));
        mkdirSync(own);
        const gossip = { port, all };
        lokis.push(await RunningLoki.start({ program, folder: own, store, chunkEncoding: encoding, replicas, gossip }));
      }),
    );
    const total = async (metric: string): Promise<number> => {
      const values = await Promise.all(lokis.map((loki) => loki.metric(metric)));
      return values.reduce((sum, value) => sum + value, 0);
    };
    const idle = await total('process_resident_memory_bytes');
    const cpuBefore = await total('process_cpu_seconds_total');
    const sent = await pushAll(lokis, LogCorpus.below(logs), bytes, streams);
    const cpu = (await total('process_cpu_seconds_total')) - cpuBefore;
    const memory = await total('process_resident_memory_bytes');
    const received = await total('loki_distributor_bytes_received_total');
    const discarded = await total('loki_discarded_samples_total');
    await Promise.all(lokis.map((loki) => loki.stop()));
    const { chunks, chunkBytes, indexBytes } = storedIn(store);
    return {
      encoding,
      replicas,
      streams,
      ...sent,
      received,
      discarded,
      chunks,
      chunkBytes,
      indexBytes,
      compression: round(sent.lineBytes / chunkBytes),
      indexShare: round(indexBytes / sent.lineBytes),
      bytesPerLine: round(sent.lineBytes / sent.lines),
      cpuSecondsPerMegabyte: round(cpu / (sent.lineBytes / 1e6)),
      idleMemoryBytes: idle,
      memoryBytes: memory,
    };
  } finally {
    for (const loki of lokis) loki.kill();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  }
}

/** Lines of all streams side by side, as time goes on: the stream of each file's repetition writes what the file holds. */
async function pushAll(
  lokis: readonly RunningLoki[],
  corpus: LogCorpus,
  bytes: number,
  streams: number,
): Promise<{ readonly lines: number; readonly lineBytes: number; readonly simulatedSeconds: number }> {
  // Each stream brings 2 kB a second, and all end now.
  const simulatedSeconds = bytes / streams / 2000;
  const writers = Array.from({ length: streams }, (_, index) => {
    const lines = corpus.files[index % corpus.files.length] ?? [];
    const labels = {
      app: `app-${index % corpus.files.length}`,
      namespace: `team-${index % 7}`,
      pod: `pod-${index}`,
      level: 'info',
    };
    return { lines, labels, at: Math.floor((index * 7919) % lines.length) };
  });
  const end = Date.now();
  const perTurn = Math.max(1, Math.floor(batchBytes / 200 / Math.min(streams, 1000)));
  const sum = { lines: 0, lineBytes: 0 };
  const under = new Set<Promise<void>>();
  let turn = 0;
  while (sum.lineBytes < bytes) {
    for (let from = 0; from < streams && sum.lineBytes < bytes; from += 1000) {
      const milliseconds = end - (1 - sum.lineBytes / bytes) * simulatedSeconds * 1000;
      const batch = writers.slice(from, from + 1000).map((writer) => {
        const stamped = Array.from({ length: perTurn }, (_, count) => {
          const line = corpus.again(writer.lines[writer.at] ?? '', new Date(milliseconds));
          writer.at = (writer.at + 1) % writer.lines.length;
          sum.lines += 1;
          sum.lineBytes += Buffer.byteLength(line);
          return [`${Math.floor(milliseconds)}${String(count * 10_000 + from).padStart(6, '0')}`, line];
        });
        return { stream: writer.labels, values: stamped };
      });
      turn += 1;
      const loki = lokis[turn % lokis.length] as RunningLoki;
      const push = loki.push(batch).finally(() => under.delete(push));
      under.add(push);
      if (under.size >= concurrentPushes) await Promise.race(under);
    }
  }
  await Promise.all(under);
  return { ...sum, simulatedSeconds };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
