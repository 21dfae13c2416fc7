import { wellFormed } from './well-formed';

/**
 * A value of a field.
 *
 * Numbers keep what JSON's spelling said: a `number` is a whole number within ±2^53 or has a fraction, a `bigint` is a whole
 * number beyond that within 64 bits, a {@link Float} is a whole number that was written with a point or an exponent.
 */
export type FieldValue =
  null | boolean | string | number | bigint | Float | readonly FieldValue[] | { readonly [key: string]: FieldValue };

/** A double whose value is whole: `1.0`, `-0`, `1e21`. */
export class Float {
  constructor(readonly value: number) {}
}

const exact = 2 ** 53;

/** The number as fields hold it, from a double that was not written as a whole number. */
export function floatValue(double: number): number | Float {
  return Number.isInteger(double) ? new Float(double) : double;
}

/** The value as text; undefined for what has none. */
export function textOf(value: FieldValue): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return decimal(value);
    default:
      return value instanceof Float ? wholeDecimal(value.value) : undefined;
  }
}

/** The value as a number: one, or plain decimal text of one. */
export function numberOf(value: FieldValue): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Float) return value.value;
  if (typeof value !== 'string' || value.length > 17) return undefined;
  const found = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
  return found !== null && (found[1]?.length ?? 0) + (found[2]?.length ?? 0) <= 15 ? Number(value) : undefined;
}

/** Whether a value is an object with keys. */
export function isObject(value: FieldValue | undefined): value is { readonly [key: string]: FieldValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** A user's value as fields hold it. @throws if it is no JSON */
export function fieldValue(value: unknown, place: string): FieldValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : floatValue(value);
  }
  if (Array.isArray(value)) return value.map((element, index) => fieldValue(element, `${place}[${index}]`));
  if (typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]') {
    const copy = Object.create(null) as Record<string, FieldValue>;
    for (const [key, held] of Object.entries(value)) {
      if (held !== undefined) copy[key] = fieldValue(held, `${place}.${key}`);
    }
    return copy;
  }
  throw new TypeError(
    `'${place}' must be JSON, got ${typeof value}; give strings, numbers, booleans, lists or objects`,
  );
}

/** A field's value as a user's program holds it: numbers as numbers, beyond ±2^53 as bigint where they are exact. */
export function plainValue(value: FieldValue): unknown {
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return (value as readonly FieldValue[]).map(plainValue);
  if (!isObject(value)) return value;
  return plainObject(Object.entries(value));
}

/** Fields as a user's program holds them, sorted. */
export function plainObject(entries: Iterable<readonly [string, FieldValue]>): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    // `__proto__` is a legal key, which assignment would swallow.
    if (key === '__proto__') Object.defineProperty(object, key, { value: plainValue(value), enumerable: true });
    else object[key] = plainValue(value);
  }
  return object;
}

function decimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  // Only numbers below 1e-6 come here: those with a fraction are less than 2^53.
  const [mantissa = '', exponent = ''] = text.split('e-');
  const digits = mantissa.replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(Number(exponent) - 1)}${digits}`;
}

function wholeDecimal(value: number): string | undefined {
  if (Object.is(value, -0)) return '-0';
  return Math.abs(value) <= exact ? String(value) : undefined;
}
