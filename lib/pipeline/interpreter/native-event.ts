import { printInstant } from '../../languages/time/instant';
import { eventKeys } from '../../languages/vrl/event-keys';
import { VrlBytes, VrlFloat, VrlRegex, VrlTimestamp } from '../../languages/vrl/compiler/vrl-value';
import type { VrlValue } from '../../languages/vrl/compiler/vrl-value';
import { Float, floatValue } from './value';
import type { FieldValue } from './value';
import { wellFormed } from './well-formed';
import type { WorkingRecord } from './working-record';

/** What a native program left that is no part of a record: the next one finds it. */
export interface NativeState {
  readonly keys: EventObject;
  readonly metadata: VrlValue;
}

interface EventObject {
  readonly [key: string]: VrlValue;
}

/** What a source of files gives besides what a record holds. */
const fresh: NativeState = Object.freeze({ keys: Object.freeze({ source_type: 'file' }), metadata: Object.freeze({}) });

/** The record as Vector's program finds it; `.fields` is absent where there are none. */
export function eventOf({ line, time, fields, origin, native = fresh }: WorkingRecord): EventObject {
  return {
    ...native.keys,
    ...(origin.path === undefined ? {} : { [eventKeys.path]: origin.path }),
    [eventKeys.message]: line,
    [eventKeys.time]: new VrlTimestamp(time),
    ...(fields.size === 0
      ? {}
      : { [eventKeys.fields]: Object.fromEntries([...fields].map(([name, held]) => [name, vrlValue(held)])) }),
  };
}

/** The metadata that it finds. */
export function metadataOf({ native = fresh }: WorkingRecord): VrlValue {
  return native.metadata;
}

/** Makes the record what a program left. @throws if that is not one event with a line and a time */
export function takeEvent(record: WorkingRecord, event: VrlValue, metadata: VrlValue, stage: string): void {
  if (!isObject(event)) throw left(stage, 'one event', '.', Array.isArray(event) ? 'a list' : typeof event);
  const {
    [eventKeys.message]: message,
    [eventKeys.time]: time,
    [eventKeys.path]: path,
    [eventKeys.fields]: fields,
    ...keys
  } = event;
  const line = message === undefined ? undefined : fieldValue(message);
  if (typeof line !== 'string' || message instanceof VrlTimestamp) {
    throw left(stage, 'a text', `.${eventKeys.message}`, kindOf(message));
  }
  if (!(time instanceof VrlTimestamp) || BigInt.asIntN(64, time.instant) !== time.instant) {
    throw left(stage, 'a timestamp in the years 1678 to 2261', `.${eventKeys.time}`, kindOf(time));
  }
  record.line = line;
  record.time = time.instant;
  record.fields.clear();
  if (isObject(fields)) for (const [name, held] of Object.entries(fields)) record.fields.set(name, fieldValue(held));
  if (path !== record.origin.path) {
    const { path: _, ...known } = record.origin;
    record.origin = typeof path === 'string' ? { ...known, path } : known;
  }
  record.native = { keys, metadata };
}

function left(stage: string, wanted: string, key: string, got: string): TypeError {
  return new TypeError(
    `'${stage}' must leave ${wanted} in ${key}, got ${got}; what comes after it, in Vector too, cannot do without`,
  );
}

function kindOf(value: VrlValue | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (value instanceof VrlTimestamp) return `the timestamp ${value.instant}`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'no text' : `the ${typeof value} ${String(value)}`;
}

function isObject(value: VrlValue | undefined): value is EventObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return ![VrlFloat, VrlTimestamp, VrlBytes, VrlRegex].some((kind) => value instanceof kind);
}

function vrlValue(value: FieldValue): VrlValue {
  if (value instanceof Float) return new VrlFloat(value.value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly FieldValue[]).map(vrlValue);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, vrlValue(held)]));
}

/** A value as fields hold it. Times are their text, as they are wherever Vector asks for one; an infinite number is none. */
function fieldValue(value: VrlValue): FieldValue {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof VrlFloat) return Number.isFinite(value.value) ? floatValue(value.value) : null;
  if (value instanceof VrlTimestamp) return printInstant(value.instant);
  if (value instanceof VrlBytes) return Buffer.from(value.hex, 'hex').toString();
  if (value instanceof VrlRegex) return value.pattern;
  if (Array.isArray(value)) return (value as readonly VrlValue[]).map(fieldValue);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, fieldValue(held)]));
}
