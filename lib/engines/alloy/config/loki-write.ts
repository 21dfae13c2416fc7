import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, filled, filledText, map, text, whole } from '../../option-check';
import { attribute, block, blocks, named, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration, size } from '../../loki-stages/quantity';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';
import type { LogsReceiver } from './shape';

/** A Loki. */
export interface LokiEndpoint extends HttpClient {
  /** With its path: `http://loki:3100/loki/api/v1/push`. */
  readonly url: Text;
  /** Of metrics. @default - a hash */
  readonly name?: string;
  /** @default - none */
  readonly tenantId?: Text;
  /** @default - none */
  readonly headers?: { readonly [name: string]: Text };
  /** @default Duration.seconds(1) */
  readonly batchWait?: Duration;
  /** @default Size.mebibytes(1) */
  readonly batchSize?: Size;
  /** @default Duration.seconds(10) */
  readonly remoteTimeout?: Duration;
  /** @default Duration.millis(500) */
  readonly minBackoffPeriod?: Duration;
  /** @default Duration.minutes(5) */
  readonly maxBackoffPeriod?: Duration;
  /** After so many a batch is dropped; 0 is without end. @default 10 */
  readonly maxBackoffRetries?: number;
  /** Whether a Loki that takes no more now is asked again. @default true */
  readonly retryOnHttp429?: boolean;
  readonly queueConfig?: LokiQueue;
}

/** Batches that wait to be sent. */
export interface LokiQueue {
  /** Worst case, of full batches. @default Size.mebibytes(10) */
  readonly capacity?: Size;
  /** Batches that are sent at once. @default 1 */
  readonly minShards?: number;
  /** How long batches are sent after Alloy was told to stop. @default Duration.seconds(15) */
  readonly drainTimeout?: Duration;
  /** Waits where the queue is full, in place of dropping. @default true */
  readonly blockOnOverflow?: boolean;
}

/** A log on disk, before what is sent. */
export interface LokiWal {
  /** @default false */
  readonly enabled?: boolean;
  /** How long what was not sent is kept. @default Duration.hours(1) */
  readonly maxSegmentAge?: Duration;
  /** @default Duration.millis(250) */
  readonly minReadFrequency?: Duration;
  /** @default Duration.seconds(1) */
  readonly maxReadFrequency?: Duration;
  /** @default Duration.seconds(30) */
  readonly drainTimeout?: Duration;
}

/** Entries, sent to Loki. */
export interface LokiWriteOptions {
  /** Each gets all entries. */
  readonly endpoint: NonEmpty<LokiEndpoint>;
  /** Labels that every entry gets. @default - none */
  readonly externalLabels?: { readonly [label: string]: Text };
  /** Streams at once; entries of others are dropped. @default - no limit */
  readonly maxStreams?: number;
  readonly wal?: LokiWal;
}

const endpoint: Fields<LokiEndpoint> = {
  url: attribute(filledText),
  name: optional(filled),
  tenantId: optional(filledText),
  headers: optional(map(text)),
  batchWait: optional(duration(1)),
  batchSize: optional(size()),
  remoteTimeout: optional(duration(1)),
  minBackoffPeriod: optional(duration(1)),
  maxBackoffPeriod: optional(duration(1)),
  maxBackoffRetries: optional(whole(0)),
  retryOnHttp429: named('retry_on_http_429', optional(boolean)),
  ...httpClient,
  queueConfig: block<LokiQueue>({
    capacity: optional(size()),
    minShards: optional(whole(1)),
    drainTimeout: optional(duration()),
    blockOnOverflow: optional(boolean),
  }),
};

const fields: Fields<LokiWriteOptions> = {
  externalLabels: optional(map(text)),
  maxStreams: optional(whole(0)),
  endpoint: blocks(endpoint, 1),
  wal: block<LokiWal>({
    enabled: optional(boolean),
    maxSegmentAge: optional(duration(1)),
    minReadFrequency: optional(duration(1)),
    maxReadFrequency: optional(duration(1)),
    drainTimeout: optional(duration()),
  }),
};

/** What takes entries and sends them. */
export interface LokiWrite extends HasComponent {
  readonly receiver: LogsReceiver;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/ */
export function lokiWrite(label: string, options: LokiWriteOptions): LokiWrite {
  const made = component('loki.write', label, options, fields);
  return Object.freeze({ component: made, receiver: new Export(made, 'logs', 'receiver') });
}
