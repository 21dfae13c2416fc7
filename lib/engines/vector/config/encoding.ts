import { refusal } from '../../../pipeline/argument';
import type { Since } from './release';
import { boolean, filled, list, maybe, object, oneOf, variant, whole } from './shape';
import type { Check } from './shape';
import type { NonEmpty } from './component';

/** What an event becomes. */
export type Encoding = EncodedFields &
  (
    | {
        /**
         * - `text`: its message alone, of a metric a line as Prometheus has it; `raw_message`: its message alone
         * - `logfmt`: `key=value` pairs, nested names joined by a dot
         * - `native`, `native_json`: all of it, for another Vector; Vector calls them experimental
         * - `otlp`: protobuf of OpenTelemetry, of an event that already has its form, with `resourceLogs` at the top;
         *   from Vector 0.51
         */
        readonly codec: 'text' | 'raw_message' | 'logfmt' | 'native' | 'native_json' | 'otlp';
      }
    | { readonly codec: 'json'; readonly json?: JsonEncoding }
    | { readonly codec: 'csv'; readonly csv: CsvEncoding }
    | { readonly codec: 'gelf'; readonly gelf?: GelfEncoding }
    /** From Vector 0.53. */
    | { readonly codec: 'syslog'; readonly syslog?: SyslogEncoding }
  );

/** Which fields are encoded, and how times among them. */
export interface EncodedFields {
  /** Paths of fields that are left out. @default - none */
  readonly exceptFields?: readonly string[];
  /** Paths of the only fields that are encoded; none may stand in `exceptFields` too. @default - all */
  readonly onlyFields?: readonly string[];
  /** How times are written in JSON and other texts. @default 'rfc3339' */
  readonly timestampFormat?: 'rfc3339' | 'unix' | 'unix_ms' | 'unix_us' | 'unix_ns' | 'unix_float';
}

/** JSON, one object an event. */
export interface JsonEncoding {
  /** Whether it is indented, over several lines. @default false */
  readonly pretty?: boolean;
}

/** A line of comma-separated values, without a header. */
export interface CsvEncoding {
  /** Paths of the fields, in the order of the columns; what an event lacks, a list and an object are empty. */
  readonly fields: NonEmpty<string>;
  /** One ASCII character. @default ',' */
  readonly delimiter?: string;
  /** One ASCII character. @default '"' */
  readonly quote?: string;
  /** Which fields are quoted; `never` writes a delimiter within a field as it is. @default 'necessary' */
  readonly quoteStyle?: 'always' | 'necessary' | 'non_numeric' | 'never';
  /** Whether a quote within a field is doubled, not escaped. @default true */
  readonly doubleQuote?: boolean;
  /** What a quote within a field is escaped by, where `doubleQuote` is false; one ASCII character. @default '"' */
  readonly escape?: string;
  /** Bytes of the writer's buffer. @default 8192 */
  readonly capacity?: number;
}

/** Graylog's format. An event has to have `host` and `message`, and names of letters, digits, `_`, `-` and `.` only. */
export interface GelfEncoding {
  /** Bytes of a datagram, from 13 on; only a UDP socket sends such. From Vector 0.50. @default 8192 */
  readonly maxChunkSize?: number;
}

/** A line of syslog. */
export interface SyslogEncoding {
  /** Which form of syslog. @default 'rfc5424' */
  readonly rfc?: 'rfc3164' | 'rfc5424';
  /** Path of the field. @default - user */
  readonly facility?: string;
  /** Path of the field. @default - informational */
  readonly severity?: string;
  /** Path of the field. @default - vector */
  readonly appName?: string;
  /** Path of the field. @default - none */
  readonly procId?: string;
  /** Path of the field. @default - none */
  readonly msgId?: string;
}

/** What stands between encoded events in a file, a stream or a request's body. */
export type Framing =
  | { readonly method: 'newline_delimited' }
  /** Nothing. */
  | { readonly method: 'bytes' }
  /** One ASCII character. */
  | { readonly method: 'character_delimited'; readonly characterDelimited: { readonly delimiter: string } };

export const asciiCharacter: Check = (at, value) => {
  if (typeof value !== 'string' || !/^[\0-\x7f]$/.test(value)) {
    throw refusal(at, 'be one ASCII character', value, "write one such as ','");
  }
};

const fields: Readonly<Record<keyof EncodedFields, Check>> = {
  exceptFields: maybe(list(filled)),
  onlyFields: maybe(list(filled)),
  timestampFormat: maybe(oneOf('rfc3339', 'unix', 'unix_ms', 'unix_us', 'unix_ns', 'unix_float')),
};

const codecs = variant('codec', {
  ...Object.fromEntries(
    ['text', 'raw_message', 'logfmt', 'native', 'native_json', 'otlp'].map((codec) => [codec, fields]),
  ),
  json: { ...fields, json: maybe(object<JsonEncoding>({ pretty: maybe(boolean) })) },
  csv: {
    ...fields,
    csv: object<CsvEncoding>({
      fields: list(filled, 1),
      delimiter: maybe(asciiCharacter),
      quote: maybe(asciiCharacter),
      quoteStyle: maybe(oneOf('always', 'necessary', 'non_numeric', 'never')),
      doubleQuote: maybe(boolean),
      escape: maybe(asciiCharacter),
      capacity: maybe(whole(1)),
    }),
  },
  gelf: { ...fields, gelf: maybe(object<GelfEncoding>({ maxChunkSize: maybe(whole(13)) })) },
  syslog: {
    ...fields,
    syslog: maybe(
      object<SyslogEncoding>({
        rfc: maybe(oneOf('rfc3164', 'rfc5424')),
        facility: maybe(filled),
        severity: maybe(filled),
        appName: maybe(filled),
        procId: maybe(filled),
        msgId: maybe(filled),
      }),
    ),
  },
});

export const encoding: Check = (at, value) => {
  codecs(at, value);
  const { exceptFields = [], onlyFields = [] } = value as EncodedFields;
  const both = onlyFields.find((name) => exceptFields.includes(name));
  if (both === undefined) return;
  throw refusal(`${at}.onlyFields`, "name none of 'exceptFields'", both, 'remove it from one of them');
};

export const framing: Check = variant('method', {
  newline_delimited: {},
  bytes: {},
  character_delimited: {
    characterDelimited: object<{ delimiter: string }>({ delimiter: asciiCharacter }),
  },
});

/** What earlier versions do not know of an encoding. */
export const encodingSince: readonly Since[] = [
  { option: 'encoding.codec', value: 'otlp', first: '0.51.0' },
  { option: 'encoding.codec', value: 'syslog', first: '0.53.0' },
  { option: 'encoding.gelf', first: '0.50.0' },
];
