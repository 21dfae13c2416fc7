import { luaNumber, luaString } from '../lua/print';

/** What stands in a hole of {@link lua}: a value, which is written as a literal, or code, which stands as it is. */
export type Hole = Lua | string | number | boolean;

/** Statements or an expression of Lua, made by the tag {@link lua}. */
export class Lua {
  // Makes the type nominal: no text becomes code by chance.
  readonly #code: string;

  /** Prefer {@link lua}: nothing here is escaped. */
  constructor(code: string) {
    this.#code = code;
    Object.freeze(this);
  }

  /** The code as it is written. */
  get source(): string {
    return this.#code;
  }

  /** Statements, each beginning on a line of its own. */
  static lines(...code: readonly Lua[]): Lua {
    return Lua.join(
      code.filter(({ source }) => source !== ''),
      '\n',
    );
  }

  /** The same between each two. */
  static join(code: readonly Lua[], between: string): Lua {
    return new Lua(code.map(({ source }) => source).join(between));
  }
}

/** Lua with values in it. The indentation that all lines share is left out; code of several lines keeps that of its place. */
export function lua(literals: TemplateStringsArray, ...holes: readonly Hole[]): Lua {
  const margin = marginOf(literals.join('\0'));
  const pieces = literals.map((literal) => literal.replaceAll(`\n${' '.repeat(margin)}`, '\n'));
  const code = pieces.reduce((text, piece, index) => {
    const hole = printed(holes[index - 1] as Hole);
    if (!hole.includes('\n')) return text + hole + piece;
    const [indent] = /^ */.exec(text.slice(text.lastIndexOf('\n') + 1)) ?? [''];
    return text + hole.replace(/\n(?!\n|$)/g, `\n${indent}`) + piece;
  });
  // A hole that stands alone and is empty leaves no line.
  return new Lua(code.replace(/^ *\n/gm, '').replace(/\n *$/, ''));
}

/** A comment of one line: what a line cannot show is escaped. */
export function comment(text: string): Lua {
  const shown = text.replace(/[^ -~]/gu, (character) => JSON.stringify(character).slice(1, -1));
  const ascii = shown.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // What opens with brackets right after the dashes would be a comment of several lines.
  return new Lua(`-- ${ascii.length > 110 ? `${ascii.slice(0, 107)}...` : ascii}`);
}

function marginOf(text: string): number {
  const indents = [...text.matchAll(/\n( *)(?=[^ \n])/g)].map(([, indent = '']) => indent.length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

function printed(hole: Hole): string {
  if (hole instanceof Lua) return hole.source;
  if (typeof hole === 'string') return luaString(hole);
  return typeof hole === 'number' ? luaNumber(hole) : String(hole);
}
