import { LiveText, partsOf } from '../../text/live-text';
import { Regex } from '../regex/regex';
import { surroundingAfter } from './lexical-state';
import type { Surrounding } from './lexical-state';
import { number } from './number';
import { currentVrl, quote } from './quote';
import type { VrlDialect } from './quote';

/** What stands in a hole of {@link vrl}: a value, which is quoted, or VRL, which stands as it is. */
export type VrlHole =
  | Vrl
  | Key
  | Regex
  | LiveText
  | string
  | number
  | boolean
  | null
  | readonly VrlHole[]
  | { readonly [key: string]: VrlHole };

/** A key in a path: quoted as one, whatever it holds. */
export class Key {
  constructor(readonly key: string) {}
}

/** A program or an expression in VRL, made by the tag {@link vrl}. */
export class Vrl {
  /** Whose code it is. */
  readonly language = 'vector';
  readonly #literals: readonly string[];
  readonly #holes: readonly VrlHole[];
  readonly #printed = new Map<VrlDialect, string>();

  /** @internal Use the tag {@link vrl}. */
  constructor(literals: readonly string[], holes: readonly VrlHole[]) {
    this.#literals = literals;
    this.#holes = holes;
    Object.freeze(this);
  }

  /** Whether a value is VRL. */
  static is(value: unknown): value is Vrl {
    return typeof value === 'object' && value !== null && #literals in value;
  }

  /** Statements, or programs of them, each beginning on a line of its own. */
  static lines(...programs: readonly Vrl[]): Vrl {
    return Vrl.join(programs, '\n');
  }

  /** The same text between each two. */
  static join(expressions: readonly Vrl[], between: string): Vrl {
    return new Vrl(['', ...expressions.slice(1).map(() => between), ''], expressions);
  }

  /** The environment variables that its texts read when it runs, with repetitions. */
  get variables(): readonly string[] {
    return this.#holes.flatMap(variablesOf);
  }

  /** The program as Vector 0.56 and later read it. */
  get source(): string {
    return this.print();
  }

  /** The program as the VRL of one age reads it. */
  print(dialect: VrlDialect = currentVrl): string {
    // A program is printed to be checked, to be compiled and to be written.
    let printed = this.#printed.get(dialect);
    if (printed === undefined) this.#printed.set(dialect, (printed = this.written(dialect)));
    return printed;
  }

  private written(dialect: VrlDialect): string {
    return this.#literals.reduce((text, literal, index) => {
      const hole = printHole(this.#holes[index - 1] ?? null, dialect);
      if (!hole.includes('\n')) return text + hole + literal;
      // A hole of several lines keeps the indentation of the line it stands in.
      const [indent] = /^ */.exec(text.slice(text.lastIndexOf('\n') + 1)) ?? [''];
      return text + hole.replace(/\n(?!\n|$)/g, `\n${indent}`) + literal;
    });
  }
}

/**
 * VRL with values in it. A hole is quoted, so that no value becomes code, unless it is VRL itself. Backslashes stand as VRL
 * reads them; the indentation that all lines share is left out.
 *
 *     Stage.native(vrl`.cluster = ${name}`)
 *
 * @throws if a hole stands within a string, another literal or a comment of VRL's
 */
export function vrl(literals: TemplateStringsArray, ...holes: readonly VrlHole[]): Vrl {
  let read = templates.get(literals);
  if (read === undefined) templates.set(literals, (read = readTemplate(literals.raw)));
  return new Vrl(read, Object.freeze(holes.map(checkHole)));
}

/** A template in a program is the same object each time that the program comes by. */
const templates = new WeakMap<TemplateStringsArray, readonly string[]>();

function readTemplate(raw: readonly string[]): readonly string[] {
  const dedented = dedent(raw);
  let state: Surrounding = 'code';
  for (const literal of dedented.slice(0, -1)) {
    state = surroundingAfter(literal, state);
    if (state !== 'code') {
      const where = state === 'comment' ? 'a comment' : `a literal`;
      throw new TypeError(`'vrl' must have its holes in code, got one within ${where}; join strings with + instead`);
    }
  }
  return dedented;
}

