import { Float } from './value';
import type { FieldValue } from './value';

/** Compact JSON, keys of objects sorted by code point, floats told from whole numbers. */
export function printJson(value: FieldValue): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isInteger(value) ? String(value) : printFloat(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null) return 'null';
      if (value instanceof Float) return printFloat(value.value);
      if (Array.isArray(value)) return `[${(value as readonly FieldValue[]).map(printJson).join(',')}]`;
      return printObject(Object.entries(value).sort(byKey));
  }
}

/** A JSON object of the entries in their order. */
export function printObject(entries: readonly (readonly [string, FieldValue])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${printJson(value)}`).join(',')}}`;
}

/** The order of keys by code point. */
export function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return compareCodePoints(one, other);
}

/** The shortest digits that are read as this double, with a point or an exponent, as Rust's JSON has them. */
function printFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e16 || size < 1e-5) return value.toExponential();
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Strings in JavaScript compare by UTF-16 unit, where surrogates come before U+E000. */
function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - other.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
