import type { StageOf } from '../../../pipeline/stage-spec';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import { condition, negated } from './conditions';
import { Lua, lua } from './code';
import { isAlwaysText, read, textOf } from './refs';
import type { Scope } from './scope';

/** The agent's clock where there is one; else, as `run` has it, the record's own time. */
const second = lua`now_sec or r.sec`;
const nanosecond = lua`now_sec and now_nsec or r.nsec`;

export function keep({ condition: test }: StageOf<'keep'>, scope: Scope): Lua {
  return lua`if ${negated(test, scope)} then return false end`;
}

export function drop({ condition: test }: StageOf<'drop'>, scope: Scope): Lua {
  return lua`if ${condition(test, scope)} then return false end`;
}

/** The first 32 bits of a hash of line and time decide, so that the same records stay whichever agent runs it. */
export function sample({ share, unless, first }: StageOf<'sample'>, scope: Scope): Lua {
  const statements = [unlessPasses(unless, scope)];
  if (first !== undefined) {
    const isFirst = scope.define('is_first', lua`${scope.of('period', 'first')}(${first.eachMs})`);
    const value = read(first.of, scope);
    statements.push(lua`
      local key = ${textOf(value, scope)}
      if ${isAlwaysText(value) ? lua`` : lua`key ~= nil and `}${isFirst}(key, ${second}, ${nanosecond}) then return true end`);
  }
  const hash = scope.of('sha256', 'first_word');
  const nanoseconds = lua`${scope.of('instant', 'nanoseconds')}(r.sec, r.nsec)`;
  return Lua.lines(...statements, lua`return ${hash}(r.line .. "\\n" .. ${nanoseconds}) < ${share * 2 ** 32}`);
}

/** By the agent's clock: it is what is sent in a second that is too much, whenever it was written. */
export function throttle({ linesPerSecond, per, unless }: StageOf<'throttle'>, scope: Scope): Lua {
  const passes = scope.define('passes', lua`${scope.of('rate', 'limit')}(${linesPerSecond})`);
  const value = per === undefined ? undefined : read(per, scope);
  const text = value === undefined ? lua`""` : textOf(value, scope);
  const key = value === undefined || isAlwaysText(value) ? text : lua`${text} or ""`;
  return Lua.lines(unlessPasses(unless, scope), lua`return ${passes}(${key}, ${second})`);
}

function unlessPasses(unless: ConditionSpec | undefined, scope: Scope): Lua {
  return unless === undefined ? lua`` : lua`if ${condition(unless, scope)} then return true end`;
}
