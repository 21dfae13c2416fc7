import { codePoint, CodePoints } from './code-points';
import type { Cursor } from './cursor';
import { foldCase } from './case-folding';
import { PERL_SETS, unicodeSet } from './named-sets';
import { UNSUPPORTED_ESCAPES } from './unsupported';

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
const LAST = 0x10ffff;

/** Reads an escape that stands for one character, as `\n`, `\.`, `\x{2028}` or `\012`. */
export function readEscapedCharacter(cursor: Cursor): number {
  const start = cursor.at;
  const octal = cursor.takeMatch(/\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal?.[1] !== undefined) return parseInt(octal[1], 8);
  const hex = cursor.takeMatch(/\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y);
  if (hex !== undefined) {
    const value = parseInt(hex[1] ?? hex[2] ?? '', 16);
    if (value > LAST) throw cursor.error('a code point beyond Unicode', start, cursor.at, 'write at most \\x{10FFFF}');
    if (value >= 0xd800 && value <= 0xdfff) {
      throw cursor.error('a surrogate', start, cursor.at, 'write the code point of the whole character');
    }
    return value;
  }
  const [, character] = cursor.takeMatch(/\\([\s\S]?)/uy) ?? [];
  if (character === undefined || character === '') {
    throw cursor.error('a backslash at the end', start, cursor.at, 'write \\\\ for the character');
  }
  const control = CONTROLS.get(character);
  if (control !== undefined) return codePoint(control);
  // Like RE2, stricter than PCRE: a letter or digit is never escaped in vain.
  if (/[^0-9A-Za-z\u0080-\u{10FFFF}]/u.test(character)) return codePoint(character);
  cursor.at = start;
  throw unknownEscape(cursor);
}

/** Reads `\d`, `\S`, `\pL`, `\P{Greek}` and their like, if one stands here. */
export function readShorthand(cursor: Cursor, fold: boolean): CodePoints | undefined {
  const perl = cursor.takeMatch(/\\([dDsSwW])/y)?.[1];
  if (perl !== undefined) {
    const set = PERL_SETS.get(perl.toLowerCase()) ?? CodePoints.of();
    return signed(set, perl !== perl.toLowerCase(), fold);
  }
  const start = cursor.at;
  const property = cursor.takeMatch(/\\([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))/y);
  if (property === undefined) return undefined;
  const [, sign, caret, long, short] = property;
  const set = unicodeSet(long ?? short ?? '');
  if (set === undefined) {
    const remedy = 'write a category such as \\pL, a script such as \\p{Greek}, or the ranges you mean';
    throw cursor.error('an unknown Unicode class', start, cursor.at, remedy);
  }
  return signed(set, (sign === 'P') !== (caret === '^'), fold);
}

/** A set or all others; under `(?i)` a set is folded before it is negated. */
export function signed(set: CodePoints, negated: boolean, fold: boolean): CodePoints {
  const folded = fold ? foldCase(set) : set;
  return negated ? folded.complement() : folded;
}

function unknownEscape(cursor: Cursor): Error {
  for (const { syntax, name, remedy } of UNSUPPORTED_ESCAPES) {
    const part = cursor.peek(syntax)?.[0];
    if (part !== undefined) return cursor.error(name, cursor.at, cursor.at + part.length, remedy);
  }
  const end = cursor.at + (cursor.peek(/\\[\s\S]/uy)?.[0].length ?? 1);
  return cursor.error('an unknown escape', cursor.at, end, 'write the character itself, or \\x{…} with its code point');
}
