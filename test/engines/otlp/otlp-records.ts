import { printInstant } from '../../../lib/languages/time/instant';
import type { OtlpEntry } from '../../../lib/pipeline/entry';
import type { AnyValue, KeyValue, LogsRequest, ProtoLogRecord } from './otlp-proto';

/** A log record as it was received: the entry it is to this library, and what an entry does not hold. */
export interface OtlpRecord {
  readonly entry: OtlpEntry;
  readonly severityNumber: number;
  readonly severityText: string;
  /** Anything but a text: a body of ours is always one. */
  readonly strangeBody?: unknown;
}

/** The least of the four numbers that OpenTelemetry gives each level. */
const levels: Readonly<Record<number, string>> = {
  1: 'trace',
  5: 'debug',
  9: 'info',
  13: 'warn',
  17: 'error',
  21: 'fatal',
};

/** The records of a request, in its order. */
export function recordsOf({ resourceLogs }: LogsRequest): readonly OtlpRecord[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) => {
    const attributes = objectOf(resource?.attributes ?? []) as Readonly<Record<string, string>>;
    return scopeLogs.flatMap(({ logRecords }) => logRecords.map((record) => recordOf(record, attributes)));
  });
}

function recordOf(record: ProtoLogRecord, resource: Readonly<Record<string, string>>): OtlpRecord {
  const severityNumber = record.severityNumber ?? 0;
  const body = valueOf(record.body);
  const severity = levels[severityNumber];
  return {
    entry: {
      time: printInstant(BigInt(String(record.timeUnixNano ?? 0))),
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(severity === undefined ? {} : { severity }),
      ...(isFilled(record.traceId) ? { traceId: Buffer.from(record.traceId).toString('hex') } : {}),
      ...(isFilled(record.spanId) ? { spanId: Buffer.from(record.spanId).toString('hex') } : {}),
      resource,
      attributes: objectOf(record.attributes ?? []),
    },
    severityNumber,
    severityText: record.severityText ?? '',
    ...(typeof body === 'string' ? {} : { strangeBody: body }),
  };
}

function objectOf(pairs: readonly KeyValue[]): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  const sorted = [...pairs].sort((a, b) => (a.key < b.key ? -1 : 1));
  // `__proto__` is a legal key, which assignment would swallow.
  for (const { key, value } of sorted) {
    Object.defineProperty(object, key, { value: valueOf(value), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** A value as a program holds it: whole numbers beyond ±2^53 as bigint. */
function valueOf(value: AnyValue | null | undefined): unknown {
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = value ?? {};
  if (isThere(stringValue)) return stringValue;
  if (isThere(boolValue)) return boolValue;
  if (isThere(intValue)) {
    const whole = BigInt(String(intValue));
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  if (isThere(doubleValue)) return doubleValue;
  if (isThere(arrayValue)) return arrayValue.values.map(valueOf);
  if (isThere(kvlistValue)) return objectOf(kvlistValue.values);
  if (isThere(bytesValue)) return Uint8Array.from(bytesValue);
  return null;
}

function isThere<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function isFilled(id: Uint8Array | null | undefined): id is Uint8Array {
  return isThere(id) && id.length > 0;
}
