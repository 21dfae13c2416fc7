import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { alias } from './input-options';
import { as, plain, seconds, size, text, whole } from './option';
import type { Option, Options } from './option';
import { oneOf as oneOfCheck, whole as wholeCheck } from '../../option-check';
import type { Common, Processors } from './plugin';

/** What all outputs have. */
export interface OutputOptions extends Common {
  /** Tags of the records that it sends: `*` stands for any text. One of `match` and `matchRegex` is needed. */
  readonly match?: Text;
  /** The same by a pattern of Onigmo's. */
  readonly matchRegex?: Text;
  /** A pause in which a message like one before is not said again. @default - every message is said */
  readonly logSuppressInterval?: Duration;
  /**
   * Further tries before a chunk is dropped; the pause between them grows up to 2000 s, unless the service caps it. A rule
   * warns where Fluent Bit's own default, one, would lose what an outage of seconds holds up.
   *
   * @default 1
   */
  readonly retryLimit?: number | 'no_limits' | 'no_retries';
  /** Threads that send. @default - as the plugin says; 0, in the engine's own */
  readonly workers?: number;
  /**
   * Disk for what waits for this output, of inputs with `storageType: 'filesystem'`. When it is full, the oldest chunks
   * are dropped.
   *
   * @default - no limit
   */
  readonly storageTotalLimitSize?: Size;
  /** What records are run through before they are sent. @default - nothing */
  readonly processors?: Processors;
}

const retryLimit: Option = plain((at, value) =>
  (typeof value === 'number' ? wholeCheck(1) : oneOfCheck('no_limits', 'no_retries'))(at, value),
);

/** What all outputs have, by option. */
export const outputOptions: Options<Omit<OutputOptions, 'extra' | 'processors'>> = Object.freeze({
  match: text,
  matchRegex: text,
  ...alias,
  logSuppressInterval: seconds(),
  retryLimit,
  workers: whole(0),
  storageTotalLimitSize: as('storage.total_limit_size', size()),
});
