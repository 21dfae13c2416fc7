import { checkList, refusal } from './argument';
import type { ConditionSpec } from './condition-spec';
import type { NonEmpty } from './non-empty';

/** A test of a record: made by the methods of a `Ref`, joined by {@link not}, {@link allOf} and {@link anyOf}. */
export class Condition {
  /** The condition as data. */
  readonly spec: ConditionSpec;
  // Makes the type nominal: an object with a `spec` is no condition.
  readonly #decides = true;

  /** Prefer the methods of a `Ref`. */
  constructor(spec: ConditionSpec) {
    this.spec = Object.freeze(spec);
    Object.freeze(this);
  }

  /** Whether a value is a condition. */
  static is(value: unknown): value is Condition {
    return typeof value === 'object' && value !== null && #decides in value;
  }
}

/** Holds where the condition does not; so also where what it tests is absent. */
export function not(condition: Condition): Condition {
  return new Condition({ test: 'not', condition: checkCondition('condition', condition) });
}

/** Holds where each of the conditions does. */
export function allOf(...conditions: NonEmpty<Condition>): Condition {
  return new Condition({ test: 'allOf', conditions: checkConditions(conditions) });
}

/** Holds where at least one of the conditions does. */
export function anyOf(...conditions: NonEmpty<Condition>): Condition {
  return new Condition({ test: 'anyOf', conditions: checkConditions(conditions) });
}

/** The data of a condition. @throws if the value is none */
export function checkCondition(property: string, value: unknown): ConditionSpec {
  if (Condition.is(value)) return value.spec;
  throw refusal(property, 'be a condition', value, "write one such as field('level').is('error')");
}

function checkConditions(conditions: unknown): readonly ConditionSpec[] {
  const all = checkList('conditions', conditions, 'give at least one');
  return Object.freeze(all.map((condition) => checkCondition('conditions', condition)));
}
