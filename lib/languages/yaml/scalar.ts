import { doubleQuoted } from './double-quoted';
import type { Text } from '../../text/live-text';

// What some YAML, of 1.1 or 1.2, takes for something other than a string; numbers and dates begin with no letter.
const other = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|\.nan|\.inf)$/i;
const word = /^[A-Za-z_/](?:[\w./+=,@%()-]|:(?=[\w/])| (?=[\w./(]))*$/;

/** Whether a string may stand unquoted and means itself to every YAML parser. */
export function isPlain(text: string): boolean {
  return word.test(text) && !other.test(text);
}

/**
 * Lines of a block scalar `|` or `|-`, or `undefined` where one would not be exact: it holds no escape, its first line sets
 * the indentation, and editors and parsers disagree on white space at the ends of lines.
 */
export function blockLines(
  text: string,
): { readonly header: '|' | '|-'; readonly lines: readonly string[] } | undefined {
  if (!/^[\n\x20-\x7e]*$/.test(text) || /^[ \n]| $| \n|\n\n$/.test(text) || !text.includes('\n')) return undefined;
  return text.endsWith('\n')
    ? { header: '|', lines: text.slice(0, -1).split('\n') }
    : { header: '|-', lines: text.split('\n') };
}

/** A string on one line. */
export function flowString(text: Text): Text {
  return typeof text === 'string' && isPlain(text) ? text : doubleQuoted(text);
}

/** @throws if the number is not finite */
export function number(value: number, where: string): string {
  if (!Number.isFinite(value)) throw new TypeError(`'${where}' must be a finite number, got ${value}; leave it out`);
  if (Object.is(value, -0)) return '-0.0';
  // YAML 1.1 asks for a point in what has an exponent.
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}
