import { foldCase } from './case-folding';
import { codePoint, CodePoints } from './code-points';
import type { CodePointRange } from './code-points';
import type { Dialect } from './dialect';
import type { Node, Repeat } from './node';

const LAST = 0x10ffff;
const CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

/** A tree in the spelling of one dialect, in printable ASCII. */
export function print(node: Node, dialect: Dialect): string {
  switch (node.kind) {
    case 'text':
      return characters(node.text, dialect);
    case 'set':
      return printSet(node.set, dialect);
    case 'assertion':
      return dialect.assertions[node.at];
    case 'sequence':
      return printSequence(node.items, dialect);
    case 'alternatives':
      return node.items.map((item) => print(item, dialect)).join('|');
    case 'group':
      return `(${dialect.group}${node.name}>${print(node.item, dialect)})`;
    case 'repeat':
      return printAtom(node.item, dialect) + quantifier(node);
  }
}

function printSequence(items: readonly Node[], dialect: Dialect): string {
  let out = '';
  for (let i = 0; i < items.length;) {
    const folded = dialect.foldsCase ? foldedText(items.slice(i)) : undefined;
    if (folded !== undefined) {
      out += `(?i:${characters(folded.text, dialect)})`;
      i += folded.items;
      continue;
    }
    const item = items[i++];
    if (item !== undefined) out += item.kind === 'alternatives' ? `(?:${print(item, dialect)})` : print(item, dialect);
  }
  return out;
}

/** The text without case that items start with: `(?i:error)` is easier on the eye than `[Ee][Rr][Rr][Oo][Rr]`. */
function foldedText(items: readonly Node[]): { readonly text: string; readonly items: number } | undefined {
  const letters: string[] = [];
  let cased = 0;
  let length = 0;
  for (const item of items) {
    const letter = item.kind === 'set' ? foldedLetter(item.set) : undefined;
    if (letter !== undefined) cased = letters.push(letter);
    else if (item.kind === 'text' && cased > 0 && isCaseless(item.text)) letters.push(item.text);
    else break;
    if (letter !== undefined) length = letters.length;
  }
  return length > 1 ? { text: letters.slice(0, cased).join(''), items: length } : undefined;
}

function foldedLetter(set: CodePoints): string | undefined {
  const [first] = set.ranges[0] ?? [LAST];
  if (first > 0x7f || set.ranges.length > 3) return undefined;
  const letter = String.fromCodePoint(first).toLowerCase();
  return set.equals(foldCase(CodePoints.from(letter))) ? letter : undefined;
}

function isCaseless(text: string): boolean {
  return /^[\0-@[-`{-~]*$/.test(text);
}

/** Something that a repetition's sign applies to as a whole. */
function printAtom(node: Node, dialect: Dialect): string {
  const text = print(node, dialect);
  const atom =
    node.kind === 'set' || node.kind === 'group' || (node.kind === 'text' && Array.from(node.text).length === 1);
  return atom ? text : `(?:${node.kind === 'repeat' ? dialect.beforeNested : ''}${text})`;
}

function quantifier({ min, max, greedy }: Repeat): string {
  return limits(min, max) + (greedy ? '' : '?');
}

function limits(min: number, max: number): string {
  if (max === Infinity && min <= 1) return min === 0 ? '*' : '+';
  if (min === 0 && max === 1) return '?';
  if (min === max) return `{${min}}`;
  return `{${min},${max === Infinity ? '' : max}}`;
}

function printSet(set: CodePoints, dialect: Dialect): string {
  const others = set.complement();
  for (const shorthand of dialect.sets) {
    if (set.equals(shorthand.set)) return shorthand.text;
    if (shorthand.others !== undefined && others.equals(shorthand.set)) return shorthand.others;
  }
  return set.has(LAST) ? `[^${inBrackets(others, dialect)}]` : `[${inBrackets(set, dialect)}]`;
}

function inBrackets(set: CodePoints, dialect: Dialect): string {
  let out = '';
  let rest = set;
  for (const shorthand of dialect.inBrackets) {
    if (!rest.covers(shorthand.set)) continue;
    out += shorthand.text;
    rest = rest.without(shorthand.set);
  }
  return out + rest.ranges.map((range) => printRange(range, dialect)).join('');
}

function printRange([first, last]: CodePointRange, dialect: Dialect): string {
  const [low, high] = [first, last].map((point) => character(point, dialect.escapesInBrackets, dialect));
  if (first === last) return `${low}`;
  return last === first + 1 ? `${low}${high}` : `${low}-${high}`;
}

function characters(text: string, dialect: Dialect): string {
  return Array.from(text, (one) => character(codePoint(one), dialect.escapes, dialect)).join('');
}

function character(point: number, escapes: Readonly<Record<string, string>>, dialect: Dialect): string {
  if (point < 0x20 || point > 0x7e) return CONTROLS.get(point) ?? dialect.hex(point.toString(16).toUpperCase());
  const text = String.fromCodePoint(point);
  return escapes[text] ?? text;
}
