/** A stretch of a program's text. */
export interface Place {
  /** Index into the text, as JavaScript counts. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

/** The place between two indices. */
export function placeOf(source: string, start: number, end: number): Place {
  const before = source.slice(0, start);
  const line = before.split('\n').length;
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1;
  return Object.freeze({ start, end, line, column });
}

/** The place between two offsets in the text's UTF-8. */
export function placeOfBytes(source: string, start: number, end: number): Place {
  const bytes = Buffer.from(source);
  const [from, to] = [start, end].map((offset) => bytes.subarray(0, offset).toString().length) as [number, number];
  return placeOf(source, from, to);
}
