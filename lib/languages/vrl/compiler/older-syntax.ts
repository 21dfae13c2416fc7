import { placeOf } from '../../place';
import { surroundingAfter } from '../lexical-state';
import type { Surrounding } from '../lexical-state';
import type { VrlDiagnostic } from './diagnostic';

/** The first minor version of VRL that reads all that the compiler reads: that of Vector 0.56. */
const current = 33;

const invalidLiteral = 202;
const unexpectedToken = 203;

/** What the compiler accepts although an older VRL does not: `\u{…}` in strings, and `else` that begins a line. */
export function olderSyntax(source: string, minor: number): readonly VrlDiagnostic[] {
  if (minor >= current) return [];
  const found: VrlDiagnostic[] = [];
  let state: Surrounding = 'code';
  let blockEnds = false;
  let lineBegins = false;
  // Comments and the rest of literals are passed by character, escapes and words as one.
  for (const { 0: piece, index } of source.matchAll(/\\[^]|[A-Za-z_]\w*|[^]/g)) {
    if (state === 'string' && piece === '\\u') {
      found.push(
        refusal(source, index, 2, invalidLiteral, String.raw`'\u{…}' in a string is read by Vector 0.56 and later`),
      );
    } else if (state === 'code' && piece === 'else' && blockEnds && lineBegins) {
      found.push(
        refusal(source, index, 4, unexpectedToken, `'else' on a line of its own is read by Vector 0.56 and later`),
      );
    }
    const before: Surrounding = state;
    state = surroundingAfter(piece, state);
    if (piece === '\n') lineBegins = true;
    else if (before === 'code' && state !== 'comment' && piece.trim() !== '')
      [blockEnds, lineBegins] = [piece === '}', false];
  }
  return found;
}

function refusal(source: string, start: number, length: number, code: number, message: string): VrlDiagnostic {
  const place = placeOf(source, start, start + length);
  const text = `error[E${code}]: syntax error: ${message} (line ${place.line}, column ${place.column})`;
  return Object.freeze({
    severity: 'error',
    code,
    message: 'syntax error',
    place,
    labels: [{ message, primary: true, place }],
    notes: [],
    text,
  });
}
