import type { ConditionSpec } from '../../../pipeline/condition-spec';
import { Lua, lua } from './code';
import { test } from './patterns';
import { isAlwaysText, isPresent, read, textOf } from './refs';
import type { Read } from './refs';
import { Scope } from './scope';

/** How strongly an expression holds its parts together. */
type Binding = 'or' | 'and' | 'unit';

interface Bound {
  readonly code: Lua;
  readonly binding: Binding;
}

/** Conditions within conditions that are nested in Lua as well, which takes 200 levels of anything: two for each. */
const mostNested = 16;

/** A condition as an expression of the record `r`: false or nil where it does not hold. */
export function condition(spec: ConditionSpec, scope: Scope): Lua {
  return bound(spec, scope).code;
}

/** The opposite of a condition. */
export function negated(spec: ConditionSpec, scope: Scope): Lua {
  return bound({ test: 'not', condition: spec }, scope).code;
}

function bound(spec: ConditionSpec, scope: Scope, depth = 0): Bound {
  if (depth > mostNested) return unit(lua`${standingApart(spec, scope)}(r)`);
  switch (spec.test) {
    case 'is':
      return isOneOf(read(spec.ref, scope), spec.values, scope);
    case 'contains':
      return ofText(read(spec.ref, scope), spec.part === '', scope, (text) =>
        unit(lua`string.find(${text}, ${spec.part}, 1, true) ~= nil`),
      );
    case 'startsWith':
      return ofText(read(spec.ref, scope), spec.part === '', scope, (text) =>
        unit(lua`string.sub(${text}, 1, ${Buffer.byteLength(spec.part)}) == ${spec.part}`),
      );
    case 'matches':
      return ofText(read(spec.ref, scope), spec.regex.canBeEmpty, scope, (text) => unit(test(spec.regex, text, scope)));
    case 'atLeast':
    case 'below': {
      const compare = scope.of('value', spec.test === 'below' ? 'below' : 'at_least');
      return unit(lua`${compare}(${read(spec.ref, scope).code}, ${spec.limit})`);
    }
    case 'exists':
      return { code: isPresent(read(spec.ref, scope), scope), binding: 'and' };
    case 'not': {
      const { code } = bound(spec.condition, scope, depth + 1);
      return unit(lua`not (${code})`);
    }
    case 'allOf':
    case 'anyOf': {
      const binding = spec.test === 'allOf' ? 'and' : 'or';
      const parts = spec.conditions.map((part) => bound(part, scope, depth + 1));
      const [only, ...more] = parts;
      if (only === undefined) return unit(lua`${binding === 'and'}`);
      if (more.length === 0) return only;
      const code = parts.map((part) => within(part, binding));
      return { code: Lua.join(code, ` ${binding} `), binding };
    }
  }
}

/** The condition as a function of the record, with what it needs. */
function standingApart(spec: ConditionSpec, { needs }: Scope): Lua {
  const own = new Scope(needs);
  const code = condition(spec, own);
  return needs.standingApart(own.around(lua`function(r) return ${code} end`));
}

/** What `and` and `or` take as it is: a comparison, too. */
function unit(code: Lua): Bound {
  return { code, binding: 'unit' };
}

function within(part: Bound, among: 'and' | 'or'): Lua {
  return part.binding === 'unit' || part.binding === among ? part.code : lua`(${part.code})`;
}

/** A test of a text; what has none is read as empty, which passes only where the empty text does. */
function ofText(value: Read, emptyPasses: boolean, scope: Scope, bind: (text: Lua) => Bound): Bound {
  const text = textOf(value, scope);
  if (isAlwaysText(value)) return bind(text);
  const tested = bind(lua`${text} or ""`);
  return emptyPasses ? { code: lua`${text} ~= nil and ${within(tested, 'and')}`, binding: 'and' } : tested;
}

function isOneOf(value: Read, values: readonly (string | number | boolean)[], scope: Scope): Bound {
  const texts = values.filter((wanted) => typeof wanted === 'string');
  const others = value.type === 'text' ? [] : values.filter((wanted) => typeof wanted !== 'string');
  const tests = [
    ...(texts.length > 2 ? [isIn(value, texts, scope)] : texts.map((wanted) => lua`${value.code} == ${wanted}`)),
    ...others.map((wanted) =>
      typeof wanted === 'number'
        ? lua`${scope.of('value', 'same')}(${value.code}, ${wanted})`
        : lua`${value.code} == ${wanted}`,
    ),
  ];
  if (tests.length === 0) return unit(lua`false`);
  return { code: Lua.join(tests, ' or '), binding: tests.length === 1 ? 'unit' : 'or' };
}

function isIn(value: Read, texts: readonly string[], scope: Scope): Lua {
  const members = texts.map((text) => lua`[${text}] = true`);
  const words = scope.define('words', lua`{ ${Lua.join(members, ', ')} }`);
  // Nothing is found under a key that is nil.
  return lua`${words}[${value.code}]`;
}
