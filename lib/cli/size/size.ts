import type { Duration } from 'cdk8s';
import { printFinding } from '../../findings/finding';
import { Capacity } from '../../backends/loki/capacity/capacity';
import type { CapacityOptions } from '../../backends/loki/capacity/capacity-options';
import type { Given } from '../../backends/loki/capacity/too-small';
import { chunkEncodings } from '../../backends/loki/options/write-path';
import type { ChunkEncoding } from '../../backends/loki/options/write-path';
import { checkKeep } from '../../backends/loki/keep';
import { bytesOf } from '../../engines/loki-stages/quantity';
import { shownDecimal } from '../../backends/loki/shown-quantity';
import { UsageError } from '../usage-error';
import { plot } from './plot';
import type { Bar, Mark } from './plot';
import { readCount, readDuration, readRate, readShare, readSize } from './read-words';
import { table } from './table';

/** What `size` can be told, as it is written. */
export interface SizeOptions {
  readonly rate?: string;
  readonly retention?: string;
  readonly peak?: string;
  readonly errorShare?: string;
  readonly errorRetention?: string;
  readonly replicas?: string;
  readonly storage?: string;
  readonly streams?: string;
  readonly encoding?: string;
  readonly assume?: readonly string[];
  readonly disk?: string;
  readonly quota?: string;
  readonly json?: boolean;
}

const mostBars = 12;

/**
 * What a Loki needs for what comes in, with a plot over the retention; and whether a disk or a quota is enough.
 *
 * @returns the exit code: 1 where one is not, else 0
 */
