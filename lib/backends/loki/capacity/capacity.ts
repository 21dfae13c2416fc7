import { Size } from 'cdk8s';
import type { Finding } from '../../../findings/finding';
import { checkGiven } from './too-small';
import type { Given } from './too-small';
import { readOptions } from './capacity-options';
import type { CapacityInput, CapacityOptions } from './capacity-options';
import { deploymentFor } from './deployment';
import type { Recommendation } from './deployment';
import { neededLimits } from './needed-limits';
import type { NeededLimits } from './needed-limits';
import { memoryOf, walOf } from './replica';
import type { ReplicaMemory } from './replica';

const daySeconds = 86_400;
const gibi = 1024 ** 3;

/** What a Loki needs for what comes in, computed and frozen; sizes are in bytes. */
export class Capacity {
  readonly input: CapacityInput;
  /** In a day, before compression. */
  readonly dailyBytes: number;
  /** Within the retention, before compression. */
  readonly rawBytes: number;
  readonly chunkBytes: number;
  readonly indexBytes: number;
  /** Chunks and index, with what replicas store more than once and what waits to be deleted. */
  readonly storedBytes: number;
  /** Of each replica: what was acknowledged and is not stored yet. */
  readonly walBytes: number;
  /** Of each replica, with headroom; on a bucket in coarse steps. */
  readonly diskBytes: number;
  /** Of the bucket, with headroom; undefined on a disk. */
  readonly quotaBytes: number | undefined;
  /** Of each replica. */
  readonly memory: ReplicaMemory;
  /** Of each replica. */
  readonly cpus: number;
  /** Machines, so that no two replicas are lost with one. */
  readonly nodes: number;
  /** What Loki must be told to take it all in. */
  readonly limits: NeededLimits;

  /** @throws if an option is not what it can be */
  constructor(private readonly options: CapacityOptions) {
    this.input = readOptions(options);
    this.options = Object.freeze({ ...options });
    const { average, replicas, storage, assumptions } = this.input;
    const { compression, indexShare, headroom } = assumptions;
    this.dailyBytes = average.bytesPerSecond * daySeconds;
    this.rawBytes = rawKept(this.input);
    this.chunkBytes = this.rawBytes / compression;
    this.indexBytes = this.rawBytes * indexShare;
    this.storedBytes = this.storedFor(this.rawBytes + this.dailyBytes);
    this.walBytes = walOf(this.input);
    const local = this.walBytes + this.indexOnDisk();
    this.diskBytes =
      storage === 'disk' ? roundUp((this.storedBytes + this.walBytes) * headroom, gibi) : inSteps(local * headroom);
    this.quotaBytes = storage === 'disk' ? undefined : roundUp(this.storedBytes * headroom, gibi);
    this.memory = memoryOf(this.input);
    this.cpus = cpusOf(this.input);
    this.nodes = replicas;
    this.limits = neededLimits(this.input);
    Object.freeze(this);
  }

  /** The disk of each replica, to be asked for. */
  get disk(): Size {
    return Size.gibibytes(this.diskBytes / gibi);
  }

  /** The bucket's quota, to be asked for; undefined on a disk. */
  get quota(): Size | undefined {
    return this.quotaBytes === undefined ? undefined : Size.gibibytes(this.quotaBytes / gibi);
  }

  /** How it would best be run, and why. */
  get recommended(): Recommendation {
    return deploymentFor(this.input);
  }

  /** What a disk, a bucket or limits are given too little of, with the numbers. */
  check(given: Given, at = 'loki'): readonly Finding[] {
    return checkGiven(this, given, at);
  }

  /** The same with other options. */
  with(changes: Partial<CapacityOptions>): Capacity {
    return new Capacity({ ...this.options, ...changes });
  }

  /** What so many bytes of lines become where they are kept. */
  storedFor(rawBytes: number): number {
    const { replicationFactor, assumptions } = this.input;
    const copies = 1 + (replicationFactor - 1) * assumptions.duplicateShare;
    return rawBytes * (1 / assumptions.compression + assumptions.indexShare) * copies;
  }

  /** What the index of the last days, which is kept beside the store, and the compactor's copy of a day take. */
  private indexOnDisk(): number {
    const { assumptions, replicationFactor } = this.input;
    return this.dailyBytes * assumptions.indexShare * (1 + 2 * replicationFactor);
  }
}

function rawKept({ average, retentionSeconds, kept }: CapacityInput): number {
  const selected = kept.reduce((sum, { share }) => sum + share, 0);
  const seconds = kept.reduce((sum, { share, seconds: keep }) => sum + share * keep, (1 - selected) * retentionSeconds);
  return average.bytesPerSecond * seconds;
}

function cpusOf({ peak, replicas, replicationFactor, assumptions }: CapacityInput): number {
  const taking = ((peak.bytesPerSecond / 1e6) * assumptions.cpusPerMegabyte * replicationFactor) / replicas;
  return Math.max(0.1, Math.ceil(taking * (1 + assumptions.queryShare) * 10) / 10);
}

/** 1, 2, 5, 10 and so on of GiB: Kubernetes cannot change the disks of a StatefulSet, so they must not follow each change. */
function inSteps(bytes: number): number {
  const steps = [1, 2, 5, 10].map((step) => step * 10 ** Math.floor(Math.log10(Math.max(1, bytes / gibi))) * gibi);
  return steps.find((step) => step >= bytes) ?? roundUp(bytes, gibi);
}

export function roundUp(bytes: number, unit: number): number {
  return Math.max(1, Math.ceil(bytes / unit)) * unit;
}
