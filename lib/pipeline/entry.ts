import type { ByName } from './non-empty';
import type { Origin } from './record';

/** What a sink sends for one record. Times are RFC 3339 in UTC with 0, 3, 6 or 9 digits of fraction. */
export type Entry = LokiEntry | OtlpEntry | JsonEntry;

/** An entry of a Loki stream. */
export interface LokiEntry {
  /** What makes the stream; values as Loki stores them. */
  readonly labels: ByName<string>;
  /** What the entry carries besides, by name. */
  readonly structuredMetadata: ByName<string>;
  /** RFC 3339 in UTC, with as many digits as there are, up to nanoseconds. */
  readonly time: string;
  /** The line as the stages left it. */
  readonly line: string;
}

/** An OpenTelemetry log record. */
export interface OtlpEntry {
  /** RFC 3339 in UTC, up to nanoseconds. */
  readonly time: string;
  /** The line as the stages left it. */
  readonly body: string;
  /** The level that the last `level` stage brought its field to. */
  readonly severity?: string;
  /** 32 hexadecimal digits; absent where the value is none. */
  readonly traceId?: string;
  /** 16 hexadecimal digits; absent where the value is none. */
  readonly spanId?: string;
  /** What sent it: attributes of the resource. */
  readonly resource: ByName<string>;
  /** Attributes of the record itself. */
  readonly attributes: ByName<unknown>;
}

/** What HTTP and standard output are sent: one JSON object, in this order. */
export interface JsonEntry {
  /** RFC 3339 in UTC, up to nanoseconds. */
  readonly time: string;
  /** The line as the stages left it. */
  readonly line: string;
  /** The fields as the stages left them; absent where there are none. */
  readonly fields?: ByName<unknown>;
  /** Where it was read; absent where nothing is known. */
  readonly origin?: Origin;
}