export function printSize(options: SizeOptions, columns = 80): number {
  const capacity = sized(options);
  const given: Given = {
    ...(options.disk === undefined ? {} : { disk: readSize('disk', options.disk) }),
    ...(options.quota === undefined ? {} : { quota: readSize('quota', options.quota) }),
  };
  const findings = capacity.check(given, 'size');
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ ...forPrograms(capacity), findings }, null, 2)}\n`);
  } else {
    const what = capacity.input.storage === 'disk' ? 'on the disk' : 'in the bucket';
    const text = [
      table(capacity, columns),
      '',
      `stored ${what}, by retention in days`,
      overRetention(capacity, options, columns),
    ];
    process.stdout.write(`${text.join('\n')}\n`);
    for (const finding of findings) process.stderr.write(`${finding.severity} ${printFinding(finding)}\n`);
  }
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** As it is told; where nothing is said of replicas, as it would best be run. */
function sized(options: SizeOptions): Capacity {
  const { rate, retention, peak, replicas, storage, streams, errorShare, errorRetention } = options;
  // Were it for commander to ask for them, it would not tell of a name that is misspelt.
  if (rate === undefined) throw new UsageError("'--rate' must be given; write what comes in, 10MB/s or 20GB/day");
  if (retention === undefined) throw new UsageError("'--retention' must be given; write how long it is kept, 30d");
  try {
    const average = readRate('rate', rate);
    const ingest = peak === undefined ? average : { average, peak: readRate('peak', peak) };
    const keep = errorRetention ?? (errorShare === undefined ? undefined : '90d');
    const assumptions = readAssumptions(options.assume ?? []);
    const base: CapacityOptions = {
      ingest,
      retention: readKept('retention', retention),
      ...(keep === undefined
        ? {}
        : {
            retentionByStream: [
              {
                keep: readKept('error-retention', keep),
                ...(errorShare === undefined ? {} : { share: readShare('error-share', errorShare) }),
              },
            ],
          }),
      ...(streams === undefined ? {} : { streams: readCount('streams', streams) }),
      ...(options.encoding === undefined ? {} : { chunkEncoding: readEncoding(options.encoding) }),
      ...(Object.keys(assumptions).length === 0 ? {} : { assumptions }),
    };
    if (storage !== undefined && storage !== 'disk' && storage !== 'bucket') {
      throw new UsageError(`'--storage' must be disk or bucket, got '${storage}'`);
    }
    const hasQuota = options.quota !== undefined;
    if (hasQuota && storage === 'disk') {
      throw new UsageError("'--quota' must be of a bucket, got '--storage disk'");
    }
    const recommended = new Capacity(base).recommended;
    // With a quota the disk is what stands beside the bucket.
    const isOne = storage === 'disk' || (storage === undefined && options.disk !== undefined && !hasQuota);
    const count = replicas === undefined ? (isOne ? 1 : recommended.replicas) : readCount('replicas', replicas);
    const on = storage ?? (count > 1 || hasQuota ? 'bucket' : 'disk');
    return new Capacity({ ...base, replicas: count, storage: on });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(byFlags(error.message), { cause: error });
    throw error;
  }
}

/** Loki deletes by whole days. */
function readKept(option: string, text: string): Duration {
  const keep = readDuration(option, text);
  checkKeep(`--${option}`, keep);
  return keep;
}

/** Names of options that are flags by other names. */
const flags: readonly (readonly [RegExp, string])[] = [
  [/^'ingest\.peak'/, "'--peak'"],
  [/^'assumptions'/, "'--assume'"],
  [/^'assumptions\.(\w+)'/, "'--assume $1'"],
  [/^'(replicas|retention|streams|storage)'/, "'--$1'"],
];

/** A message that names what the user has written. */
function byFlags(message: string): string {
  return flags.reduce((words, [name, flag]) => words.replace(name, flag), message);
}

function readEncoding(text: string): ChunkEncoding {
  const encoding = chunkEncodings.find((one) => one === text);
  if (encoding !== undefined) return encoding;
  throw new UsageError(`'--encoding' must be one of ${chunkEncodings.join(', ')}, got '${text}'`);
}

function readAssumptions(given: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name = '', value = ''] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
      if (name === '') throw new UsageError(`'--assume' must be <name>=<number>, got '${text}'`);
      return [name, Number(value)];
    }),
  );
}

function overRetention(capacity: Capacity, options: SizeOptions, columns: number): string {
  const { retentionSeconds } = capacity.input;
  const chosen = retentionSeconds / 86_400;
  const half = mostBars / 2;
  const bars = Array.from({ length: mostBars }, (_, index): Bar => {
    const days = (chosen * (index + 1)) / half;
    const at = capacity.with({ retention: readDuration('retention', `${days}d`) });
    return {
      label: String(Number(days.toPrecision(index + 1 === half || days >= 10 ? 3 : 2))),
      bytes: at.storedBytes,
      isChosen: index + 1 === half,
    };
  });
  const marks: Mark[] = [];
  const headroom = capacity.input.assumptions.headroom;
  if (options.disk !== undefined && capacity.input.storage === 'disk') marks.push(mark('disk', options.disk, headroom));
  if (options.quota !== undefined && capacity.input.storage === 'bucket')
    marks.push(mark('quota', options.quota, headroom));
  return plot(bars, marks, columns);
}

function mark(name: 'disk' | 'quota', text: string, headroom: number): Mark {
  const bytes = bytesOf(readSize(name, text)) / headroom;
  return { name: `${name} ${text} holds ${shownDecimal(bytes)}`, bytes };
}

/** Numbers in bytes, seconds and CPUs. */
function forPrograms(capacity: Capacity): Readonly<Record<string, unknown>> {
  const { input, limits, recommended, memory } = capacity;
  return {
    input: {
      averageBytesPerSecond: input.average.bytesPerSecond,
      peakBytesPerSecond: input.peak.bytesPerSecond,
      retentionSeconds: input.retentionSeconds,
      retentionByStream: input.kept,
      storage: input.storage,
      replicas: input.replicas,
      replicationFactor: input.replicationFactor,
      streams: input.streams,
      chunkEncoding: input.chunkEncoding,
      assumptions: input.assumptions,
    },
    recommended,
    dailyBytes: capacity.dailyBytes,
    rawBytes: capacity.rawBytes,
    storedBytes: capacity.storedBytes,
    chunkBytes: capacity.chunkBytes,
    indexBytes: capacity.indexBytes,
    walBytes: capacity.walBytes,
    diskBytes: capacity.diskBytes,
    quotaBytes: capacity.quotaBytes ?? null,
    memory,
    cpus: capacity.cpus,
    nodes: capacity.nodes,
    limitsConfig: {
      ingestion_rate_mb: limits.ingestionRateMb,
      ingestion_burst_size_mb: limits.ingestionBurstSizeMb,
      per_stream_rate_limit: limits.perStreamRateLimit.toKibibytes() * 1024,
      per_stream_rate_limit_burst: limits.perStreamRateLimitBurst.toKibibytes() * 1024,
      max_global_streams_per_user: limits.maxGlobalStreamsPerUser,
    },
  };
}
