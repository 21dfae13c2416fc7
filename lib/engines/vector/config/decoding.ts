import type { Vrl } from '../../../languages/vrl/vrl';
import type { Emits } from './component';
import { asciiCharacter } from './encoding';
import type { Since } from './release';
import { boolean, filled, list, maybe, object, oneOf, positive, variant, vrlCode, whole } from './shape';
import type { Check } from './shape';

/** What the bytes of a frame become. */
export type Decoding =
  /** The text in `.message`. */
  | { readonly codec: 'bytes' }
  /** All of another Vector's event; Vector calls it experimental. */
  | { readonly codec: 'native' }
  | { readonly codec: 'native_json'; readonly nativeJson?: LossyDecoding }
  /** An object's members are the event's fields; a list is an event for each of its members. */
  | { readonly codec: 'json'; readonly json?: LossyDecoding }
  | { readonly codec: 'syslog'; readonly syslog?: LossyDecoding }
  | { readonly codec: 'gelf'; readonly gelf?: GelfDecoding }
  /** Metrics, in the line protocol. From Vector 0.40. */
  | { readonly codec: 'influxdb'; readonly influxdb?: LossyDecoding }
  | { readonly codec: 'protobuf'; readonly protobuf: ProtobufDecoding }
  | { readonly codec: 'avro'; readonly avro: AvroDecoding }
  /** What OpenTelemetry sends, in its own form. From Vector 0.51. */
  | {
      readonly codec: 'otlp';
      /** What it is tried as, in this order. @default - logs, metrics, traces */
      readonly signalTypes?: readonly ('logs' | 'metrics' | 'traces')[];
    }
  /** A program whose `.` is at first an event with the text in `.message`. */
  | { readonly codec: 'vrl'; readonly vrl: VrlDecoding };

/** Text in another encoding than UTF-8. */
export interface LossyDecoding {
  /** Whether bytes that are no UTF-8 become U+FFFD; else they are an error, and the event is dropped. @default true */
  readonly lossy?: boolean;
}

/** Graylog's format. */
export interface GelfDecoding extends LossyDecoding {
  /** Whether what the specification forbids is taken. From Vector 0.52. @default 'strict' */
  readonly validation?: 'strict' | 'relaxed';
}

/** Protobuf. */
export interface ProtobufDecoding {
  /** Path of a descriptor set, as `protoc -o` writes it. */
  readonly descFile: string;
  /** With its package: `package.Message`. */
  readonly messageType: string;
  /** Whether fields are named as in JSON: `jobName`, not `job_name`. From Vector 0.51. @default false */
  readonly useJsonNames?: boolean;
}

/** Apache Avro. */
export interface AvroDecoding {
  /** The schema, as JSON text. */
  readonly schema: string;
  /** Whether five bytes for the schema's id come first, as in Kafka. */
  readonly stripSchemaIdPrefix: boolean;
}

/** A program that decodes. */
export interface VrlDecoding {
  /** The program: what it leaves in `.` is the event. */
  readonly source: Vrl;
  /** Of times that name no zone. @default - the configuration's */
  readonly timezone?: string;
}

/** Where a frame, which becomes an event, begins and ends in a stream or a body. */
export type DecoderFraming =
  /** As the bytes arrive: one datagram, one body. */
  | { readonly method: 'bytes' }
  | { readonly method: 'newline_delimited'; readonly newlineDelimited?: FrameLimit }
  /** One ASCII character. */
  | {
      readonly method: 'character_delimited';
      readonly characterDelimited: FrameLimit & { readonly delimiter: string };
    }
  /** RFC 6587: the number of bytes in decimals first. */
  | { readonly method: 'octet_counting'; readonly octetCounting?: FrameLimit }
  | { readonly method: 'length_delimited'; readonly lengthDelimited: LengthDelimited }
  /** Protobuf's own: the number of bytes as a varint first. From Vector 0.50. */
  | {
      readonly method: 'varint_length_delimited';
      /** Bytes of a frame at most. @default 8388608 */
      readonly maxFrameLength?: number;
    }
  /** Graylog's, over UDP. From Vector 0.43. */
  | { readonly method: 'chunked_gelf'; readonly chunkedGelf?: ChunkedGelf };

