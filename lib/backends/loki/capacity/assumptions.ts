import { checkOptions, refusal } from '../../../pipeline/argument';
import type { ChunkEncoding } from '../options/write-path';

/** What sizes are computed with; each can be replaced by what your own Loki shows. */
export interface Assumptions {
  /** Bytes of lines to a byte of chunks. */
  readonly compression: number;
  /** Bytes of index to a byte of lines. */
  readonly indexShare: number;
  /** Share of what further replicas hold that is stored once more: chunks that differ by a line are stored both. */
  readonly duplicateShare: number;
  /** Of a line, with its structured metadata. */
  readonly bytesPerLine: number;
  /** What one stream brings in on average. */
  readonly bytesPerSecondOfStream: number;
  /** Share of the whole that the busiest stream brings. */
  readonly largestStreamShare: number;
  /** Share of what a retention by stream selects. */
  readonly selectedShare: number;
  /** Of an idle Loki. */
  readonly baseMemoryBytes: number;
  /** Of each active stream, beside its lines. */
  readonly memoryOfStreamBytes: number;
  /** Memory to a byte of lines that are not compressed yet. */
  readonly headFactor: number;
  /** Memory to a byte that lives in it: Go collects when it has doubled. */
  readonly memoryFactor: number;
  /** CPUs that take a megabyte a second in, of each copy. */
  readonly cpusPerMegabyte: number;
  /** CPUs that are left for queries, to one that takes in. */
  readonly queryShare: number;
  /** What is given beyond what is computed. */
  readonly headroom: number;
}

interface Assumed {
  readonly value: number;
  /** Where the number comes from. */
  readonly source: string;
}

const measured = 'measured with Loki 3.7.8, see docs/loki.md';

/** Each with where it comes from. */
export const assumed: Readonly<Record<keyof Assumptions, Assumed>> = Object.freeze({
  compression: { value: 4, source: `${measured}: by encoding, here snappy` },
  indexShare: { value: 0.0003, source: `${measured}: 0.00001 where chunks are full` },
  duplicateShare: {
    value: 0.5,
    source: `${measured}: 0.2 to 0.35 of three replicas that all run; more where one restarts`,
  },
  bytesPerLine: { value: 220, source: measured },
  bytesPerSecondOfStream: { value: 2000, source: 'a container that writes 10 lines a second' },
  largestStreamShare: { value: 0.2, source: 'a guess: the busiest container writes a fifth' },
  selectedShare: { value: 0.05, source: 'a guess: errors are a twentieth' },
  baseMemoryBytes: { value: 150 * 1024 ** 2, source: measured },
  memoryOfStreamBytes: { value: 20 * 1024, source: 'a guess: labels, index and chunk headers of a stream' },
  headFactor: { value: 1.5, source: `${measured}: 3.3 GB for a gigabyte of lines in 5,000 streams` },
  memoryFactor: { value: 2, source: "Go's garbage collector with GOGC=100" },
  cpusPerMegabyte: { value: 0.08, source: `${measured}: 0.05 with few streams` },
  queryShare: {
    value: 1,
    source: "Grafana's table of clusters under 3 TB a day: as much for queries as for what comes in",
  },
  headroom: { value: 1.2, source: 'a fifth is left free: Loki refuses pushes when its disk is 90 % full' },
});

/** By how much real logs were compressed, a little less than was measured, where no other is said. */
export const compressionBy: Readonly<Partial<Record<ChunkEncoding, number>>> = Object.freeze({
  snappy: 4,
  lz4: 4.7,
  gzip: 7,
  zstd: 8,
  none: 0.9,
});

/** The assumptions with changes. @throws if one is not a number that can be meant */
export function assumptions(changes: Partial<Assumptions> = {}, encoding: ChunkEncoding = 'snappy'): Assumptions {
  const names = Object.keys(assumed) as (keyof Assumptions)[];
  checkOptions(changes, names, 'assumptions');
  const compression = compressionBy[encoding];
  if (compression === undefined && changes.compression === undefined) {
    throw refusal(
      'assumptions.compression',
      `be said for ${encoding}, which was not measured`,
      undefined,
      'write how much it saves',
    );
  }
  const own = { ...(compression === undefined ? {} : { compression }), ...changes };
  const pairs = names.map((name) => [name, checkNumber(name, own[name] ?? assumed[name].value)] as const);
  return Object.freeze(Object.fromEntries(pairs)) as unknown as Assumptions;
}

const shares: ReadonlySet<string> = new Set(['indexShare', 'duplicateShare', 'largestStreamShare', 'selectedShare']);

function checkNumber(name: keyof Assumptions, value: number): number {
  const at = `assumptions.${name}`;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw refusal(at, 'be a number from 0 on', value, 'write one');
  }
  if (shares.has(name) ? value > 1 : value === 0 && name !== 'queryShare') {
    throw refusal(at, shares.has(name) ? 'be from 0 to 1' : 'be more than 0', value, 'write such a number');
  }
  if (name === 'headroom' && value < 1) throw refusal(at, 'be 1 or more', value, 'write 1.2 for a fifth');
  return value;
}
