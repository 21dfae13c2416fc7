import type { Reader, Values } from './reader';

/** A text that was read out of another, and where in that one each of its characters stands. */
export class PlacedText {
  private constructor(
    readonly text: string,
    private readonly origin: (index: number) => number,
  ) {}

  /** A text that stands for itself. */
  static of(text: string): PlacedText {
    return new PlacedText(text, (index) => index);
  }

  /** A text whose places are found by a function from its indices to those of the text it came from. */
  static from(text: string, origin: (index: number) => number): PlacedText {
    return new PlacedText(text, origin);
  }

  /** The index in the text at the beginning of the way. */
  originOf(index: number): number {
    return this.origin(Math.max(0, Math.min(index, this.text.length)));
  }

  /** A text in this one. @param inner - from its indices to those of this text */
  inside(text: string, inner: (index: number) => number): PlacedText {
    return new PlacedText(text, (index) => this.originOf(inner(index)));
  }

  /**
   * What a reader makes of it.
   *
   * @throws Unreadable, Unmodelled as the reader does
   */
  read(reader: Reader, values: Values): PlacedText {
    const { text } = this;
    const read = reader.read(text, values);
    return read === text ? this : this.inside(read, (index) => indexBefore(text, read, index, reader, values));
  }
}

/**
 * Where a character of what was read stands in what was written: readers keep lines, so it is on the line of the same number,
 * after the longest beginning that is read as what precedes it.
 */
function indexBefore(text: string, read: string, index: number, reader: Reader, values: Values): number {
  const start = read.lastIndexOf('\n', index - 1) + 1;
  const line = read.slice(0, start).split('\n').length - 1;
  const lines = text.split('\n');
  const lineStart = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const [whole = ''] = read.slice(start).split('\n', 1);
  return lineStart + longestBefore(lines[line] ?? '', whole, index - start, reader, values);
}

/** By halves: a line may be a whole file, and each beginning of it has to be read anew. */
function longestBefore(written: string, whole: string, wanted: number, reader: Reader, values: Values): number {
  // The length that a beginning has when read; nothing where it ends in the midst of what is read as one.
  const lengthAt = (end: number): number | undefined => {
    const said = readOrNothing(written.slice(0, end), reader, values);
    return said !== undefined && whole.startsWith(said) ? said.length : undefined;
  };
  let [low, high] = [0, written.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    let end = middle;
    while (end > low && lengthAt(end) === undefined) end -= 1;
    if (end === low) {
      end = middle + 1;
      while (end <= high && lengthAt(end) === undefined) end += 1;
      if (end > high) break;
    }
    if ((lengthAt(end) ?? 0) <= wanted) low = end;
    else high = end - 1;
  }
  return low;
}

/** A beginning may end in the midst of what the reader reads as one. */
function readOrNothing(text: string, reader: Reader, values: Values): string | undefined {
  try {
    return reader.read(text, values);
  } catch {
    return undefined;
  }
}
