import { float, quote } from '../../../languages/go-template/quote';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import type { Regex } from '../../../languages/regex/regex';
import type { RefSpec } from '../../../pipeline/ref-spec';
import type { Code } from './program';
import { isAbsent, read, textOf, textOrEmpty } from './refs';
import type { Topology } from './topology';

/** A condition as an expression that is true or false and cannot fail. */
export function condition(spec: ConditionSpec, topology: Topology): Code {
  // What is absent passes no test.
  if ('ref' in spec && isAbsent(spec.ref, topology)) return 'false';
  switch (spec.test) {
    case 'is':
      return isOneOf(spec, topology);
    case 'contains':
      return `(contains ${quote(spec.part)} ${textOrEmpty(read(spec.ref, topology), topology)})`;
    case 'startsWith':
      return `(hasPrefix ${quote(spec.part)} ${textOrEmpty(read(spec.ref, topology), topology)})`;
    case 'matches':
      return matches(spec.regex, spec.ref, topology);
    case 'atLeast':
    case 'below': {
      const compare = spec.test === 'atLeast' ? 'ge' : 'lt';
      const { to, as } = topology.program.call('number', read(spec.ref, topology).code, '"decimal"', 'true');
      return `(and (hasKey ${to} ${as}) (${compare} (get ${to} ${as}) ${float(spec.limit)}))`;
    }
    case 'exists': {
      const { code, type } = read(spec.ref, topology);
      return type === 'text' ? 'true' : `(not (kindIs "invalid" ${code}))`;
    }
    case 'not':
      return `(not ${condition(spec.condition, topology)})`;
    case 'allOf':
    case 'anyOf': {
      const parts = spec.conditions.map((part) => condition(part, topology));
      const [only, ...more] = parts;
      if (only !== undefined && more.length === 0) return only;
      return `(${spec.test === 'allOf' ? 'and' : 'or'} ${parts.join(' ')})`;
    }
  }
}

/** Whether a pattern is found in a value's text; the line's by a stage of its own, which compiles the pattern once. */
function matches(regex: Regex, ref: RefSpec, topology: Topology): Code {
  if (ref.of === 'line' && topology.lineIsEntry) return topology.found(regex);
  const { code, exists } = textOf(read(ref, topology), topology);
  const match = `(regexMatch ${quote(regex.toGo())} ${code})`;
  // What is absent reads as empty here.
  return regex.canBeEmpty && exists !== 'true' ? `(and ${exists} ${match})` : match;
}

function isOneOf({ ref, values }: Extract<ConditionSpec, { test: 'is' }>, topology: Topology): Code {
  const { code, type } = read(ref, topology);
  const numbers = values.filter((value) => typeof value === 'number');
  const others = values.filter((value) => typeof value !== 'number');
  const literals = others.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  const tests = literals.length === 0 ? [] : [`(has ${code} (list ${literals.join(' ')}))`];
  if (numbers.length > 0 && type === 'any') {
    const { to, as } = topology.program.call('number', code, '"decimal"', 'false');
    tests.push(`(and (hasKey ${to} ${as}) (has (get ${to} ${as}) (list ${numbers.map(float).join(' ')})))`);
  }
  const [only] = tests;
  if (only === undefined) return 'false';
  return tests.length === 1 ? only : `(or ${tests.join(' ')})`;
}
