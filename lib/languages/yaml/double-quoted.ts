import { concat, mapLiterals } from '../../text/live-text';
import type { Text } from '../../text/live-text';

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
};

/**
 * The text as a double-quoted YAML scalar in printable ASCII, the one style that can hold every character. The value of a
 * live part must need no escape.
 *
 * @throws if the text holds half of a surrogate pair, which is no character
 */
export function doubleQuoted(text: Text): Text {
  return concat('"', mapLiterals(text, encode), '"');
}

function encode(literal: string): string {
  return literal.replace(/["\\]|[^\x20-\x7e]/gu, (character) => named[character] ?? codePoint(character));
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) {
    throw new TypeError(
      `text must be well-formed Unicode, got half a surrogate pair (U+${code.toString(16).toUpperCase()})`,
    );
  }
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
