import { timeReader } from '../../languages/time/time-reader';
import type { Instant } from '../../languages/time/instant';
import { refusal } from '../argument';
import type { LogRecord, Origin } from '../record';
import type { NativeState } from './native-event';
import { fieldValue } from './value';
import type { FieldValue } from './value';
import { wellFormed } from './well-formed';

/** A record on its way through the stages; each changes it in place. Nested values are never changed. */
export interface WorkingRecord {
  line: string;
  time: Instant;
  readonly fields: Map<string, FieldValue>;
  origin: Origin;
  /** What was read: of several lines that were joined, the first. */
  readonly read: LogRecord;
  /** What native code left besides. */
  native?: NativeState;
}

const nowhere: Origin = Object.freeze({});
const readTime = timeReader('iso8601');

/** A record as stages change it. @throws if it has no line, its time cannot be read, or its fields are no JSON */
export function workingRecord(record: LogRecord, now: () => Instant): WorkingRecord {
  if (typeof record !== 'object' || record === null || typeof record.line !== 'string') {
    throw refusal('record', 'be { line } with what else is known of it', record, 'make it with records([…])');
  }
  const fields = new Map<string, FieldValue>();
  if (record.fields !== undefined) {
    if (typeof record.fields !== 'object' || record.fields === null || Array.isArray(record.fields)) {
      throw refusal('fields', 'be values by name', record.fields, 'leave it out where there are none');
    }
    for (const [name, value] of Object.entries(record.fields)) {
      if (value !== undefined) fields.set(name, fieldValue(value, `fields.${name}`));
    }
  }
  return {
    line: wellFormed(record.line),
    time: record.time === undefined ? now() : instantOf(record.time),
    fields,
    origin: record.origin ?? nowhere,
    read: record,
  };
}

function instantOf(time: string): Instant {
  const instant = typeof time === 'string' ? readTime(time) : undefined;
  if (instant !== undefined) return instant;
  throw refusal('time', 'be RFC 3339 in the years 1678 to 2261', time, 'write one such as 2026-11-21T00:22:41.116Z');
}
