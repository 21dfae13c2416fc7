import { shown } from '../../findings/shown';
import { disagreement } from './agreement';
import { GO, JAVASCRIPT, ONIGMO, RUST } from './dialects';
import { canBeEmpty, children } from './node';
import type { Node } from './node';
import { parse } from './parser';
import type { PatternFlags } from './parser';
import type { Pattern, Re2 } from './pattern';
import { PatternError } from './pattern-error';
import { print } from './print';

/** The text of each named group that took part and is not empty. */
export type Captures = Readonly<Record<string, string>>;

/**
 * A pattern with one meaning in every dialect, immutable.
 *
 * The meaning is RE2's: the leftmost match, of the first alternative that leads to one; `\d \w \s \b` of ASCII; `^` and
 * `$` at the ends of the text unless `(?m)`; `.` without `\n` unless `(?s)`; one character is one code point. Groups
 * without a name only group.
 *
 * Matching here runs on JavaScript's RegExp, which backtracks: a pattern such as `(a+)+b` takes exponential time on some
 * texts, where Go and Rust do not. Patterns are the user's own, texts are logs: do not run patterns of strangers.
 */
export class Regex {
  /**
   * Reads a pattern.
   *
   * @param pattern a string is RE2's syntax without flags
   * @throws PatternError naming the part, its position and the remedy
   */
  static parse(pattern: Pattern | string): Regex {
    const { source, flags } = typeof pattern === 'string' ? { source: pattern, flags: '' } : checked(pattern);
    return new Regex(parse(source, readFlags(source, flags)), source);
  }

  /**
   * A pattern from a tree.
   *
   * @param source what the tree was made from, for messages
   * @throws PatternError where dialects would not agree, or where a group's name is taken
   */
  static of(root: Node, source: string = print(root, GO)): Regex {
    check(root, new Set());
    return new Regex(root, source);
  }

  /** Names of the groups, in the order of their opening. */
  readonly groups: readonly string[];
  private readonly printed = new Map<string, string>();
  private readonly compiled = new Map<string, RegExp>();

  private constructor(
    readonly root: Node,
    /** The pattern as it was written. */
    readonly source: string,
  ) {
    this.groups = Object.freeze(groupsOf(root));
    Object.freeze(this);
  }

  /** Whether it can match the empty text, as `a*` does. */
  get canBeEmpty(): boolean {
    return canBeEmpty(this.root);
  }

  /** For Go's regexp (Loki, Alloy, Promtail), 1.0 or later. */
  toGo(): string {
    return this.memo('go', () => print(this.root, GO));
  }

  /** For the regex crate (Vector); fits between the quotes of VRL's `r'…'` as it is. */
  toRust(): string {
    return this.memo('rust', () => print(this.root, RUST));
  }

  /** For Onigmo with Ruby's syntax (Fluent Bit). */
  toOnigmo(): string {
    return this.memo('onigmo', () => print(this.root, ONIGMO));
  }

  /** For JavaScript; the same object each time. */
  toJavaScript(): RegExp {
    return this.compile('u');
  }

  /** Whether the pattern is found anywhere in the text. */
  test(text: string): boolean {
    return this.compile('u').test(text);
  }

  /** What the leftmost match captured; undefined where there is no match. */
  match(text: string): Captures | undefined {
    const match = this.compile('u').exec(text);
    if (match === null) return undefined;
    const captures: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of Object.entries<string | undefined>(match.groups ?? {})) {
      if (value !== undefined && value !== '') captures[name] = value;
    }
    return Object.freeze(captures);
  }

  /**
   * The text with each match replaced, `by` taken literally.
   *
   * As in Go and Rust, an empty match right after another match does not count.
   */
  replaceAll(text: string, by: string): string {
    let end = -1;
    return text.replace(this.compile('gu'), (...found: unknown[]) => {
      const match = String(found[0]);
      const start = Number(found.find((part) => typeof part === 'number'));
      const counts = match !== '' || start !== end;
      end = start + match.length;
      return counts ? by : '';
    });
  }

  private memo(key: string, make: () => string): string {
    const text = this.printed.get(key) ?? make();
    this.printed.set(key, text);
    return text;
  }

  private compile(flags: string): RegExp {
    const compiled =
      this.compiled.get(flags) ??
      new RegExp(
        this.memo('javascript', () => print(this.root, JAVASCRIPT)),
        flags,
      );
    this.compiled.set(flags, compiled);
    return compiled;
  }
}

/**
 * RE2 as it is, backslashes not doubled: for named groups, which TypeScript refuses in a `/…/` below target ES2018.
 *
 * @throws PatternError naming the part, its position and the remedy
 */
export function re2(literals: TemplateStringsArray): Re2 {
  if (!Array.isArray(literals) || !('raw' in literals)) {
    throw new Error(`'re2' must be a tag of a template, got ${shown(literals)}; write re2\`…\``);
  }
  if (literals.raw.length !== 1) {
    throw new Error("'re2' must have no ${…} in it, got one; write the pattern out, or join texts and use Regex.parse");
  }
  const pattern = Object.freeze({ source: literals.raw[0] ?? '', flags: '' });
  Regex.parse(pattern);
  return pattern;
}

function checked(pattern: unknown): Pattern {
  const { source, flags } = (pattern ?? {}) as Partial<Pattern>;
  if (typeof source === 'string' && typeof flags === 'string') return { source, flags };
  throw new Error(`'pattern' must be a RegExp or re2\`…\`, got ${typeof pattern}; write /…/`);
}

/** `u` is always on, `d` and `g` say nothing about what matches. */
const IGNORED = 'udg';

function readFlags(source: string, flags: string): PatternFlags {
  for (const flag of flags) {
    if (`imsU${IGNORED}`.includes(flag)) continue;
    const remedy = flag === 'y' ? 'anchor with ^ instead' : 'use i, m, s or U';
    throw new PatternError('RE2', source, 'the flag', flag, undefined, remedy);
  }
  const has = (flag: string): boolean => flags.includes(flag);
  return { ignoreCase: has('i'), multiLine: has('m'), dotAll: has('s'), swapGreed: has('U') };
}

function groupsOf(node: Node): readonly string[] {
  return [...(node.kind === 'group' ? [node.name] : []), ...children(node).flatMap(groupsOf)];
}

function check(node: Node, names: Set<string>): void {
  const problem = node.kind === 'repeat' ? disagreement(node) : undefined;
  if (problem !== undefined) {
    const part = print(node, GO);
    throw new PatternError('RE2', part, problem.found, part, undefined, problem.remedy);
  }
  if (node.kind === 'group') {
    if (names.has(node.name)) {
      throw new PatternError(
        'RE2',
        print(node, GO),
        'a group name that is taken',
        node.name,
        undefined,
        'give each group its own name',
      );
    }
    names.add(node.name);
  }
  for (const child of children(node)) check(child, names);
}
