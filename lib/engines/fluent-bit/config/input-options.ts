import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { as, boolean, oneOf, seconds, size, text, whole } from './option';
import type { Options } from './option';
import { logLevels } from './plugin';
import type { Common, Processors } from './plugin';

/** What all inputs have. */
export interface InputOptions extends Common {
  /** What filters and outputs match; in tail's a `*` stands for the file's path. @default - the plugin's name and number, such as `tail.0` */
  readonly tag?: Text;
  /** A pause in which a message like one before is not said again. @default - every message is said */
  readonly logSuppressInterval?: Duration;
  /** Whether what it reads goes on to outputs. @default true */
  readonly routable?: boolean;
  /**
   * Memory for what waits for outputs; when it is full, the input pauses. Of no effect with `storageType: 'filesystem'`.
   *
   * @default - no limit
   */
  readonly memBufLimit?: Size;
  /**
   * Where waits what no output has taken: in memory, in memory where the oldest gives way (`memrb`), or on the disk at the
   * service's `storagePath`, which survives a restart.
   *
   * @default 'memory'
   */
  readonly storageType?: 'memory' | 'filesystem' | 'memrb';
  /**
   * Whether a filesystem input pauses when as many chunks are in memory as `storageMaxChunksUp` says. Else further ones go
   * to the disk alone.
   *
   * @default false
   */
  readonly storagePauseOnChunksOverlimit?: boolean;
  /** Whether it runs in a thread of its own. @default false */
  readonly threaded?: boolean;
  /** Entries of the ring between that thread and the others. @default 1024 */
  readonly threadRingBufferCapacity?: number;
  /** Percent of the ring that must be full before it is emptied early. @default 5 */
  readonly threadRingBufferWindow?: number;
  /** What records are run through as they are read, before filters. @default - nothing */
  readonly processors?: Processors;
}

export const alias = { alias: text, logLevel: oneOf(...logLevels) };

/** What all inputs have, by option. */
export const inputOptions: Options<Omit<InputOptions, 'extra' | 'processors'>> = Object.freeze({
  tag: text,
  ...alias,
  logSuppressInterval: seconds(),
  routable: boolean,
  memBufLimit: size(),
  storageType: as('storage.type', oneOf('memory', 'filesystem', 'memrb')),
  storagePauseOnChunksOverlimit: as('storage.pause_on_chunks_overlimit', boolean),
  threaded: boolean,
  threadRingBufferCapacity: as('thread.ring_buffer.capacity', whole(1)),
  threadRingBufferWindow: as('thread.ring_buffer.window', whole(1, 100)),
});
