/** OpenTelemetry's own messages, by the decoders that its project generates from the protocol's definition. */

/** A 64-bit integer as protobufjs decodes it. */
interface Long {
  toString(): string;
}

/** `AnyValue` of `opentelemetry/proto/common/v1/common.proto`: one of these, or none. */
export interface AnyValue {
  readonly stringValue?: string | null;
  readonly boolValue?: boolean | null;
  readonly intValue?: Long | number | null;
  readonly doubleValue?: number | null;
  readonly arrayValue?: { readonly values: readonly AnyValue[] } | null;
  readonly kvlistValue?: { readonly values: readonly KeyValue[] } | null;
  readonly bytesValue?: Uint8Array | null;
}

export interface KeyValue {
  readonly key: string;
  readonly value?: AnyValue | null;
}

/** `LogRecord` of `opentelemetry/proto/logs/v1/logs.proto`. */
export interface ProtoLogRecord {
  readonly timeUnixNano?: Long | number | null;
  readonly observedTimeUnixNano?: Long | number | null;
  readonly severityNumber?: number | null;
  readonly severityText?: string | null;
  readonly body?: AnyValue | null;
  readonly attributes?: readonly KeyValue[] | null;
  readonly traceId?: Uint8Array | null;
  readonly spanId?: Uint8Array | null;
}

/** `ExportLogsServiceRequest` of `opentelemetry/proto/collector/logs/v1/logs_service.proto`. */
export interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource?: { readonly attributes: readonly KeyValue[] } | null;
    readonly scopeLogs: readonly {
      readonly scope?: { readonly name?: string | null; readonly version?: string | null } | null;
      readonly logRecords: readonly ProtoLogRecord[];
    }[];
  }[];
}

interface Message<T> {
  decode(bytes: Uint8Array): T;
  encode(message: T): { finish(): Uint8Array };
}

interface LogsService {
  readonly ExportLogsServiceRequest: Message<LogsRequest>;
  readonly ExportLogsServiceResponse: Message<{
    readonly partialSuccess?: { readonly rejectedLogRecords: number; readonly errorMessage: string };
  }>;
}

// The package's own types say only that it is a root of protobufjs.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const root = require('@opentelemetry/otlp-transformer/build/src/generated/root.js') as {
  readonly opentelemetry: { readonly proto: { readonly collector: { readonly logs: { readonly v1: LogsService } } } };
};

export const { ExportLogsServiceRequest, ExportLogsServiceResponse } = root.opentelemetry.proto.collector.logs.v1;
