import { stringify } from 'lossless-json';

/** Characters of a value before it is cut. */
const longest = 500;

/** A value as messages show it, on one line: JSON, with patterns as they were written and what is absent as `nothing`. */
export function printValue(value: unknown): string {
  const text = print(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function print(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'nothing';
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
  const { source, flags } = value as Partial<RegExp>;
  if (typeof source === 'string' && typeof flags === 'string') return `/${source}/${flags}`;
  const pairs = Object.entries(value).map(([key, held]) => `${JSON.stringify(key)}: ${print(held)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}
