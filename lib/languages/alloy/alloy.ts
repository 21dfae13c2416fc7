import { LiveText } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { settle } from '../../text/reader';
import { Code } from './code';
import { checkDotted, checkIdentifier } from './identifier';
import { surroundingAfter } from './lexical-state';
import type { Surrounding } from './lexical-state';
import { printCode } from './print-value';

/** What an attribute or a hole of {@link alloy} can hold: a value, which is quoted, or Alloy, which stands as it is. */
export type AlloyValue =
  Code | LiveText | string | number | boolean | null | readonly AlloyValue[] | { readonly [key: string]: AlloyValue };

/** Code in Alloy's language, made by the tag {@link alloy}: an expression, or statements. */
export class Alloy extends Code {
  readonly language = 'alloy';
  readonly #literals: readonly string[];
  readonly #holes: readonly AlloyValue[];

  /** @internal Use the tag {@link alloy}. */
  constructor(literals: readonly string[], holes: readonly AlloyValue[]) {
    super();
    this.#literals = Object.freeze([...literals]);
    this.#holes = Object.freeze([...holes]);
    Object.freeze(this);
  }

  /** Whether a value is Alloy. */
  static override is(value: unknown): value is Alloy {
    return typeof value === 'object' && value !== null && #literals in value;
  }

  override get variables(): readonly string[] {
    return this.#holes.flatMap(variablesOf);
  }

  /** The code. @throws if a part of it is live */
  get source(): string {
    return settle(this.print(), 'alloy');
  }

  override print(margin = ''): Text {
    return printCode(this.#literals, this.#holes, margin);
  }
}

/**
 * Alloy with values in it. A hole is quoted, so that no value becomes code, unless it is Alloy itself. Backslashes stand as
 * Alloy reads them; the indentation that all lines share is left out.
 *
 *     Stage.native(alloy`stage.static_labels { values = ${{ cluster }} }`)
 *
 * @throws if a hole stands within a string or a comment of Alloy's
 */
export function alloy(literals: TemplateStringsArray, ...holes: readonly AlloyValue[]): Alloy {
  // These two are JavaScript's: nothing else can stand for a backtick or `${` in a template literal.
  const dedented = dedent(literals.raw.map((literal) => literal.replace(/\\(`|\$(?=\{))/g, '$1')));
  let state: Surrounding = 'code';
  for (const literal of dedented.slice(0, -1)) {
    state = surroundingAfter(literal, state);
    if (state !== 'code') {
      const where = state.endsWith('comment') ? 'a comment' : 'a string';
      throw new TypeError(`'alloy' must have its holes in code, got one within ${where}; join strings with + instead`);
    }
  }
  return new Alloy(dedented, holes.map(checkValue));
}

/** A function's call, such as `call('encoding.from_json', text)`. */
export function call(name: string, ...given: readonly AlloyValue[]): Alloy {
  const commas = given.slice(1).map(() => ', ');
  const holes = given.map(checkValue);
  const open = `${checkDotted('name', name)}(`;
  return holes.length === 0 ? new Alloy([`${open})`], []) : new Alloy([open, ...commas, ')'], holes);
}

/** What a component exports, such as `loki.write.default.receiver`. */
export function reference(component: string, exported: string): Alloy {
  return new Alloy([`${checkDotted('component', component)}.${checkIdentifier('exported', exported)}`], []);
}

/** A deep copy that nobody can change. @throws if it is no value of Alloy's */
export function checkValue(value: AlloyValue): AlloyValue {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    const rule = 'hold text, numbers, booleans, null, lists, objects or Alloy';
    throw new TypeError(`'alloy' must ${rule}, got ${typeof value}; leave it out or convert it`);
  }
  if (typeof value !== 'object' || value === null || Code.is(value) || value instanceof LiveText) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: AlloyValue) => checkValue(item)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`'alloy' must hold plain objects, got ${value.constructor.name}; convert it`);
  }
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, checkValue(item)])));
}

/** The environment variables that a value reads when it runs, with repetitions. */
export function variablesOf(value: AlloyValue): readonly string[] {
  if (Code.is(value)) return value.variables;
  if (value instanceof LiveText) {
    return value.parts.flatMap((part) => (typeof part !== 'string' && part.reader === 'env' ? [part.name] : []));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as Readonly<Record<string, AlloyValue>>).flatMap(variablesOf);
}

function dedent(raw: readonly string[]): readonly string[] {
  if (raw[0]?.startsWith('\n') !== true) return raw;
  const indents = raw.flatMap((literal, index) => {
    const lines = literal.split('\n').slice(1);
    // The last line of a literal before a hole is indented even where nothing else stands in it.
    const last = index === raw.length - 1 ? undefined : lines.length - 1;
    return lines
      .filter((line, at) => at === last || line.trim() !== '')
      .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  });
  const margin = new RegExp(`\\n[ \\t]{0,${indents.length === 0 ? 0 : Math.min(...indents)}}`, 'g');
  const cut = raw.map((literal) => literal.replace(margin, '\n'));
  cut[0] = (cut[0] ?? '').slice(1);
  cut[cut.length - 1] = (cut.at(-1) ?? '').replace(/\n[ \t]*$/, '');
  return cut;
}
