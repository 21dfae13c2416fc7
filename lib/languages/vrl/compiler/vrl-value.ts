/**
 * A value of VRL. Numbers keep their type: a `number` that is whole is an integer, one with a fraction a float; beyond ±2^53
 * an integer is a `bigint`, and a float that happens to be whole is a {@link VrlFloat}.
 */
export type VrlValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | VrlFloat
  | VrlTimestamp
  | VrlBytes
  | VrlRegex
  | readonly VrlValue[]
  | { readonly [key: string]: VrlValue };

/** A float whose value is whole or infinite. */
export class VrlFloat {
  constructor(
    /** The double: `1.0` is 1, but no integer. */
    readonly value: number,
  ) {}
}

/** A point in time. */
export class VrlTimestamp {
  constructor(
    /** Nanoseconds since 1970. */
    readonly instant: bigint,
  ) {}
}

/** A string that is no UTF-8. */
export class VrlBytes {
  constructor(
    /** Its bytes, two digits each. */
    readonly hex: string,
  ) {}
}

/** A regular expression, which only VRL itself makes. */
export class VrlRegex {
  constructor(
    /** As Rust writes it. */
    readonly pattern: string,
  ) {}
}

/** As JSON that tells types apart: what JSON cannot hold is an object with one key that begins with `$`. */
export function toWire(value: VrlValue): unknown {
  switch (typeof value) {
    case 'string':
      // Half a surrogate pair has no UTF-8.
      return value.replace(/\p{Surrogate}/gu, '\ufffd');
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : wholeOrNot(value);
    case 'bigint':
      return { $integer: String(value) };
    case 'boolean':
      return value;
    default:
      return value === null ? null : objectToWire(value);
  }
}

function wholeOrNot(value: number): unknown {
  if (Number.isInteger(value) || !Number.isFinite(value)) return { $float: floatText(value) };
  return value;
}

function objectToWire(value: Exclude<VrlValue, null | boolean | string | number | bigint>): unknown {
  if (value instanceof VrlFloat) return { $float: floatText(value.value) };
  if (value instanceof VrlTimestamp) return { $timestamp: String(value.instant) };
  if (value instanceof VrlBytes) return { $bytes: value.hex };
  if (value instanceof VrlRegex) throw new TypeError(`'event' must hold no regular expression, got ${value.pattern}`);
  if (Array.isArray(value)) return (value as readonly VrlValue[]).map(toWire);
  const entries = Object.entries(value).map(([key, held]) => [key, toWire(held)] as const);
  const object = fromEntries(entries);
  return entries.length === 1 && entries[0]?.[0].startsWith('$') === true ? { $object: object } : object;
}

function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

/** The value that {@link toWire} or the compiler wrote. */
export function fromWire(value: unknown): VrlValue {
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== 'object' || value === null) return value as VrlValue;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0].startsWith('$') === true) return tagged(first[0], first[1]);
  return fromEntries(entries.map(([key, held]) => [key, fromWire(held)]));
}

function tagged(tag: string, held: unknown): VrlValue {
  switch (tag) {
    case '$object':
      return fromEntries(Object.entries(held as object).map(([key, inner]) => [key, fromWire(inner)]));
    case '$integer':
      return BigInt(held as string);
    case '$float':
      return new VrlFloat(Number((held as string).replace('inf', 'Infinity')));
    case '$timestamp':
      return new VrlTimestamp(BigInt(held as string));
    case '$bytes':
      return new VrlBytes(held as string);
    default:
      return new VrlRegex(held as string);
  }
}

/** Not by assignment: `__proto__` is a legal key. */
function fromEntries<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries);
}
