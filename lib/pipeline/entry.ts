import type { ByName } from './non-empty';
import type { Origin } from './record';

/** What a sink sends for one record. Times are RFC 3339 in UTC with 0, 3, 6 or 9 digits of fraction. */
export type Entry = LokiEntry | OtlpEntry | JsonEntry;

/** An entry of a Loki stream. */
export interface LokiEntry {
  readonly labels: ByName<string>;
  readonly structuredMetadata: ByName<string>;
  readonly time: string;
  readonly line: string;
}

/** An OpenTelemetry log record. */
export interface OtlpEntry {
  readonly time: string;
  readonly body: string;
  /** The level that the last `level` stage brought its field to. */
  readonly severity?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly resource: ByName<string>;
  readonly attributes: ByName<unknown>;
}

/** What HTTP and standard output are sent: one JSON object, in this order. */
export interface JsonEntry {
  readonly time: string;
  readonly line: string;
  readonly fields?: ByName<unknown>;
  readonly origin?: Origin;
}
