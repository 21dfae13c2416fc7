import { foldCase } from './case-folding';
import { codePoint, CodePoints } from './code-points';
import type { Cursor } from './cursor';
import { readEscapedCharacter, readShorthand, signed } from './escapes';
import { POSIX_SETS } from './named-sets';

/**
 * Reads a set in brackets. As in RE2 only `]`, `\`, a range's `-` and `[:name:]` are special in it: `[[a]b]` is a set of
 * `[` and `a` and then `b]`, `[a&&b]` a set of three characters.
 */
export function readBracketSet(cursor: Cursor, fold: boolean): CodePoints {
  const start = cursor.at;
  cursor.take('[');
  const negated = cursor.take('^');
  const parts: CodePoints[] = [];
  // A ] that comes first stands for itself.
  for (let first = true; first || cursor.here !== ']'; first = false) {
    if (cursor.done) throw unclosed(cursor, start);
    parts.push(readPosixSet(cursor, fold) ?? readShorthand(cursor, fold) ?? readRange(cursor, start, fold));
  }
  cursor.take(']');
  const set = signed(CodePoints.of().union(...parts), negated, false);
  if (set.isEmpty) throw cursor.error('a set without a character', start, cursor.at, 'leave out what can never match');
  return set;
}

function readPosixSet(cursor: Cursor, fold: boolean): CodePoints | undefined {
  const start = cursor.at;
  const [, caret, name] = cursor.takeMatch(/\[:(\^?)((?:(?!:\])[\s\S])*):\]/uy) ?? [];
  if (name === undefined) return undefined;
  const set = POSIX_SETS.get(name);
  if (set === undefined) {
    const remedy = `write one of ${[...POSIX_SETS.keys()].join(', ')}, or \\[: for the characters`;
    throw cursor.error('an unknown POSIX class', start, cursor.at, remedy);
  }
  return signed(set, caret === '^', fold);
}

function readRange(cursor: Cursor, start: number, fold: boolean): CodePoints {
  const from = cursor.at;
  const low = readCharacter(cursor, start);
  let high = low;
  if (cursor.takeMatch(/-(?!\])/y) !== undefined) high = readCharacter(cursor, start);
  if (high < low) {
    throw cursor.error(
      'a range that runs backwards',
      from,
      cursor.at,
      'put the lower character first, or write \\- for the character',
    );
  }
  const range = CodePoints.of([low, high]);
  return fold ? foldCase(range) : range;
}

function readCharacter(cursor: Cursor, start: number): number {
  if (cursor.done) throw unclosed(cursor, start);
  return cursor.here === '\\' ? readEscapedCharacter(cursor) : codePoint(cursor.takeCharacter());
}

function unclosed(cursor: Cursor, start: number): Error {
  return cursor.error(
    'a set that is not closed',
    start,
    cursor.source.length,
    'close it with ], or write \\[ for the character',
  );
}
