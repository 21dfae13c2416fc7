import type { Pattern } from '../languages/regex/pattern';
import { concat, LiveText, partsOf } from '../text/live-text';
import type { Live, Text } from '../text/live-text';
import { checkFilled, checkList, checkNames, checkPattern, checkString, checkText, refusal } from './argument';
import { checkLabelKey } from './kubernetes-names';
import { Condition } from './condition';
import type { NonEmpty } from './non-empty';
import type { OriginName, RefSpec, ValueSpec } from './ref-spec';

/** What a record has or lacks. A test of what is absent is false, so `not(x.is('a'))` holds where x is absent. */
export class Ref {
  /** The reference as data. */
  readonly spec: RefSpec;
  // Makes the type nominal: an object with a `spec` is no reference.
  readonly #perRecord = true;

  /** Prefer {@link field}, {@link origin}, {@link line}, {@link firstOf} and {@link text}. */
  constructor(spec: RefSpec) {
    this.spec = Object.freeze(spec);
    Object.freeze(this);
  }

  /** Whether a value is a reference. */
  static isRef(value: unknown): value is Ref {
    return typeof value === 'object' && value !== null && #perRecord in value;
  }

  /**
   * Holds where the value is one of these: a string exactly and case-sensitively, a number by value, a boolean. The number 5
   * is not the string `'5'`.
   */
  is(...values: NonEmpty<string | number | boolean>): Condition {
    const all = checkList('values', values, 'give at least one').map((value) => {
      if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
      return checkString('values', value, 'write a string, a finite number or a boolean');
    });
    return new Condition({ test: 'is', ref: this.spec, values: Object.freeze(all) });
  }

  /** Holds where the value's text has the part somewhere. */
  contains(part: string): Condition {
    const checked = checkFilled('part', part, 'write what is looked for, or use exists()');
    return new Condition({ test: 'contains', ref: this.spec, part: checked });
  }

  /** Holds where the value's text begins with the part. */
  startsWith(part: string): Condition {
    const checked = checkFilled('part', part, 'write what is looked for, or use exists()');
    return new Condition({ test: 'startsWith', ref: this.spec, part: checked });
  }

  /** Holds where the pattern is found in the value's text: anywhere, unless it is anchored. */
  matches(pattern: Pattern): Condition {
    return new Condition({ test: 'matches', ref: this.spec, regex: checkPattern('pattern', pattern) });
  }

  /** Holds where the value is a number, or plain decimal text of one, from `limit` on. */
  atLeast(limit: number): Condition {
    return new Condition({ test: 'atLeast', ref: this.spec, limit: checkLimit(limit) });
  }

  /** Holds where the value is a number, or plain decimal text of one, less than `limit`. */
  below(limit: number): Condition {
    return new Condition({ test: 'below', ref: this.spec, limit: checkLimit(limit) });
  }

  /** Holds where the value is present: anything but JSON's `null`, objects and arrays too. */
  exists(): Condition {
    return new Condition({ test: 'exists', ref: this.spec });
  }

  /** Refuses to be joined with `+`. @throws always: a reference has no value but a record's */
  toString(): never {
    throw new TypeError('a reference has no value before a record is read; join it with the tag text, not with +');
  }
}

/** What is the same for all records (a text), or what each record says (a reference). */
export type Value = Text | Ref;

/** A field, by its keys from the outside in. A key is literal, dots too; a number counts array elements from 0. */
export function field(key: string, ...inner: readonly (string | number)[]): Ref {
  const path = [checkString('key', key, 'name a field'), ...inner.map(checkStep)] as const;
  return new Ref({ of: 'field', path: Object.freeze(path) });
}

/** Fields under their own names: `{ ...fields('dag_id', 'level') }`. */
export function fields<const K extends string>(...keys: NonEmpty<K>): { readonly [P in K]: Ref } {
  const names = checkNames('keys', keys, 'name at least one field');
  return Object.freeze(Object.fromEntries(names.map((key) => [key, field(key)]))) as { readonly [P in K]: Ref };
}

