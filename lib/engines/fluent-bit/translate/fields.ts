import type { StageOf } from '../../../pipeline/stage-spec';
import { Lua, lua } from './code';
import { replaceAll, test } from './patterns';
import { isAlwaysText, isPresent, read, textOf } from './refs';
import { fieldOf } from './scope';
import type { Scope } from './scope';

export function rename({ names }: StageOf<'rename'>): Lua {
  const moves = names.map(([from, to]) => {
    const [source, target] = [fieldOf(from), fieldOf(to)];
    return lua`
      held = ${source}
      if held ~= nil then
        ${source} = nil
        ${target} = held
      end`;
  });
  return lua`
    local held
    ${Lua.lines(...moves)}`;
}

export function set({ values }: StageOf<'set'>, scope: Scope): Lua {
  return Lua.lines(
    ...values.map(([name, value]) => {
      const held = read(value, scope);
      const target = fieldOf(name);
      if (held.present === 'always') return lua`${target} = ${held.code}`;
      return lua`
        do
          local held = ${held.code}
          if ${isPresent({ ...held, code: lua`held` }, scope)} then ${target} = held end
        end`;
    }),
  );
}

export function remove({ names }: StageOf<'remove'>): Lua {
  return Lua.lines(...names.map((name) => lua`${fieldOf(name)} = nil`));
}

export function level({ field }: StageOf<'level'>, scope: Scope): Lua {
  return lua`
    local spelled = ${fieldOf(field)}
    local found = type(spelled) == "string" and ${scope.of('level', 'read')}(spelled)
    if found then ${fieldOf(field)} = found end`;
}

export function classify({ field, classes }: StageOf<'classify'>, scope: Scope): Lua {
  return Lua.lines(
    ...classes.map(
      ([name, regex]) => lua`
        if ${test(regex, lua`r.line`, scope)} then
          ${fieldOf(field)} = ${name}
          return true
        end`,
    ),
  );
}

export function replace({ regex, by }: StageOf<'replace'>, scope: Scope): Lua {
  return replaceAll(regex, lua`r.line`, by, scope);
}

export function line(spec: StageOf<'line'>, scope: Scope): Lua {
  if ('value' in spec) {
    const value = read(spec.value, scope);
    const text = textOf(value, scope);
    return isAlwaysText(value) ? lua`r.line = ${text}` : lua`r.line = ${text} or r.line`;
  }
  if (spec.json === 'all') {
    const isAny = lua`${scope.of('record', 'has_value')}(r.fields)`;
    return lua`if ${isAny} then r.line = ${scope.of('json', 'print_all')}(r.fields) end`;
  }
  const keys = scope.define(
    'keys',
    lua`{ ${Lua.join(
      spec.json.map((key) => lua`${key}`),
      ', ',
    )} }`,
  );
  return lua`
    local printed = ${scope.of('json', 'print_object')}(${keys}, r.fields)
    if printed ~= "{}" then r.line = printed end`;
}
