import { disagreement } from './agreement';
import { readBracketSet } from './bracket-set';
import { foldCase } from './case-folding';
import { ANY, CodePoints, NOT_NEWLINE } from './code-points';
import { Cursor } from './cursor';
import { readEscapedCharacter, readShorthand } from './escapes';
import { alternatives, assertion, GROUP_NAME, group, MAX_REPEAT, oneOf, repeat, sequence, text } from './node';
import type { Node } from './node';
import { UNSUPPORTED_GROUPS } from './unsupported';

/** How RE2's flags change what is read. */
export interface PatternFlags {
  /** `(?i)`: case is ignored. */
  readonly ignoreCase: boolean;
  /** `(?m)`: `^` and `$` match at lines too. */
  readonly multiLine: boolean;
  /** `(?s)`: `.` matches `\n` too. */
  readonly dotAll: boolean;
  /** `(?U)`: `*` is lazy, `*?` greedy. */
  readonly swapGreed: boolean;
}

/** How deep groups may nest; Rust's limit is 250 with all that counts there. */
const MAX_DEPTH = 100;
const FLAGS: ReadonlyMap<string, keyof PatternFlags> = new Map([
  ['i', 'ignoreCase'],
  ['m', 'multiLine'],
  ['s', 'dotAll'],
  ['U', 'swapGreed'],
]);

interface Item {
  readonly node: Node;
  readonly start: number;
}

interface Repetition {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads RE2's syntax, as Go's regexp accepts it, to a tree.
 *
 * @throws PatternError naming the part, its position and the remedy
 */
export function parse(source: string, flags: PatternFlags): Node {
  return new Parser(source, flags).parse();
}

class Parser {
  private readonly cursor: Cursor;
  private readonly names = new Set<string>();
  private depth = 0;

  constructor(
    source: string,
    private flags: PatternFlags,
  ) {
    this.cursor = new Cursor(source, 'RE2');
  }

  parse(): Node {
    const node = this.alternatives();
    if (!this.cursor.done) {
      throw this.cursor.error(
        'a group that is not open',
        this.cursor.at,
        this.cursor.at + 1,
        'remove it, or write \\) for the character',
      );
    }
    return node;
  }

  private alternatives(): Node {
    const branches = [this.branch()];
    while (this.cursor.take('|')) branches.push(this.branch());
    return alternatives(branches);
  }

  private branch(): Node {
    const items: Item[] = [];
    let repeated: number | undefined;
    while (!this.cursor.done && !'|)'.includes(this.cursor.here)) {
      const start = this.cursor.at;
      const repetition = this.repetition();
      if (repetition === undefined) {
        for (const item of this.items()) items.push(item);
        repeated = undefined;
        continue;
      }
      if (repeated !== undefined) {
        const found = this.cursor.source[start] === '+' ? 'the possessive repetition' : 'a repetition of a repetition';
        throw this.cursor.error(
          found,
          repeated,
          this.cursor.at,
          'RE2 has none; leave out the last sign, or group the first with (?:…)',
        );
      }
      items.push(this.repeated(items.pop(), repetition, start));
      repeated = start;
    }
    return sequence(items.map(({ node }) => node));
  }

  private repeated(item: Item | undefined, { min, max }: Repetition, start: number): Item {
    const { cursor } = this;
    const lazy = cursor.take('?') !== this.flags.swapGreed;
    if (item === undefined) {
      throw cursor.error(
        'a repetition of nothing',
        start,
        cursor.at,
        'write what is repeated before it, or a backslash for the character',
      );
    }
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw cursor.error(`a repetition of more than ${MAX_REPEAT}`, start, cursor.at, 'repeat fewer times');
    }
    if (min > max)
      throw cursor.error('a repetition that runs backwards', start, cursor.at, 'put the lower number first');
    const node = repeat(item.node, min, max, !lazy);
    const problem = node.kind === 'repeat' ? disagreement(node) : undefined;
    if (problem !== undefined) throw cursor.error(problem.found, item.start, cursor.at, problem.remedy);
    return { node, start: item.start };
  }

  /** Whatever does not have one of these forms, as `{,3}` and `{a}`, is text. */
  private repetition(): Repetition | undefined {
    if (this.cursor.take('*')) return { min: 0, max: Infinity };
    if (this.cursor.take('+')) return { min: 1, max: Infinity };
    if (this.cursor.take('?')) return { min: 0, max: 1 };
    const [, least, comma, most] = this.cursor.takeMatch(/\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y) ?? [];
    if (least === undefined) return undefined;
    const min = Number(least);
    return { min, max: comma === undefined ? min : most === undefined ? Infinity : Number(most) };
  }

