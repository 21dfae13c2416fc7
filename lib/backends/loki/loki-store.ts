import { checkAll, filled } from '../../engines/option-check';
import { checkText, refusal } from '../../pipeline/argument';
import type { Text } from '../../text/live-text';
import { storageChecks } from './options/object-stores';
import type { AzureOptions, GcsOptions, S3Options, StorageOptions } from './options/object-stores';
import type { RulerStorageOptions } from './options/ruler';
import type { ObjectStore } from './schema-period';

/** Where a Loki keeps chunks and index, and rules that are written by its API. */
export class LokiStore {
  private constructor(
    readonly kind: ObjectStore,
    /** What `storage_config` says. */
    readonly storage: StorageOptions,
    /** What the ruler's storage says; undefined on a disk, where rules are files that are mounted. */
    readonly rules: RulerStorageOptions | undefined,
  ) {
    checkAll('store', storage, storageChecks);
    Object.freeze(this);
  }

  /** Whether several Lokis can share it. */
  get isShared(): boolean {
    return this.kind !== 'filesystem';
  }

  /** A folder of Loki's own disk: for one Loki alone. */
  static filesystem(directory: string): LokiStore {
    filled('directory', directory);
    return new LokiStore('filesystem', { filesystem: { directory } }, undefined);
  }

  /**
   * A bucket of S3, or of what speaks its language: Ceph, MinIO.
   *
   * @param rulerBucket - of rules; the same bucket where none is said: they lie below `rules/`
   */
  static s3(options: S3Options, rulerBucket?: Text): LokiStore {
    const own = rulerBucket === undefined ? options : { ...options, bucketNames: bucket(rulerBucket) };
    return new LokiStore('s3', { aws: options }, { type: 's3', s3: own });
  }

  /** A bucket of Google's. @param rulerBucket - as {@link LokiStore.s3} */
  static gcs(options: GcsOptions, rulerBucket?: Text): LokiStore {
    const own = rulerBucket === undefined ? options : { ...options, bucketName: bucket(rulerBucket) };
    return new LokiStore('gcs', { gcs: options }, { type: 'gcs', gcs: own });
  }

  /** A container of Azure's. @param rulerContainer - as {@link LokiStore.s3} */
  static azure(options: AzureOptions, rulerContainer?: Text): LokiStore {
    const own = rulerContainer === undefined ? options : { ...options, containerName: bucket(rulerContainer) };
    return new LokiStore('azure', { azure: options }, { type: 'azure', azure: own });
  }
}

function bucket(name: Text): Text {
  if (checkText('rulerBucket', name) === '') throw refusal('rulerBucket', 'not be empty', name, 'leave it out');
  return name;
}
