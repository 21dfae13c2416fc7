import { concat, LiveText, partsOf } from '../../text/live-text';
import { doubleQuoted } from './double-quoted';
import type { Text } from '../../text/live-text';

// What some YAML, of 1.1 or 1.2, takes for something other than a string; numbers and dates begin with no letter.
const other = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|\.nan|\.inf)$/i;
const word = /^[A-Za-z_/](?:[\w./+=,@%()-]|:(?=[\w/])| (?=[\w./(]))*$/;

/** Whether a string may stand unquoted and means itself to every YAML parser. */
export function isPlain(text: string): boolean {
  return word.test(text) && !other.test(text);
}

/** A block scalar, indented by two. */
export interface Block {
  readonly header: string;
  /** Its lines without their indentation. */
  readonly lines: readonly Text[];
}

/**
 * The text as a block scalar, or `undefined` where one would not be exact: it holds no escape, and editors and parsers disagree
 * on white space at the ends of lines. A live part asks for one, also on a single line, since whatever it stands for is
 * text there: no quote ends it, and no space at its beginning is lost.
 */
export function blockOf(text: Text): Block | undefined {
  if (!partsOf(text).every((part) => typeof part !== 'string' || /^[\n\x20-\x7e]*$/.test(part))) return undefined;
  const lines = linesOf(text);
  if (typeof text !== 'string') {
    if (lines.at(-1) === '' || lines.slice(0, -1).some((line) => endsWithSpace(line))) return undefined;
    const [first] = partsOf(text);
    return { header: typeof first === 'string' && /^[^ \n]/.test(first) ? '|-' : '|2-', lines };
  }
  if (/^[ \n]| $| \n|\n\n$/.test(text) || lines.length === 1) return undefined;
  return lines.at(-1) === '' ? { header: '|', lines: lines.slice(0, -1) } : { header: '|-', lines };
}

function linesOf(text: Text): readonly Text[] {
  const lines: Text[] = [''];
  for (const part of partsOf(text)) {
    const [first = '', ...more]: readonly Text[] = typeof part === 'string' ? part.split('\n') : [new LiveText([part])];
    lines.push(concat(lines.pop() ?? '', first), ...more);
  }
  return lines;
}

function endsWithSpace(line: Text): boolean {
  const last = partsOf(line).at(-1);
  return typeof last === 'string' && last.endsWith(' ');
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
