import type { CodePoints } from './code-points';

/** A place in the text: its ends, the ends of a line (`\n` alone ends one), between `\w` and `\W` of ASCII. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'not-word-boundary';

/**
 * A pattern as a tree. Flags, shorthands and case are resolved in it: `(?i)k` is a set, `(?m)^` the start of a line, a
 * group without a name is what it holds. So each dialect prints few things, and those exactly.
 */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly set: CodePoints }
  | { readonly kind: 'assertion'; readonly at: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'alternatives'; readonly items: readonly Node[] }
  | { readonly kind: 'group'; readonly name: string; readonly item: Node }
  | Repeat;

/** One node again and again; `max` is Infinity where there is no limit. */
export interface Repeat {
  readonly kind: 'repeat';
  readonly item: Node;
  readonly min: number;
  readonly max: number;
  readonly greedy: boolean;
}

/** Go's limit of a repetition, and of the product of nested ones. */
export const MAX_REPEAT = 1000;
/** The names of groups that all dialects allow. */
export const GROUP_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What matches the empty text. */
export const EMPTY: Node = Object.freeze({ kind: 'sequence', items: Object.freeze([]) });

/** This text and no other. */
export function text(value: string): Node {
  if (/\p{Surrogate}/u.test(value))
    throw new Error(`'text' must be well-formed, got a lone surrogate in ${JSON.stringify(value)}; remove it`);
  return value === '' ? EMPTY : Object.freeze({ kind: 'text', text: value });
}

/** One character of a set that has any. */
export function oneOf(set: CodePoints): Node {
  if (set.isEmpty) throw new Error("'set' must hold a character, got an empty set; leave out what can never match");
  return set.only === undefined ? Object.freeze({ kind: 'set', set }) : text(String.fromCodePoint(set.only));
}

/** The start or end of the text or of a line, or a word's boundary. */
export function assertion(at: Assertion): Node {
  return Object.freeze({ kind: 'assertion', at });
}

/** One after the other. */
export function sequence(items: readonly Node[]): Node {
  const flat: Node[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') flat.push(text(run));
    run = '';
  };
  for (const item of items.flatMap((one) => (one.kind === 'sequence' ? one.items : [one]))) {
    if (item.kind === 'text') {
      run += item.text;
      continue;
    }
    endRun();
    flat.push(item);
  }
  endRun();
  return single(flat) ?? (flat.length === 0 ? EMPTY : Object.freeze({ kind: 'sequence', items: Object.freeze(flat) }));
}

/** The first of them that lets the whole match. */
export function alternatives(items: readonly Node[]): Node {
  const flat = items.flatMap((one) => (one.kind === 'alternatives' ? one.items : [one]));
  return single(flat) ?? Object.freeze({ kind: 'alternatives', items: Object.freeze(flat) });
}

/** Remembers what it matched under a name. */
export function group(name: string, item: Node): Node {
  if (!GROUP_NAME.test(name)) {
    throw new Error(`'name' must be letters, digits and _ and not start with a digit, got '${name}'; rename the group`);
  }
  return Object.freeze({ kind: 'group', name, item });
}

/** As often as it can be, between the limits; `greedy: false` as seldom as it can be. */
export function repeat(item: Node, min: number, max: number = Infinity, greedy = true): Node {
  if (!(
    Number.isInteger(min) &&
    min >= 0 &&
    min <= max &&
    (max === Infinity || max <= MAX_REPEAT) &&
    min <= MAX_REPEAT
  )) {
    throw new Error(
      `'min' and 'max' must be in order and at most ${MAX_REPEAT}, got ${min} and ${max}; split the repetition`,
    );
  }
  if (item === EMPTY || (min === 1 && max === 1)) return item;
  // JavaScript does not let an optional part match nothing, the others do: (?:|a)? is tried as nothing first.
  if (min === 0 && max === 1 && canBeEmpty(item)) return alternatives(greedy ? [item, EMPTY] : [EMPTY, item]);
  // Onigmo reads a{2}? as (?:a{2})?, and where there is no choice greed means nothing.
  return Object.freeze({ kind: 'repeat', item, min, max, greedy: greedy || min === max });
}

/** May be there; it is preferred to be. */
export function optional(item: Node): Node {
  return repeat(item, 0, 1);
}

/** Whether a node can match the empty text. */
export function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'text':
    case 'set':
      return false;
    case 'assertion':
      return true;
    case 'sequence':
      return node.items.every(canBeEmpty);
    case 'alternatives':
      return node.items.some(canBeEmpty);
    case 'group':
      return canBeEmpty(node.item);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.item);
  }
}

/** The parts a node is made of. */
export function children(node: Node): readonly Node[] {
  if (node.kind === 'sequence' || node.kind === 'alternatives') return node.items;
  return node.kind === 'group' || node.kind === 'repeat' ? [node.item] : [];
}

function single(items: readonly Node[]): Node | undefined {
  return items.length === 1 ? items[0] : undefined;
}
