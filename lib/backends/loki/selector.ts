import { Regex } from '../../languages/regex/regex';
import { PatternError } from '../../languages/regex/pattern-error';
import { checkNamed, checkPairs, checkString, refusal } from '../../pipeline/argument';
import type { ByName } from '../../pipeline/non-empty';

/** What a stream's label must be. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The selector of streams that have these labels, as LogQL writes it: `{level="error"}`. */
export function selectorOf(labels: ByName<string>): string {
  const pairs = checkPairs('labels', labels, "write { level: 'error' }");
  if (pairs.length === 0) throw refusal('labels', 'name at least one label', labels, "add one such as level: 'error'");
  const matchers = pairs.map(([name, value]) => {
    const text = checkString(`labels.${name}`, value);
    if (text === '') throw refusal(`labels.${name}`, 'not be empty', text, 'write the value that streams have');
    return `${checkNamed('labels', name)}=${JSON.stringify(text)}`;
  });
  return `{${matchers.join(', ')}}`;
}

const space = /\s*/y;
const name = /[A-Za-z_]\w*/y;
const operator = /=~|!~|!=|=/y;
const quoted = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y;

/** The matchers of a selector. @throws SyntaxError with what is not read, where it is none */
export function parseSelector(text: string): readonly Matcher[] {
  let at = 0;
  const take = (pattern: RegExp, what: string): string => {
    space.lastIndex = at;
    space.exec(text);
    pattern.lastIndex = space.lastIndex;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`no ${what} at character ${space.lastIndex + 1}`);
    at = pattern.lastIndex;
    return found;
  };
  const matchers: Matcher[] = [];
  take(/\{/y, 'opening {');
  do {
    const label = take(name, 'label');
    const comparison = take(operator, 'operator = != =~ !~') as Matcher['operator'];
    matchers.push({ label, operator: comparison, value: unquoted(take(quoted, 'quoted value')) });
  } while (take(/[,}]/y, 'comma or closing }') === ',');
  take(/$/y, 'end');
  return matchers;
}

/**
 * Why Loki would refuse a selector, or undefined. Each must have a matcher that a stream without the label does not satisfy.
 */
export function selectorFault(text: string): string | undefined {
  let matchers: readonly Matcher[];
  try {
    matchers = parseSelector(text);
    if (matchers.some((matcher) => !matchesEmpty(matcher))) return undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PatternError) return error.message;
    throw error;
  }
  return 'no matcher that asks for a value: every one is satisfied by a stream without the label';
}

function matchesEmpty({ operator: comparison, value }: Matcher): boolean {
  // Loki anchors.
  const equal = comparison.endsWith('~') ? Regex.parse(`^(?:${value})$`).test('') : value === '';
  return comparison.startsWith('!') ? !equal : equal;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** As Go's `strconv.Unquote` reads a string. */
function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gu,
    (whole, x?: string, u?: string, long?: string, octal?: string, single?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16), whole);
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8), whole);
      const known = Object.hasOwn(escapes, single ?? '') ? escapes[single ?? ''] : undefined;
      if (known === undefined) throw new SyntaxError(`no escape ${whole}`);
      return known;
    },
  );
}

function codePoint(code: number, whole: string): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new SyntaxError(`no character ${whole}`);
  return String.fromCodePoint(code);
}
