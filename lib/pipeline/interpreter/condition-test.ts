import type { ConditionSpec } from '../condition-spec';
import { textReader, valueReader } from './ref-reader';
import type { Reader } from './ref-reader';
import { Float, numberOf } from './value';
import type { FieldValue } from './value';
import type { WorkingRecord } from './working-record';

/** Whether a condition holds for a record. */
export type Test = (record: WorkingRecord) => boolean;

/** A condition, compiled. */
export function conditionTest(spec: ConditionSpec): Test {
  switch (spec.test) {
    case 'is':
      return isOneOf(valueReader(spec.ref), spec.values);
    case 'contains':
    case 'startsWith': {
      const [read, { part }] = [textReader(spec.ref), spec];
      if (spec.test === 'contains') return (record) => read(record)?.includes(part) === true;
      return (record) => read(record)?.startsWith(part) === true;
    }
    case 'matches': {
      const [read, pattern] = [textReader(spec.ref), spec.regex.toJavaScript()];
      return (record) => {
        const text = read(record);
        return text !== undefined && pattern.test(text);
      };
    }
    case 'atLeast':
    case 'below': {
      const [read, { limit }] = [valueReader(spec.ref), spec];
      if (spec.test === 'atLeast') return (record) => (numericOf(read(record)) ?? NaN) >= limit;
      return (record) => (numericOf(read(record)) ?? NaN) < limit;
    }
    case 'exists': {
      const read = valueReader(spec.ref);
      return (record) => read(record) !== undefined;
    }
    case 'not': {
      const test = conditionTest(spec.condition);
      return (record) => !test(record);
    }
    case 'allOf': {
      const tests = spec.conditions.map(conditionTest);
      return (record) => tests.every((test) => test(record));
    }
    case 'anyOf': {
      const tests = spec.conditions.map(conditionTest);
      return (record) => tests.some((test) => test(record));
    }
  }
}

function numericOf(value: FieldValue | undefined): number | bigint | undefined {
  return value === undefined ? undefined : numberOf(value);
}

function isOneOf(read: Reader, values: readonly (string | number | boolean)[]): Test {
  const wanted = new Set<unknown>(values);
  return (record) => {
    const value = read(record);
    // Minus zero is zero by value, for a Set too.
    if (value instanceof Float) return wanted.has(value.value);
    if (typeof value === 'bigint') return wanted.has(Number(value)) && BigInt(Number(value)) === value;
    return wanted.has(value);
  };
}
