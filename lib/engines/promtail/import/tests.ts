import { Regex } from '../../../languages/regex/regex';
import type { Node } from '../../../languages/regex/node';
import { Condition, allOf, anyOf, not } from '../../../pipeline/condition';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import { Ref } from '../../../pipeline/ref';
import type { RefSpec } from '../../../pipeline/ref-spec';
import { Inexpressible } from './note';
import type { Known } from './known';

/** A condition, or what it comes to for all records. */
export type Test = Condition | boolean;

/** RE2 of the file. @throws Inexpressible where it is none that all engines read */
export function parseRegex(source: string, at: string): Regex {
  try {
    return Regex.parse(source);
  } catch (error) {
    throw new Inexpressible(at, error instanceof Error ? error.message : String(error));
  }
}

/** A pattern as stages take it, with the flags before it as flags of its own. */
export function patternOf(source: string): { readonly source: string; readonly flags: string } {
  const flags = /^\(\?([ims]+)\)/.exec(source);
  return flags === null ? { source, flags: '' } : { source: source.slice(flags[0].length), flags: flags[1] ?? '' };
}

/** Whether a pattern is found in a text; as an equal part, beginning or whole where it is nothing but text. */
export function found(ref: RefSpec, source: string, at: string, isText = true): Condition {
  const regex = parseRegex(source, at);
  const read = new Ref(ref);
  const plain = plainText(regex.root);
  if (plain !== undefined && plain.text !== '') {
    if (!plain.start && !plain.end) return read.contains(plain.text);
    if (plain.start && !plain.end) return read.startsWith(plain.text);
    if (plain.start && plain.end && isText) return read.is(plain.text);
  }
  return read.matches(patternOf(shorter(source)));
}

/** What may stand anywhere needs no `.*` around it. */
function shorter(source: string): string {
  const [, inner = source] = /^(?:\.\*\??)?([^]*?)(?:(?<!\\)\.\*\??)?$/.exec(source) ?? [];
  if (inner === source || inner === '') return source;
  const [, bare = inner] = /^\((?:\?:)?([^()[\]\\]*)\)$/.exec(inner) ?? [];
  try {
    Regex.parse(bare);
    // An alternative at the top would be cut in two.
    return bare === inner && /\|/.test(inner.replace(/\([^()]*\)|\[[^\]]*\]|\\./g, '')) ? source : bare;
  } catch {
    return source;
  }
}

/** Whether the whole of a value matches, as relabelling and selectors want it. What is absent is the empty text for them. */
export function wholly(value: Known | undefined, source: string, at: string): Test {
  const anchored = parseRegex(`^(?:${source})$`, at);
  if (value === undefined) return anchored.test('');
  if (value.literal !== undefined) return anchored.test(value.literal);
  if (value.spec.of === 'constant') throw new Inexpressible(at, 'is about a text that only its variable knows');
  const { isAlways = false, isText = false, isPresence = false } = value.traits;
  if (isPresence) {
    const [present, absent] = [anchored.test('true'), anchored.test('')];
    if (present === absent) return present;
    const exists = new Ref(value.use() as RefSpec).exists();
    return present ? exists : not(exists);
  }
  const { root } = parseRegex(source, at);
  if (isAnything(root, 0)) return true;
  const matchesEmpty = anchored.test('');
  const ref = new Ref(value.use() as RefSpec);
  if (isAnything(root, 1)) return isAlways || ref.exists();
  const texts = allTexts(root);
  const filled = texts?.filter((text) => text !== '');
  const [first, ...others] = filled ?? [];
  let matched: Condition | undefined;
  if (first !== undefined && isText) matched = ref.is(first, ...others);
  else if (filled === undefined) matched = found(value.spec, prefixOf(root) ?? `^(?:${source})$`, at, isText);
  else if (first !== undefined) matched = ref.is(first, ...others, ...[first, ...others].flatMap(asJson));
  if (!matchesEmpty || isAlways) return matched ?? false;
  return matched === undefined ? not(ref.exists()) : anyOf(not(ref.exists()), matched);
}

