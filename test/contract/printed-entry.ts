import { isInteger, parse, stringify } from 'lossless-json';
import type { LokiEntry } from '../../lib/pipeline/entry';

/**
 * A JSON object that a sink printed, as an entry: its time by itself, the rest as the line. The order of its own keys is part of
 * the meaning; that of what is within them, and whether a number is `1` or `1.0`, is not.
 *
 * @throws if it does not begin with its time
 */
export function printedEntry(printed: string): LokiEntry {
  const object = parse(printed, undefined, (number) => (isInteger(number) ? BigInt(number) : Number(number)));
  const [[first, time] = [], ...rest] = Object.entries(object as Readonly<Record<string, unknown>>);
  if (first !== 'time' || typeof time !== 'string') {
    throw new TypeError(`an object that begins with its time must be printed, got ${printed}`);
  }
  const line = stringify(Object.fromEntries(rest.map(([key, value]) => [key, sorted(value)]))) ?? '';
  return { labels: {}, structuredMetadata: {}, time, line };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(pairs.sort(([one], [other]) => (one < other ? -1 : 1)));
}
