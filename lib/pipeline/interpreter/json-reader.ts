import { isUnusual, readExactly } from './json-parser';
import type { FieldValue } from './value';

/** The deepest that objects and lists may nest, the outermost counted. */
export const maxDepth = 127;

/** The text as the one JSON object that it is; undefined where it is anything else. */
export function readJsonObject(text: string): Readonly<Record<string, FieldValue>> | undefined {
  const start = firstCharacter(text);
  if (text.charCodeAt(start) !== 0x7b) return undefined;
  if (isUnusual(text)) return readExactly(text, maxDepth);
  let object: Record<string, FieldValue>;
  try {
    object = JSON.parse(text) as Record<string, FieldValue>;
  } catch {
    return undefined;
  }
  // So many brackets do not fit into less.
  if (text.length > 2 * maxDepth && !isWithin(object, maxDepth)) return undefined;
  return object;
}

function firstCharacter(text: string): number {
  let at = 0;
  while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at += 1;
  return at;
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const inner of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !isWithin(inner, depth - 1)) return false;
  }
  return true;
}
