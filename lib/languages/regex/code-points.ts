/** First and last code point, both included. */
export type CodePointRange = readonly [first: number, last: number];

const LAST = 0x10ffff;
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/**
 * An immutable set of characters.
 *
 * Surrogates are no characters (no text that was read from UTF-8 holds one), so ranges neither start nor end at one, and
 * two ranges with only surrogates between them are one range.
 */
export class CodePoints {
  static of(...ranges: readonly CodePointRange[]): CodePoints {
    const sorted = ranges.flatMap(([first, last]) => withoutSurrogateEnds(first, last)).sort((a, b) => a[0] - b[0]);
    const merged: [number, number][] = [];
    for (const [first, last] of sorted) {
      const previous = merged.at(-1);
      if (previous !== undefined && first <= next(previous[1])) previous[1] = Math.max(previous[1], last);
      else merged.push([first, last]);
    }
    return new CodePoints(merged.map((range) => Object.freeze(range)));
  }

  /** The characters of a text. */
  static from(text: string): CodePoints {
    return CodePoints.of(
      ...Array.from(text, (character): CodePointRange => [codePoint(character), codePoint(character)]),
    );
  }

  /** Sorted, apart from each other. */
  readonly ranges: readonly CodePointRange[];

  private constructor(ranges: readonly CodePointRange[]) {
    this.ranges = Object.freeze(ranges);
    Object.freeze(this);
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** The one character of a set that has only one. */
  get only(): number | undefined {
    const [range, ...more] = this.ranges;
    return range !== undefined && more.length === 0 && range[0] === range[1] ? range[0] : undefined;
  }

  has(character: number): boolean {
    return this.ranges.some(([first, last]) => first <= character && character <= last);
  }

  union(...others: readonly CodePoints[]): CodePoints {
    return CodePoints.of(...this.ranges, ...others.flatMap((other) => other.ranges));
  }

  /** Every character that is not in this set. */
  complement(): CodePoints {
    const gaps: CodePointRange[] = [];
    let from = 0;
    for (const [first, last] of this.ranges) {
      if (from < first) gaps.push([from, first - 1]);
      from = last + 1;
    }
    if (from <= LAST) gaps.push([from, LAST]);
    return CodePoints.of(...gaps);
  }

  without(other: CodePoints): CodePoints {
    return this.complement().union(other).complement();
  }

  /** Whether all of the other's characters are in this set. */
  covers(other: CodePoints): boolean {
    return other.ranges.every(([low, high]) => this.ranges.some(([first, last]) => first <= low && high <= last));
  }

  equals(other: CodePoints): boolean {
    return this.covers(other) && other.covers(this);
  }
}

export const ANY = CodePoints.of([0, LAST]);
export const NOT_NEWLINE = CodePoints.from('\n').complement();
/** `\d`, of ASCII. */
export const DIGIT = CodePoints.of([0x30, 0x39]);
/** `\w`, of ASCII. */
export const WORD = CodePoints.of([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);
/** `\s`, of ASCII and, as in RE2, without the vertical tab. */
export const SPACE = CodePoints.from('\t\n\f\r ');

/** The code point of a text of one character. */
export function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function next(character: number): number {
  return character === BEFORE_SURROGATES ? AFTER_SURROGATES : character + 1;
}

function withoutSurrogateEnds(first: number, last: number): CodePointRange[] {
  const low = first > BEFORE_SURROGATES && first < AFTER_SURROGATES ? AFTER_SURROGATES : first;
  const high = last > BEFORE_SURROGATES && last < AFTER_SURROGATES ? BEFORE_SURROGATES : last;
  return low <= high ? [[low, high]] : [];
}