/** How long a frame may be. */
export interface FrameLimit {
  /** Bytes; a longer frame is dropped. @default - no limit, so that one sender can take all memory */
  readonly maxLength?: number;
}

/** Frames after their length. */
export interface LengthDelimited {
  /** Bytes of a frame at most. @default 8388608 */
  readonly maxFrameLength?: number;
  /** Bytes of the length itself. @default 4 */
  readonly lengthFieldLength?: number;
  /** Bytes before the length. @default 0 */
  readonly lengthFieldOffset?: number;
  /** Whether the length begins with its highest byte. @default true */
  readonly lengthFieldIsBigEndian?: boolean;
}

/** Messages of several datagrams. */
export interface ChunkedGelf {
  /** Seconds until what has arrived of a message is dropped. @default 5 */
  readonly timeoutSecs?: number;
  /** Unfinished messages that are kept. @default - no limit */
  readonly pendingMessagesLimit?: number;
  /** Bytes of a whole message; a longer one is dropped. @default - no limit */
  readonly maxLength?: number;
  /** How a message is packed. @default 'Auto', by the first bytes */
  readonly decompression?: 'Auto' | 'Gzip' | 'Zlib' | 'None';
}

const lossy = maybe(object<LossyDecoding>({ lossy: maybe(boolean) }));

export const decoding: Check = variant('codec', {
  bytes: {},
  native: {},
  native_json: { nativeJson: lossy },
  json: { json: lossy },
  syslog: { syslog: lossy },
  gelf: {
    gelf: maybe(object<GelfDecoding>({ lossy: maybe(boolean), validation: maybe(oneOf('strict', 'relaxed')) })),
  },
  influxdb: { influxdb: lossy },
  protobuf: {
    protobuf: object<ProtobufDecoding>({ descFile: filled, messageType: filled, useJsonNames: maybe(boolean) }),
  },
  avro: { avro: object<AvroDecoding>({ schema: filled, stripSchemaIdPrefix: boolean }) },
  otlp: { signalTypes: maybe(list(oneOf('logs', 'metrics', 'traces'), 1)) },
  vrl: { vrl: object<VrlDecoding>({ source: vrlCode, timezone: maybe(filled) }) },
});

const maxLength = maybe(whole(1));
const limit = maybe(object<FrameLimit>({ maxLength }));

export const decoderFraming: Check = variant('method', {
  bytes: {},
  newline_delimited: { newlineDelimited: limit },
  character_delimited: {
    characterDelimited: object<FrameLimit & { readonly delimiter: string }>({ delimiter: asciiCharacter, maxLength }),
  },
  octet_counting: { octetCounting: limit },
  length_delimited: {
    lengthDelimited: object<LengthDelimited>({
      maxFrameLength: maybe(whole(1)),
      lengthFieldLength: maybe(whole(1, 8)),
      lengthFieldOffset: maybe(whole(0)),
      lengthFieldIsBigEndian: maybe(boolean),
    }),
  },
  varint_length_delimited: { maxFrameLength: maybe(whole(1)) },
  chunked_gelf: {
    chunkedGelf: maybe(
      object<ChunkedGelf>({
        timeoutSecs: maybe(positive),
        pendingMessagesLimit: maybe(whole(1)),
        maxLength,
        decompression: maybe(oneOf('Auto', 'Gzip', 'Zlib', 'None')),
      }),
    ),
  },
});

/** What flows out of a source that decodes so. Of what can be more than one, logs are meant. */
export function emittedBy(decoded: Decoding | undefined): Emits {
  return decoded?.codec === 'influxdb' ? 'metrics' : 'logs';
}

/** What earlier versions do not know of decoding and framing. */
export const decodingSince: readonly Since[] = [
  { option: 'decoding.codec', value: 'influxdb', first: '0.40.0' },
  { option: 'decoding.codec', value: 'otlp', first: '0.51.0' },
  { option: 'decoding.gelf.validation', first: '0.52.0' },
  { option: 'decoding.protobuf.useJsonNames', first: '0.51.0' },
  { option: 'framing.method', value: 'chunked_gelf', first: '0.43.0' },
  { option: 'framing.method', value: 'varint_length_delimited', first: '0.50.0' },
];
