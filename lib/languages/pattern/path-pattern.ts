import { CodePoints } from '../regex/code-points';
import { Cursor } from '../regex/cursor';
import { alternatives, assertion, group, GROUP_NAME, oneOf, optional, repeat, sequence, text } from '../regex/node';
import type { Node } from '../regex/node';
import { Regex } from '../regex/regex';

const SLASH = text('/');
const SEGMENT = repeat(oneOf(CodePoints.from('/').complement()), 1);
const LANGUAGE = 'a path pattern';

/**
 * Reads the pattern of a path's end: `dag_id=<dag_id>/run_id=<run_id>/[map_index=<map_index>/]attempt=<attempt>.log`.
 *
 * `<name>` is one or more characters other than `/`, as many as can be; `<_>` the same without a name; a part in `[…]`
 * may be missing. The pattern ends where the path ends, and starts at a `/` or where the path starts; one that begins
 * with `/` is the whole path. A backslash before `<`, `>`, `[`, `]` or `\` means the character.
 *
 * @throws PatternError for no named capture, captures in a row, a name that is bad or taken, nested or empty `[]`
 */
export function parsePathPattern(pattern: string): Regex {
  return new PathPattern(pattern).read();
}

class PathPattern {
  private readonly cursor: Cursor;
  private readonly names = new Set<string>();
  /** Whether what was read last is a capture, or may be where an optional part is missing. */
  private afterCapture = false;

  constructor(private readonly pattern: string) {
    this.cursor = new Cursor(pattern, LANGUAGE);
  }

  read(): Regex {
    const { cursor, pattern } = this;
    const start = assertion('text-start');
    const nodes = [pattern.startsWith('/') ? start : alternatives([start, SLASH])];
    while (!cursor.done) nodes.push(cursor.here === '[' ? this.optionalPart() : this.part());
    if (this.names.size === 0) throw cursor.error('no named capture', 0, 0, 'write <name> where a field begins');
    return Regex.of(sequence([...nodes, assertion('text-end')]), pattern);
  }

  private optionalPart(): Node {
    const { cursor, afterCapture } = this;
    const start = cursor.at;
    const nodes: Node[] = [];
    cursor.take('[');
    while (!cursor.take(']')) {
      if (cursor.done) {
        const remedy = 'close it with ], or write \\[ for the character';
        throw cursor.error('a bracket that is not closed', start, cursor.at, remedy);
      }
      if (cursor.here === '[') {
        throw cursor.error("a '[' within", start, cursor.at + 1, 'optional parts do not nest; put one after the other');
      }
      nodes.push(this.part());
    }
    if (nodes.length === 0) {
      throw cursor.error('an empty optional part', start, cursor.at, 'put what may be missing into it');
    }
    this.afterCapture ||= afterCapture;
    return optional(sequence(nodes));
  }

  private part(): Node {
    const { cursor, afterCapture } = this;
    this.afterCapture = cursor.here === '<';
    if (!this.afterCapture) return text(this.character());
    if (afterCapture) {
      const end = cursor.at + (cursor.peek(/<[^>]*>?/y)?.[0].length ?? 1);
      throw cursor.error('consecutive captures at', cursor.at, end, 'put a literal between them');
    }
    return this.capture();
  }

  private capture(): Node {
    const { cursor } = this;
    const start = cursor.at;
    const name = cursor.takeMatch(/<([^<>/]*)>/y)?.[1];
    if (name === undefined || !GROUP_NAME.test(name)) {
      const remedy = 'use letters, digits and _, not starting with a digit, or write \\< for the character';
      throw cursor.error('the bad capture name', start, name === undefined ? this.pattern.length : cursor.at, remedy);
    }
    if (name === '_') return SEGMENT;
    if (this.names.has(name)) {
      throw cursor.error('the duplicate capture name', start, cursor.at, 'give each capture its own name, or <_>');
    }
    this.names.add(name);
    return group(name, SEGMENT);
  }

  private character(): string {
    const { cursor } = this;
    const start = cursor.at;
    const stray = cursor.takeMatch(/[>\]]/y)?.[0];
    if (stray !== undefined) {
      throw cursor.error(
        'a bracket that is not open',
        start,
        cursor.at,
        `remove it, or write \\${stray} for the character`,
      );
    }
    if (!cursor.take('\\')) return cursor.takeCharacter();
    const character = cursor.takeMatch(/[<>[\]\\]/y)?.[0];
    if (character === undefined) {
      throw cursor.error('an unknown escape', start, start + 1 + cursor.here.length, 'write \\\\ for a backslash');
    }
    return character;
  }
}
