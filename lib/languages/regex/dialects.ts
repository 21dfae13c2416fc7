import { ANY, DIGIT, NOT_NEWLINE, SPACE, WORD } from './code-points';
import { backslashed } from './dialect';
import type { Dialect, Shorthand } from './dialect';

const SPECIAL = backslashed('\\.+*?()|[]{}^$');
const SPECIAL_IN_BRACKETS = backslashed('\\]^-');
// Rust and Onigmo nest brackets and have operators in them (&& -- ~~); Go would read [: as the start of a class.
const OPERATORS = backslashed('[&~');

const digits: Shorthand = { set: DIGIT, text: '[0-9]' };
const asciiDigit = { set: DIGIT, text: '\\d', others: '\\D' };
const asciiWord = { set: WORD, text: '\\w', others: '\\W' };
const re2Space = { set: SPACE, text: '\\s', others: '\\S' };

/** Go's regexp: Loki, Alloy, Promtail, Prometheus. */
export const GO: Dialect = {
  sets: [{ set: NOT_NEWLINE, text: '.' }, { set: ANY, text: '(?s:.)' }, asciiDigit, asciiWord, re2Space],
  inBrackets: [asciiWord, re2Space],
  assertions: {
    'text-start': '^',
    'text-end': '$',
    'line-start': '(?m:^)',
    'line-end': '(?m:$)',
    'word-boundary': '\\b',
    'not-word-boundary': '\\B',
  },
  group: '?P<',
  escapes: SPECIAL,
  escapesInBrackets: { ...SPECIAL_IN_BRACKETS, ...OPERATORS },
  beforeNested: '',
  hex: braced('x'),
  foldsCase: true,
};

/**
 * The regex crate, as VRL's `r'…'` holds it: `\d \w \s \b` are Unicode there, so sets are written out and boundaries told
 * to be ASCII; a quote would end the literal.
 */
export const RUST: Dialect = {
  sets: [{ set: NOT_NEWLINE, text: '.' }, { set: ANY, text: '(?s:.)' }, digits],
  inBrackets: [],
  assertions: {
    'text-start': '^',
    'text-end': '$',
    'line-start': '(?m:^)',
    'line-end': '(?m:$)',
    'word-boundary': '(?-u:\\b)',
    'not-word-boundary': '(?-u:\\B)',
  },
  group: '?P<',
  escapes: { ...SPECIAL, "'": '\\x27' },
  escapesInBrackets: { ...SPECIAL_IN_BRACKETS, ...OPERATORS, "'": '\\x27' },
  beforeNested: '',
  hex: braced('x'),
  foldsCase: true,
};

/**
 * Onigmo with Ruby's syntax: Fluent Bit. There `^` and `$` match at lines, and `^` not after a newline that ends the
 * text; a boundary is Unicode's unless told; Fluent Bit takes slashes around a pattern off.
 */
export const ONIGMO: Dialect = {
  sets: [{ set: NOT_NEWLINE, text: '.' }, { set: ANY, text: '(?m:.)' }, digits],
  inBrackets: [],
  assertions: {
    'text-start': '\\A',
    'text-end': '\\z',
    'line-start': '(?<=\\A|\\n)',
    'line-end': '(?=\\n|\\z)',
    'word-boundary': '(?a:\\b)',
    'not-word-boundary': '(?a:\\B)',
  },
  group: '?<',
  escapes: { ...SPECIAL, '/': '\\/' },
  escapesInBrackets: { ...SPECIAL_IN_BRACKETS, ...OPERATORS, '/': '\\/' },
  // Onigmo takes (?:a+?)+ for a+?, unless there is something else in the group.
  beforeNested: '(?:)',
  hex: braced('x'),
  foldsCase: false,
};

/**
 * JavaScript with the flag `u` and no other: `.`, `\s` and the flag m know more ends of lines and blanks than RE2, so
 * they are written out.
 */
export const JAVASCRIPT: Dialect = {
  sets: [{ set: NOT_NEWLINE, text: '[^\\n]' }, { set: ANY, text: '[^]' }, asciiDigit, asciiWord],
  inBrackets: [asciiWord],
  assertions: {
    'text-start': '^',
    'text-end': '$',
    'line-start': '(?<=^|\\n)',
    'line-end': '(?=\\n|$)',
    'word-boundary': '\\b',
    // V8 also looks for it in the midst of a surrogate pair, where there is neither a character nor the end.
    'not-word-boundary': '\\B(?=[^]|$)',
  },
  group: '?<',
  escapes: SPECIAL,
  escapesInBrackets: { ...SPECIAL_IN_BRACKETS, ...backslashed('[') },
  beforeNested: '',
  hex: braced('u'),
  foldsCase: false,
};

function braced(letter: string): (digits: string) => string {
  return (hex) => `\\${letter}{${hex}}`;
}
