import type { CapacityInput } from './capacity-options';

/** Of one replica. */
export interface ReplicaMemory {
  /** What it takes as a rule. */
  readonly requestBytes: number;
  /** With reading its log at a start, and queries. */
  readonly limitBytes: number;
  /** Loki's `wal.replay_memory_ceiling`: three quarters of the limit, as its documentation advises. */
  readonly replayCeilingBytes: number;
}

const mebi = 1024 ** 2;
/** Loki's own defaults: a chunk is written at 1.5 MiB or after 2 hours; 256 KiB of it are not compressed yet. */
const chunkTargetBytes = 1.5 * mebi;
const maxChunkAgeSeconds = 7200;
const headBlockBytes = 256 * 1024;
/** The log is cut anew every 5 minutes, and what is older than the last checkpoint but one is deleted. */
const checkpointSeconds = 300;

/** Lines of one replica that are not stored yet, in bytes. */
export interface Unstored {
  /** As they came. */
  readonly head: number;
  readonly compressed: number;
}

/** Of each stream half a chunk, as they fill at different times. */
export function unstoredOf(input: CapacityInput): Unstored {
  const { assumptions } = input;
  const streams = streamsOfReplica(input);
  const ofStream = rateOfReplica(input, input.average.bytesPerSecond) / streams;
  const seconds = Math.min(maxChunkAgeSeconds, (chunkTargetBytes * assumptions.compression) / ofStream);
  const head = Math.min(headBlockBytes, ofStream * seconds);
  const compressed = Math.max(0, ofStream * seconds - head) / assumptions.compression;
  return { head: (streams * head) / 2, compressed: (streams * compressed) / 2 };
}

/** Two checkpoints, one of which is being written, and the segments since the one before, at the peak, uncompressed. */
export function walOf(input: CapacityInput): number {
  const segments = rateOfReplica(input, input.peak.bytesPerSecond) * checkpointSeconds * 2;
  const { head, compressed } = unstoredOf(input);
  return segments + 2 * (head + compressed);
}

/** What one replica takes. */
export function memoryOf(input: CapacityInput): ReplicaMemory {
  const { baseMemoryBytes, memoryOfStreamBytes, memoryFactor, headFactor } = input.assumptions;
  const { head, compressed } = unstoredOf(input);
  const live = head * headFactor + compressed + streamsOfReplica(input) * memoryOfStreamBytes;
  const requestBytes = upTo(baseMemoryBytes + live * memoryFactor, 64 * mebi);
  const limitBytes = upTo(Math.max(2 * requestBytes, 512 * mebi), 64 * mebi);
  return Object.freeze({ requestBytes, limitBytes, replayCeilingBytes: replayCeiling(limitBytes) });
}

/** Of a limit of memory: three quarters. */
export function replayCeiling(limitBytes: number): number {
  return Math.floor((limitBytes * 0.75) / mebi) * mebi;
}

function streamsOfReplica({ streams, replicas, replicationFactor }: CapacityInput): number {
  return Math.max(1, (streams * replicationFactor) / replicas);
}

function rateOfReplica({ replicas, replicationFactor }: CapacityInput, bytesPerSecond: number): number {
  return (bytesPerSecond * replicationFactor) / replicas;
}

function upTo(bytes: number, unit: number): number {
  return Math.ceil(bytes / unit) * unit;
}