/** Whether a value's text is this one. */
export function equals(value: Known | undefined, text: string, at: string): Test {
  return wholly(value, text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'), at);
}

/** The number or truth value that Promtail's texts are for JSON's values. */
export function asJson(text: string): readonly (number | boolean)[] {
  if (text === 'true' || text === 'false') return [text === 'true'];
  return /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text) && Number.isFinite(Number(text)) ? [Number(text)] : [];
}

export function negated(test: Test): Test {
  return typeof test === 'boolean' ? !test : test.spec.test === 'not' ? new Condition(test.spec.condition) : not(test);
}

/** All of them. */
export function all(tests: readonly Test[]): Test {
  if (tests.includes(false)) return false;
  const [first, ...others] = tests.filter((test) => typeof test !== 'boolean');
  if (first === undefined) return true;
  return others.length === 0 ? first : allOf(first, ...others);
}

/** Whether no record can satisfy both, as far as they compare the same thing with texts. */
export function areDisjoint(one: ConditionSpec, other: ConditionSpec): boolean {
  const [left, right] = [equalities(one), equalities(other)];
  return left.some(({ key, values }) =>
    right.some((of) => of.key === key && !of.values.some((value) => values.includes(value))),
  );
}

function equalities(spec: ConditionSpec): readonly { readonly key: string; readonly values: readonly unknown[] }[] {
  if (spec.test === 'is') return [{ key: JSON.stringify(spec.ref), values: spec.values }];
  return spec.test === 'allOf' ? spec.conditions.flatMap(equalities) : [];
}

interface Plain {
  readonly text: string;
  readonly start: boolean;
  readonly end: boolean;
}

/** Nothing but text, between its ends or not; what may be anything at an open end counts for nothing. */
function plainText(root: Node): Plain | undefined {
  let items = root.kind === 'sequence' ? [...root.items] : [root];
  const start = isAssertion(items[0], 'text-start');
  if (start) items = items.slice(1);
  const end = isAssertion(items.at(-1), 'text-end');
  if (end) items = items.slice(0, -1);
  if (!start) while (items.length > 1 && isAnyRun(items[0])) items = items.slice(1);
  if (!end) while (items.length > 1 && isAnyRun(items.at(-1))) items = items.slice(0, -1);
  const [only] = items;
  return items.length === 1 && only?.kind === 'text' ? { text: only.text, start, end } : undefined;
}

function isAssertion(node: Node | undefined, at: string): boolean {
  return node?.kind === 'assertion' && node.at === at;
}

function isAnyRun(node: Node | undefined): boolean {
  return node?.kind === 'repeat' && node.min === 0 && node.max === Infinity && isAnyCharacter(node.item);
}

function isAnyCharacter(node: Node): boolean {
  return node.kind === 'set' && ['.', '(?s:.)'].some((any) => sameSet(node, Regex.parse(any).root));
}

function sameSet(one: Node, other: Node): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** `.*` or `.+`, in a group or not: values have no line breaks. */
function isAnything(root: Node, min: 0 | 1): boolean {
  const node = root.kind === 'group' ? root.item : root;
  return node.kind === 'repeat' && node.min === min && node.max === Infinity && isAnyCharacter(node.item);
}

/** All texts that match, where there are few and nothing else does. */
function allTexts(root: Node): readonly string[] | undefined {
  switch (root.kind) {
    case 'text':
      return [root.text];
    case 'group':
      return allTexts(root.item);
    case 'alternatives': {
      const parts = root.items.map(allTexts);
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    case 'sequence': {
      let texts: readonly string[] = [''];
      for (const item of root.items) {
        const next = allTexts(item);
        if (next === undefined || texts.length * next.length > 100) return undefined;
        texts = texts.flatMap((text) => next.map((part) => text + part));
      }
      return texts;
    }
    default:
      return undefined;
  }
}

/** `^text` for `text.*`, which is all that a whole match of it says. */
function prefixOf(root: Node): string | undefined {
  if (root.kind !== 'sequence' || root.items.length !== 2) return undefined;
  const [head, tail] = root.items;
  return head?.kind === 'text' && isAnyRun(tail) ? `^${head.text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')}` : undefined;
}
