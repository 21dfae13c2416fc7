import type { Duration } from 'cdk8s';
import { oneOf } from '../../../engines/option-check';
import { checkOptions, refusal } from '../../../pipeline/argument';
import { chunkEncodings } from '../options/write-path';
import type { ChunkEncoding } from '../options/write-path';
import { checkMilliseconds } from '../../../pipeline/quantity';
import { Rate } from '../rate';
import { assumptions } from './assumptions';
import type { Assumptions } from './assumptions';

/** Streams that are kept for another time than the rest. */
export interface KeptShare {
  readonly keep: Duration;
  /** Of all that comes in. @default - the assumption `selectedShare` */
  readonly share?: number;
}

/** What a size is computed from. */
export interface CapacityOptions {
  /** What comes in before compression. @default peak - 3 × average */
  readonly ingest: Rate | { readonly average: Rate; readonly peak: Rate };
  readonly retention: Duration;
  /** What is kept for longer or shorter. @default - everything is kept for the retention */
  readonly retentionByStream?: readonly KeptShare[];
  /** Where chunks lie. @default 'bucket' with more than one replica, else 'disk' */
  readonly storage?: 'disk' | 'bucket';
  /** @default 1 */
  readonly replicas?: number;
  /** How many replicas hold each line until it is stored. @default - 3 of 3 replicas or more, else 1 */
  readonly replicationFactor?: number;
  /** Streams that get lines at one time. @default - by the assumption `bytesPerSecondOfStream` */
  readonly streams?: number;
  /** `snappy` takes the least CPU, `zstd` half the space. @default 'zstd' on a disk, 'snappy' on a bucket */
  readonly chunkEncoding?: ChunkEncoding;
  readonly assumptions?: Partial<Assumptions>;
}

/** The same, with all that was left out. */
export interface CapacityInput {
  readonly average: Rate;
  readonly peak: Rate;
  readonly retentionSeconds: number;
  readonly kept: readonly { readonly seconds: number; readonly share: number }[];
  readonly storage: 'disk' | 'bucket';
  readonly replicas: number;
  readonly replicationFactor: number;
  readonly streams: number;
  readonly chunkEncoding: ChunkEncoding;
  readonly assumptions: Assumptions;
}

/** @throws if one is not what it can be, or they contradict each other */
export function readOptions(options: CapacityOptions): CapacityInput {
  const known = [
    'ingest',
    'retention',
    'retentionByStream',
    'storage',
    'replicas',
    'replicationFactor',
    'streams',
    'chunkEncoding',
    'assumptions',
  ] as const;
  const { ingest, retention, retentionByStream = [], replicas = 1 } = checkOptions(options, known);
  const { average, peak } = readIngest(ingest);
  checkCount('replicas', replicas);
  const { storage = replicas > 1 ? 'bucket' : 'disk', replicationFactor = replicas >= 3 ? 3 : 1 } = options;
  if (storage !== 'disk' && storage !== 'bucket')
    throw refusal('storage', 'be disk or bucket', storage, 'write one of them');
  // Space is scarce on a disk, and little comes in.
  const { chunkEncoding = storage === 'disk' ? 'zstd' : 'snappy' } = options;
  oneOf(...chunkEncodings)('chunkEncoding', chunkEncoding);
  const assume = assumptions(options.assumptions, chunkEncoding);
  if (storage === 'disk' && replicas > 1) {
    throw refusal('replicas', 'be 1 on a disk', replicas, 'use a bucket: each Loki would hold a part of the logs');
  }
  checkCount('replicationFactor', replicationFactor);
  if (replicationFactor > replicas) {
    throw refusal(
      'replicationFactor',
      `be at most the replicas, ${replicas}`,
      replicationFactor,
      'write a smaller one',
    );
  }
  const kept = retentionByStream.map(({ keep, share = assume.selectedShare }, index) => {
    const at = `retentionByStream[${index}]`;
    if (typeof share !== 'number' || !(share >= 0 && share <= 1))
      throw refusal(`${at}.share`, 'be from 0 to 1', share, 'write 0.05 for a twentieth');
    return { seconds: checkMilliseconds(`${at}.keep`, keep, 1) / 1000, share };
  });
  const selected = kept.reduce((sum, { share }) => sum + share, 0);
  if (selected > 1 + 1e-9)
    throw refusal('retentionByStream', 'have shares that are 1 together at most', selected, 'lower them');
  const { streams = Math.max(1, Math.ceil(average.bytesPerSecond / assume.bytesPerSecondOfStream)) } = options;
  checkCount('streams', streams);
  const retentionSeconds = checkMilliseconds('retention', retention, 1) / 1000;
  return Object.freeze({
    average,
    peak,
    retentionSeconds,
    kept,
    storage,
    replicas,
    replicationFactor,
    streams,
    chunkEncoding,
    assumptions: assume,
  });
}

function readIngest(ingest: CapacityOptions['ingest']): { readonly average: Rate; readonly peak: Rate } {
  if (Rate.is(ingest)) return { average: ingest, peak: ingest.times(3) };
  const { average, peak } = checkOptions(ingest, ['average', 'peak'], 'ingest');
  for (const [name, rate] of [
    ['average', average],
    ['peak', peak],
  ] as const) {
    if (!Rate.is(rate)) throw refusal(`ingest.${name}`, 'be a Rate', rate, 'write Rate.megabytesPerSecond(1)');
  }
  if (peak.bytesPerSecond >= average.bytesPerSecond) return { average, peak };
  throw refusal(
    'ingest.peak',
    `be at least the average, ${average.asString()}`,
    peak.asString(),
    'write the highest that comes in',
  );
}

function checkCount(at: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) throw refusal(at, 'be a whole number from 1 on', value, 'write one');
}