  private items(): Item[] {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.take('\\Q')) return this.quoted();
    const node = cursor.here === '(' ? this.group() : this.single();
    return node === undefined ? [] : [{ node, start }];
  }

  private single(): Node {
    const { cursor, flags } = this;
    const shorthand = readShorthand(cursor, flags.ignoreCase);
    if (shorthand !== undefined) return oneOf(shorthand);
    if (cursor.here === '[') return oneOf(readBracketSet(cursor, flags.ignoreCase));
    if (cursor.take('.')) return oneOf(flags.dotAll ? ANY : NOT_NEWLINE);
    if (cursor.take('^')) return assertion(flags.multiLine ? 'line-start' : 'text-start');
    if (cursor.take('$')) return assertion(flags.multiLine ? 'line-end' : 'text-end');
    if (cursor.take('\\A')) return assertion('text-start');
    if (cursor.take('\\z')) return assertion('text-end');
    if (cursor.take('\\b')) return assertion('word-boundary');
    if (cursor.take('\\B')) return assertion('not-word-boundary');
    return this.character(
      cursor.here === '\\' ? String.fromCodePoint(readEscapedCharacter(cursor)) : cursor.takeCharacter(),
    );
  }

  private character(character: string): Node {
    return this.flags.ignoreCase ? oneOf(foldCase(CodePoints.from(character))) : text(character);
  }

  /** As in Go, `\Q` without `\E` runs to the end, and a repetition after it is of the last character. */
  private quoted(): Item[] {
    const start = this.cursor.at;
    const [, quoted = ''] = this.cursor.takeMatch(/((?:(?!\\E)[\s\S])*)(?:\\E)?/uy) ?? [];
    return Array.from(quoted, (character) => ({ node: this.character(character), start }));
  }

  /** A group, or nothing for flags that hold until the group around them ends. */
  private group(): Node | undefined {
    const { cursor } = this;
    const start = cursor.at;
    for (const { syntax, name, remedy } of UNSUPPORTED_GROUPS) {
      const part = cursor.peek(syntax)?.[0];
      if (part !== undefined) throw cursor.error(name, start, start + part.length, remedy);
    }
    const outer = this.flags;
    cursor.take('(');
    let name: string | undefined;
    if (cursor.takeMatch(/\?P?</y) !== undefined) name = this.name(start);
    else if (cursor.here === '?' && !this.flagGroup(start)) return undefined;
    if (++this.depth > MAX_DEPTH) {
      throw cursor.error(`groups nested deeper than ${MAX_DEPTH}`, start, cursor.at, 'use fewer groups');
    }
    const node = this.alternatives();
    if (!cursor.take(')')) {
      throw cursor.error(
        'a group that is not closed',
        start,
        cursor.source.length,
        'close it with ), or write \\( for the character',
      );
    }
    this.depth--;
    this.flags = outer;
    return name === undefined ? node : group(name, node);
  }

  private name(start: number): string {
    const { cursor } = this;
    const name = cursor.takeMatch(/([^>)]*)>/y)?.[1];
    if (name === undefined || !GROUP_NAME.test(name)) {
      const end = name === undefined ? cursor.source.length : cursor.at;
      throw cursor.error(
        'a bad group name',
        start,
        end,
        'name it with letters, digits and _, not starting with a digit',
      );
    }
    if (this.names.has(name))
      throw cursor.error('a group name that is taken', start, cursor.at, 'give each group its own name');
    this.names.add(name);
    return name;
  }

  /** Reads `?i-s:` or `?i-s)`; whether a group follows. */
  private flagGroup(start: number): boolean {
    const { cursor } = this;
    const [, on = '', off, end] = cursor.takeMatch(/\?([imsU]*)(?:-([imsU]+))?([:)])/y) ?? [];
    if (end === undefined) {
      const part = cursor.peek(/\?[^:)]*[:)]?/y)?.[0] ?? '';
      throw cursor.error(
        'an unknown group',
        start,
        cursor.at + part.length,
        'write (?:…), (?<name>…) or flags of i, m, s and U',
      );
    }
    const changed = { ...this.flags };
    for (const [letters, value] of [
      [on, true],
      [off ?? '', false],
    ] as const) {
      for (const letter of letters) {
        const flag = FLAGS.get(letter);
        if (flag !== undefined) changed[flag] = value;
      }
    }
    this.flags = changed;
    return end === ':';
  }
}
