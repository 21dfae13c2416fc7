import type { Check } from '../../option-check';
import { anything, filled, list, maybe, number, object, oneOf } from '../../option-check';
import { refusal } from '../../../pipeline/argument';

/** Which records a processor is run on; others pass it untouched. */
export interface Condition {
  /** Whether all rules must hold, or one of them. @default 'and' */
  readonly op?: 'and' | 'or';
  readonly rules: readonly [ConditionRule, ...ConditionRule[]];
}

/** What a field must be. */
export type ConditionRule = Equals | Compares | OneOf;

interface OfField {
  /** A record accessor: `$level`, `$kubernetes['pod_name']`. */
  readonly field: string;
  /** Whether the field is one of the record's metadata. @default 'body' */
  readonly context?: 'body' | 'metadata';
}

/** A text that it is, or a pattern of Onigmo's that it matches. */
export interface Equals extends OfField {
  readonly op: 'eq' | 'neq' | 'regex' | 'not_regex';
  readonly value: string;
}

/** A number that it is more or less than. */
export interface Compares extends OfField {
  readonly op: 'gt' | 'gte' | 'lt' | 'lte';
  /** With a fraction: Fluent Bit 5.1 reads a whole number as next to nothing. */
  readonly value: number;
}

/** Texts of which it is one, or none. */
export interface OneOf extends OfField {
  readonly op: 'in' | 'not_in';
  readonly value: readonly [string, ...string[]];
}

const ops = {
  ...Object.fromEntries(['eq', 'neq', 'regex', 'not_regex'].map((op) => [op, filled])),
  ...Object.fromEntries(['gt', 'gte', 'lt', 'lte'].map((op) => [op, fraction])),
  ...Object.fromEntries(['in', 'not_in'].map((op) => [op, list(filled, 1)])),
} as Readonly<Record<ConditionRule['op'], Check>>;

const rule: Check = (at, value) => {
  object<Record<keyof ConditionRule, unknown>>({
    field: filled,
    op: oneOf(...Object.keys(ops)),
    value: anything,
    context: maybe(oneOf('body', 'metadata')),
  })(at, value);
  const { op, value: compared } = value as ConditionRule;
  ops[op](`${at}.value`, compared);
};

export const condition: Check = object<Condition>({ op: maybe(oneOf('and', 'or')), rules: list(rule, 1) });

// It takes the integer's bytes for a double's.
function fraction(at: string, value: unknown): void {
  number(at, value);
  if (!Number.isInteger(value)) return;
  throw refusal(
    at,
    'have a fraction',
    value,
    'Fluent Bit 5.1 misreads whole numbers here; write one between, such as 4.5',
  );
}
