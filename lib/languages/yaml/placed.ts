import type * as Yaml from 'yaml';
import type { PlacedText } from '../../text/placed-text';

/** How a scalar is written: `PLAIN`, `QUOTE_DOUBLE` and so on. */
type Style = Yaml.Scalar['type'];

/** The string that a scalar is, and where its characters stand in the text around it. */
export function placedScalar(around: PlacedText, { value, range, type }: Yaml.Scalar): PlacedText {
  const text = String(value);
  const [start, end] = range ?? [0, 0];
  let places: readonly number[] | undefined;
  return around.inside(text, (index) => {
    places ??= alignScalar(text, around.text.slice(start, end), type);
    return start + (places[index] ?? end - start);
  });
}

/**
 * For each character of a string where it stands in the scalar that was written for it. Whatever a style does to white space, the
 * other characters stand in their order.
 */
export function alignScalar(value: string, written: string, style: Style): readonly number[] {
  const places: number[] = [];
  let at = contentStart(written, style);
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? '';
    const isSpace = /\s/.test(character);
    at = skip(written, at, style, isSpace);
    const folded = isSpace ? foldAt(written, at, style) : undefined;
    if (folded !== undefined) {
      for (let count = 0; count < folded.stands; count += 1) places.push(at);
      index += folded.stands - 1;
      at += folded.length;
      continue;
    }
    const length = spellingLength(written, at, style);
    places.push(at);
    if (!isSpace || length > 1 || written[at] === character) at += length;
    // One escape for what JavaScript counts as two.
    if (length === 10 && value.codePointAt(index) !== value.charCodeAt(index)) {
      places.push(at - length);
      index += 1;
    }
  }
  places.push(at);
  return places;
}

function contentStart(written: string, style: Style): number {
  if (style === 'QUOTE_DOUBLE' || style === 'QUOTE_SINGLE') return 1;
  return style === 'BLOCK_LITERAL' || style === 'BLOCK_FOLDED' ? written.indexOf('\n') + 1 : 0;
}

/** A double-quoted scalar leaves an end of line out where a backslash stands before it. */
const continuation = /(?:\\\n[ \t]*)*/y;
const quotedSpace = /(?:\s|\\\n)*/y;
const space = /\s*/y;

function skip(written: string, from: number, style: Style, isSpace: boolean): number {
  if (isSpace && style !== 'QUOTE_DOUBLE') return from;
  const pattern = isSpace ? continuation : style === 'QUOTE_DOUBLE' ? quotedSpace : space;
  pattern.lastIndex = from;
  pattern.exec(written);
  return pattern.lastIndex;
}

const fold = /[ \t]*\n[ \t\n]*/y;

/** Ends of lines in a scalar that is no block: one stands for a space, several for one less. */
function foldAt(
  written: string,
  at: number,
  style: Style,
): { readonly length: number; readonly stands: number } | undefined {
  if (style === 'BLOCK_LITERAL' || style === 'BLOCK_FOLDED') return undefined;
  fold.lastIndex = at;
  const run = fold.exec(written)?.[0];
  return run === undefined ? undefined : { length: run.length, stands: Math.max(1, run.split('\n').length - 2) };
}

function spellingLength(written: string, at: number, style: Style): number {
  if (style === 'QUOTE_SINGLE') return written.startsWith("''", at) ? 2 : 1;
  if (style !== 'QUOTE_DOUBLE' || written[at] !== '\\') return 1;
  const lengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };
  return lengths[written[at + 1] ?? ''] ?? 2;
}
