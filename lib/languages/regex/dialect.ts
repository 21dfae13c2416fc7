import type { CodePoints } from './code-points';
import type { Assertion } from './node';

/** A set that a dialect has a name for. */
export interface Shorthand {
  readonly set: CodePoints;
  readonly text: string;
}

/** How a program spells the parts of a tree, as data. */
export interface Dialect {
  /** Whole sets, tried first, with the spelling of all other characters where there is one. */
  readonly sets: readonly (Shorthand & { readonly others?: string })[];
  /** What may stand in brackets among other characters. */
  readonly inBrackets: readonly Shorthand[];
  readonly assertions: Readonly<Record<Assertion, string>>;
  /** What stands before a group's name. */
  readonly group: string;
  /** Printable characters that need another spelling outside of brackets. */
  readonly escapes: Readonly<Record<string, string>>;
  /** The same, inside of brackets. */
  readonly escapesInBrackets: Readonly<Record<string, string>>;
  /** What stands before a repetition that is repeated itself, so that it is not merged with it. */
  readonly beforeNested: string;
  /** The spelling of a character by its code point. */
  hex(digits: string): string;
  /** Whether `(?i:…)` folds exactly as RE2 does. */
  readonly foldsCase: boolean;
}

/** Each character after a backslash. */
export function backslashed(characters: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(characters, (character) => [character, `\\${character}`]));
}
