import { vrl, Vrl } from '../../../languages/vrl';
import type { VrlHole } from '../../../languages/vrl';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import { hasText, isAbsent, read, textOrEmpty } from './refs';
import type { Read } from './refs';
import type { Program } from './program';

/** How strongly an expression holds its parts together. */
type Binding = 'or' | 'and' | 'unit';

interface Bound {
  readonly code: Vrl;
  readonly binding: Binding;
}

/** A condition as an expression that is true or false and cannot fail. */
export function condition(spec: ConditionSpec, program: Program): Vrl {
  return bound(spec, program).code;
}

/** The opposite of a condition. */
export function negated(spec: ConditionSpec, program: Program): Vrl {
  return bound({ test: 'not', condition: spec }, program).code;
}

/** A condition as one operand among others. */
export function operand(spec: ConditionSpec, program: Program, among: 'and' | 'or'): Vrl {
  return within(bound(spec, program), among);
}

function bound(spec: ConditionSpec, program: Program): Bound {
  // What is absent passes no test.
  if ('ref' in spec && isAbsent(spec.ref, program.origins)) return unit(vrl`false`);
  switch (spec.test) {
    case 'is':
      return isOneOf(read(spec.ref, program).code, spec.values);
    case 'contains':
      return unit(vrl`contains(${textOrEmpty(read(spec.ref, program))}, ${spec.part})`);
    case 'startsWith':
      return unit(vrl`starts_with(${textOrEmpty(read(spec.ref, program))}, ${spec.part})`);
    case 'matches': {
      const value = read(spec.ref, program);
      const match = vrl`match(${textOrEmpty(value)}, ${spec.regex})`;
      // What is absent reads as empty here.
      if (!spec.regex.canBeEmpty || value.type === 'text') return unit(match);
      return { code: vrl`${hasText(value)} && ${match}`, binding: 'and' };
    }
    case 'atLeast':
    case 'below': {
      const value = read(spec.ref, program);
      const compare = spec.test === 'atLeast' ? vrl`>=` : vrl`<`;
      return {
        code: vrl`${isNumeric(value)} && to_float!(${value.code}) ${compare} ${limit(spec.limit)}`,
        binding: 'and',
      };
    }
    case 'exists':
      return unit(vrl`${read(spec.ref, program).code} != null`);
    case 'not': {
      const inner = bound(spec.condition, program);
      return unit(vrl`!(${inner.code})`);
    }
    case 'allOf':
    case 'anyOf': {
      const binding = spec.test === 'allOf' ? 'and' : 'or';
      const parts = spec.conditions.map((part) => bound(part, program));
      const [only, ...more] = parts;
      if (only !== undefined && more.length === 0) return only;
      return {
        code: Vrl.join(
          parts.map((part) => within(part, binding)),
          binding === 'and' ? ' && ' : ' || ',
        ),
        binding,
      };
    }
  }
}

function unit(code: Vrl): Bound {
  return { code, binding: 'unit' };
}

function within(part: Bound, among: 'and' | 'or'): Vrl {
  return part.binding === 'unit' || part.binding === among ? part.code : vrl`(${part.code})`;
}

function isOneOf(value: Vrl, values: readonly (string | number | boolean)[]): Bound {
  const texts = values.filter((wanted) => typeof wanted === 'string');
  const others = values.filter((wanted) => typeof wanted !== 'string');
  const tests = [
    ...(texts.length > 1 ? [vrl`includes(${texts}, ${value})`] : texts.map((text) => vrl`${value} == ${text}`)),
    ...others.map((other) =>
      isExact(other) ? vrl`${value} == ${other}` : vrl`includes(${bothKinds(other)}, ${value})`,
    ),
  ];
  return { code: Vrl.join(tests, ' || '), binding: tests.length > 1 ? 'or' : 'unit' };
}

/** Whether `==`, which compares numbers as floats, tells a number from its neighbours. */
function isExact(value: number | boolean): boolean {
  return typeof value === 'boolean' || Math.abs(value) < 2 ** 53;
}

function bothKinds(value: number | boolean): readonly VrlHole[] {
  const float = new Vrl([`${BigInt(value)}.0`], []);
  return Math.abs(Number(value)) < 2 ** 63 ? [value, float] : [float];
}

/** Whether a value is a number, or plain decimal text of one with at most 15 digits. */
export function isNumeric(of: Read): Vrl {
  const text = of.type === 'any' ? vrl`to_string(${of.code}) ?? ""` : textOrEmpty(of);
  const decimal = vrl`match(${text}, r'^-?[0-9]+(?:\.[0-9]+)?$') && length(replace(${text}, r'[-.]', "")) <= 15`;
  return of.isJson ? vrl`(is_integer(${of.code}) || is_float(${of.code}) || (${decimal}))` : decimal;
}

function limit(value: number): Vrl {
  return Number.isSafeInteger(value) ? new Vrl([`${value}.0`], []) : vrl`${value}`;
}
