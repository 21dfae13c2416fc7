import { ANY } from '../regex/code-points';
import { Cursor } from '../regex/cursor';
import { assertion, group, oneOf, repeat, sequence, text } from '../regex/node';
import type { Node } from '../regex/node';
import { Regex } from '../regex/regex';

const SHORTEST = repeat(oneOf(ANY), 0, Infinity, false);
const REST = repeat(oneOf(ANY), 0);

/**
 * Reads Loki's pattern language: `[<time>] <level> <_>`.
 *
 * `<name>` is the shortest text up to what follows it, `<_>` the same without a name, anything else is literal. The
 * pattern starts where the text starts; a capture at its end takes the rest, what comes after a literal at its end does
 * not matter. Unlike in Loki, a text that lacks one of the literals does not match at all.
 *
 * A `<` that opens no capture is literal. `\<` is a `<` in any case, `\\<` a backslash before a capture; elsewhere a
 * backslash is itself.
 *
 * @throws PatternError for no named capture, captures in a row, a name that is bad or taken
 */
export function parseLokiPattern(pattern: string): Regex {
  const cursor = new Cursor(pattern, "Loki's pattern language");
  const names = new Set<string>();
  const nodes: Node[] = [assertion('text-start')];
  for (let afterCapture = false; !cursor.done;) {
    const start = cursor.at;
    const name = readCapture(cursor);
    if (name === undefined) {
      nodes.push(text(readLiteral(cursor)));
      afterCapture = false;
      continue;
    }
    if (afterCapture) {
      throw cursor.error('consecutive captures at', start, cursor.at, 'put a literal between them');
    }
    if (names.has(name)) {
      throw cursor.error('the duplicate capture name', start, cursor.at, 'give each capture its own name, or <_>');
    }
    const item = cursor.done ? REST : SHORTEST;
    if (name !== '_') nodes.push(group(name, item));
    // What comes at the end and has no name need not be matched.
    else if (item !== REST) nodes.push(item);
    if (name !== '_') names.add(name);
    afterCapture = true;
  }
  if (names.size === 0) {
    throw cursor.error('no named capture', 0, 0, 'write <name> where a field begins');
  }
  return Regex.of(sequence(nodes), pattern);
}

function readCapture(cursor: Cursor): string | undefined {
  const capture = cursor.takeMatch(/<([A-Za-z_][A-Za-z0-9_]*)>/y)?.[1];
  if (capture !== undefined) return capture;
  const bad = cursor.peek(/<[\w.-]+>/y)?.[0];
  if (bad === undefined) return undefined;
  const remedy = 'use letters, digits and _, not starting with a digit, or write \\< for the character';
  throw cursor.error('the bad capture name', cursor.at, cursor.at + bad.length, remedy);
}

function readLiteral(cursor: Cursor): string {
  const backslashes = cursor.takeMatch(/\\+(?=<)/y)?.[0].length ?? 0;
  if (backslashes === 0) return cursor.takeCharacter();
  if (backslashes % 2 === 1) cursor.take('<');
  return '\\'.repeat(Math.floor(backslashes / 2)) + (backslashes % 2 === 1 ? '<' : '');
}
