import { shown } from '../../findings/shown';
import { concat, LiveText, partsOf } from '../../text/live-text';
import type { Live, Text } from '../../text/live-text';
import type { AlloyValue } from './alloy';
import { Code } from './code';
import { isIdentifier } from './identifier';
import { indented } from './lexical-state';
import { number } from './number';
import { isRaw, printString, quote } from './quote';

/** Lists of one line are no longer, so that they are seen whole. */
const longestLine = 100;

/**
 * A value as `alloy fmt` prints it.
 *
 * @param margin - the tabs that the line begins with
 */
export function printValue(value: AlloyValue, margin: string): Text {
  if (Code.is(value)) return value.print(margin);
  if (value instanceof LiveText) return printLive(value);
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value)
    ? printList(value as readonly AlloyValue[], margin)
    : printObject(value as { readonly [key: string]: AlloyValue }, margin);
}

/** Code with its holes filled. */
export function printCode(literals: readonly string[], holes: readonly AlloyValue[], margin: string): Text {
  const pieces: Text[] = [];
  let lineBegins = margin;
  literals.forEach((literal, index) => {
    const written = indented(literal, margin);
    pieces.push(written);
    // A hole of several lines keeps the indentation of the line it stands in.
    if (written.includes('\n')) lineBegins = /\n([ \t]*)[^\n]*$/.exec(written)?.[1] ?? '';
    else if (index === 0) lineBegins = margin + (/^[ \t]*/.exec(written)?.[0] ?? '');
    const hole = holes[index];
    if (index < literals.length - 1 && hole !== undefined) pieces.push(operand(hole, lineBegins));
  });
  return concat(...pieces);
}

/** Statements that align their `=`, as those of a block and the fields of an object do. */
export function aligned(
  pairs: readonly (readonly [name: string, value: Text])[],
  between: { readonly margin: string; readonly end: string },
): Text {
  const widths: number[] = [];
  let first = 0;
  pairs.forEach(([, value], index) => {
    // A value of several lines ends the run, and belongs to it.
    if (!isMultiline(value) && index < pairs.length - 1) return;
    const run = pairs.slice(first, index + 1);
    const width = Math.max(...run.map(([name]) => name.length));
    widths.push(...run.map(() => width));
    first = index + 1;
  });
  const lines = pairs.map(([name, value], index) =>
    concat(between.margin, name.padEnd(widths[index] ?? 0), ' = ', value, between.end),
  );
  return concat(...lines.flatMap((line) => [line, '\n']));
}

function isMultiline(text: Text): boolean {
  return partsOf(text).some((part) => typeof part === 'string' && part.includes('\n'));
}

function printList(items: readonly AlloyValue[], margin: string): Text {
  const [only] = items;
  // A list of one object opens and closes with it.
  if (items.length === 1 && only !== undefined && !isScalar(only)) return concat('[', printValue(only, margin), ']');
  const onOneLine = items.map((item) => printValue(item, margin));
  const length = onOneLine.reduce((sum, item) => sum + lengthOf(item) + 2, 0);
  if (length <= longestLine && !onOneLine.some(isMultiline)) {
    return concat('[', ...onOneLine.flatMap((item, index) => (index === 0 ? [item] : [', ', item])), ']');
  }
  const inner = `${margin}\t`;
  return concat('[\n', ...items.flatMap((item) => [inner, printValue(item, inner), ',\n']), `${margin}]`);
}

function isScalar(value: AlloyValue): boolean {
  return typeof value !== 'object' || value === null || Code.is(value) || value instanceof LiveText;
}

function lengthOf(text: Text): number {
  return partsOf(text).reduce((sum, part) => sum + (typeof part === 'string' ? part : part.name).length, 0);
}

function printObject(value: { readonly [key: string]: AlloyValue }, margin: string): Text {
  const inner = `${margin}\t`;
  const fields = Object.entries(value).map(([key, item]) => [printKey(key), printValue(item, inner)] as const);
  if (fields.length === 0) return '{}';
  return concat('{\n', aligned(fields, { margin: inner, end: ',' }), `${margin}}`);
}

/** Alloy reads no escapes in a key, and `alloy fmt` adds some. */
function printKey(key: string): string {
  if (isIdentifier(key)) return key;
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(key)) return `"${key}"`;
  const got = shown(key);
  const rule = `be printable ASCII without " and \\, and not empty`;
  throw new TypeError(`a key in Alloy must ${rule}, got ${got}; give the object with call('encoding.from_json')`);
}

/** A text of several strings stands in parentheses where an operator may be beside it. */
function operand(hole: AlloyValue, margin: string): Text {
  const written = printValue(hole, margin);
  return hole instanceof LiveText && stringsOf(hole).length > 1 ? concat('(', written, ')') : written;
}

function printLive(text: LiveText): Text {
  const strings = stringsOf(text);
  return strings.length === 0 ? '""' : concat(...strings.flatMap((one, index) => (index === 0 ? [one] : [' + ', one])));
}

/**
 * The strings whose sum is the text. Variables are read when Alloy evaluates, so that no value of one can become code. What a
 * reader further out fills in stands between backticks, where only a backtick would be code.
 */
function stringsOf(text: LiveText): readonly Text[] {
  const groups: (string | Live)[][] = [];
  let isOpen = false;
  for (const part of text.parts) {
    const isVariable = typeof part !== 'string' && part.reader === 'env';
    if (isOpen && !isVariable) groups.at(-1)?.push(part);
    else groups.push([part]);
    isOpen = !isVariable;
  }
  return groups.flatMap(printGroup);
}

function printGroup(parts: readonly (string | Live)[]): readonly Text[] {
  const [first] = parts;
  if (parts.length === 1 && typeof first === 'string') return [printString(first)];
  if (parts.length === 1 && typeof first === 'object' && first.reader === 'env')
    return [`sys.env(${quote(first.name)})`];
  if (parts.every((part) => typeof part !== 'string' || (isRaw(part) && !/^\n| $/.test(part)))) {
    return [concat('`', new LiveText(parts), '`')];
  }
  return parts.map((part) => (typeof part === 'string' ? printString(part) : concat('`', new LiveText([part]), '`')));
}