function checkHole(hole: VrlHole): VrlHole {
  if (hole === undefined || typeof hole === 'function' || typeof hole === 'symbol' || typeof hole === 'bigint') {
    const rule = 'hold text, numbers, booleans, null, lists, objects, patterns or VRL';
    throw new TypeError(`'vrl' must ${rule}, got ${typeof hole}; leave it out or convert it`);
  }
  if (typeof hole !== 'object' || hole === null) return hole;
  if (Vrl.is(hole) || hole instanceof LiveText || hole instanceof Regex || hole instanceof Key) return hole;
  if (Array.isArray(hole)) return Object.freeze(hole.map((item: VrlHole) => checkHole(item)));
  const prototype: unknown = Object.getPrototypeOf(hole);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`'vrl' must hold plain objects, got ${hole.constructor.name}; convert it`);
  }
  const copied = Object.entries(hole).map(([key, item]) => [key, checkHole(item)] as const);
  return Object.freeze(Object.fromEntries(copied));
}

/** A value as VRL. @throws if VRL has no spelling for it */
export function value(of: VrlHole): Vrl {
  return new Vrl(['', ''], [of]);
}

/** A comment on lines of its own. */
export function comment(text: string): Vrl {
  return new Vrl([`# ${text.replace(/[^\x20-\x7e]+/g, ' ')}`], []);
}

function printHole(hole: VrlHole, dialect: VrlDialect): string {
  if (Vrl.is(hole)) return hole.print(dialect);
  if (hole instanceof LiveText) return printText(hole, dialect);
  if (hole instanceof Regex) return `r'${hole.toRust()}'`;
  if (hole instanceof Key) return quote(hole.key, dialect);
  if (typeof hole === 'string') return printString(hole, dialect);
  if (typeof hole === 'number') return number(hole);
  if (typeof hole === 'boolean' || hole === null) return String(hole);
  if (Array.isArray(hole))
    return `[${(hole as readonly VrlHole[]).map((item) => printHole(item, dialect)).join(', ')}]`;
  const pairs = Object.entries(hole).map(([key, item]) => `${quote(key, dialect)}: ${printHole(item, dialect)}`);
  return pairs.length === 0
    ? '{}'
    : pairs.join(', ').length < 80
      ? `{ ${pairs.join(', ')} }`
      : `{\n  ${pairs.join(',\n  ')}\n}`;
}

/** Before literals knew `\u{…}`, a program in printable ASCII had to decode what is beyond. */
function printString(text: string, dialect: VrlDialect): string {
  if (dialect.unicodeEscapes || /^[\x20-\x7e\n\r\t]*$/.test(text)) return quote(text, dialect);
  const encoded = text.replace(/[^\x20-\x7e]|%/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return `decode_percent(${quote(encoded, dialect)})`;
}

/** A program reads variables itself, so that no value of one can become code, as it would where Vector expands `${X}`. */
function printText(text: LiveText, dialect: VrlDialect): string {
  const parts = partsOf(text).map((part) => {
    if (typeof part === 'string') return printString(part, dialect);
    if (part.reader === 'env') return `(get_env_var(${quote(part.name, dialect)}) ?? "")`;
    throw new TypeError(
      `text in VRL must have no part that ${part.reader} fills in, got ${part.name}; give it to the agent with env()`,
    );
  });
  return parts.length === 1 ? parts.join('') : `(${parts.join(' + ')})`;
}

function variablesOf(hole: VrlHole): readonly string[] {
  if (Vrl.is(hole)) return hole.variables;
  if (hole instanceof LiveText) return hole.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
  if (typeof hole !== 'object' || hole === null || hole instanceof Regex || hole instanceof Key) return [];
  return Object.values(hole as Readonly<Record<string, VrlHole>>).flatMap(variablesOf);
}

function dedent(raw: readonly string[]): readonly string[] {
  const [first = '', ...rest] = raw;
  if (!first.startsWith('\n')) return raw;
  const indents = raw.flatMap((literal, index) => {
    const lines = literal.split('\n').slice(1);
    // The last line of a literal before a hole is indented even where nothing else stands in it.
    const last = index === raw.length - 1 ? undefined : lines.length - 1;
    return lines
      .filter((line, at) => at === last || line.trim() !== '')
      .map((line) => /^ */.exec(line)?.[0].length ?? 0);
  });
  const margin = new RegExp(`\\n {0,${indents.length === 0 ? 0 : Math.min(...indents)}}`, 'g');
  const cut = [first, ...rest].map((literal) => literal.replace(margin, '\n'));
  cut[0] = (cut[0] ?? '').slice(1);
  cut[cut.length - 1] = (cut.at(-1) ?? '').replace(/\n *$/, '');
  return Object.freeze(cut);
}