/** The first of the values that is present. */
export function firstOf(first: Ref, ...others: NonEmpty<Value>): Ref {
  const all = [first, ...checkList('others', others, 'give at least one more value')];
  return new Ref({ of: 'firstOf', values: Object.freeze(all.map((value) => checkValue('values', value))) });
}

/** The line: as it was read, or as the stages before have made it. */
export const line: Ref = new Ref({ of: 'line' });

/** What the source knows of a record besides its line. Nothing in a log can change it. */
export const origin: {
  readonly namespace: Ref;
  readonly pod: Ref;
  readonly container: Ref;
  /** `stdout` or `stderr`. */
  readonly stream: Ref;
  readonly node: Ref;
  /** Of the file, as the agent sees it. */
  readonly path: Ref;
  podLabel(key: string): Ref;
  podAnnotation(key: string): Ref;
} = Object.freeze({
  namespace: originRef('namespace'),
  pod: originRef('pod'),
  container: originRef('container'),
  stream: originRef('stream'),
  node: originRef('node'),
  path: originRef('path'),
  podLabel: (key: string) => new Ref({ of: 'podLabel', key: checkLabelKey('key', key, 'label') }),
  podAnnotation: (key: string) => new Ref({ of: 'podAnnotation', key: checkLabelKey('key', key, 'annotation') }),
});

/** Joins parts. With a part that differs by record the whole does too, and is absent where such a part is. */
export function text(literals: TemplateStringsArray, ...parts: readonly Text[]): LiveText;
/** Text with references in it: absent where one of them is. */
export function text(literals: TemplateStringsArray, ...parts: readonly Value[]): Ref;
export function text(literals: TemplateStringsArray, ...parts: readonly Value[]): LiveText | Ref {
  if (!Array.isArray(literals)) throw refusal('text', 'be a tag of a template', literals, 'write text`…`');
  const mixed = literals.flatMap((literal, index) => {
    const joined: (string | Live | RefSpec)[] = [checkString('text', literal, 'write the escapes that strings know')];
    if (index < parts.length) joined.push(...partsOfValue(parts[index]));
    return joined;
  });
  if (!parts.some((part) => Ref.isRef(part))) return new LiveText(mixed as (string | Live)[]);
  return new Ref({ of: 'text', parts: Object.freeze(mixed.filter((part) => part !== '')) });
}

/** The data of a value. @throws if it is none */
export function checkValue(property: string, value: unknown): ValueSpec {
  if (Ref.isRef(value)) return value.spec;
  return Object.freeze({ of: 'constant', text: settled(checkText(property, value)) });
}

/** The data of a reference. @throws if the value is none */
export function checkRef(property: string, value: unknown): RefSpec {
  if (Ref.isRef(value)) return value.spec;
  throw refusal(property, 'be a reference', value, "write one such as field('level') or origin.pod");
}

function settled(value: Text): Text {
  return typeof value === 'string' ? value : concat(value);
}

function partsOfValue(part: unknown): readonly (string | Live | RefSpec)[] {
  if (!Ref.isRef(part)) return partsOf(checkText('parts', part));
  return part.spec.of === 'text' ? part.spec.parts : [part.spec];
}

function originRef(name: OriginName): Ref {
  return new Ref({ of: 'origin', name });
}

function checkStep(step: unknown): string | number {
  if (typeof step !== 'number') return checkString('inner', step, 'write a key, or the index of an array element');
  if (Number.isSafeInteger(step) && step >= 0) return step;
  throw refusal('inner', 'count array elements from 0', step, 'write a whole number from 0 on');
}

function checkLimit(limit: unknown): number {
  if (typeof limit === 'number' && Number.isFinite(limit)) return limit;
  throw refusal('limit', 'be a finite number', limit, 'write a number');
}
