import type { StageOf } from '../../../pipeline/stage-spec';
import { Lua, lua } from './code';
import { groups } from './patterns';
import { isAlwaysText, read, textOf } from './refs';
import { at, fieldOf } from './scope';
import type { Scope } from './scope';

export function parseJson({ from, only }: StageOf<'parseJson'>, scope: Scope): Lua {
  const parsed = ofText(from, scope, (text) => lua`${scope.of('json', 'read_object')}(${text})`);
  if (only === undefined) {
    return lua`
      local object = ${parsed}
      if object == nil then return true end
      if next(r.fields) == nil then
        r.fields = object
        return true
      end
      local fields = r.fields
      for key, held in pairs(object) do fields[key] = held end`;
  }
  const keys = only.map(
    (key) => lua`if ${at(lua`object`, key)} ~= nil then ${fieldOf(key)} = ${at(lua`object`, key)} end`,
  );
  return lua`
    local object = ${parsed}
    if object == nil then return true end
    ${Lua.lines(...keys)}`;
}

export function parseLogfmt({ from, only }: StageOf<'parseLogfmt'>, scope: Scope): Lua {
  const parsed = ofText(from, scope, (text) => lua`${scope.of('logfmt', 'read')}(${text})`);
  const members = only?.map((key) => lua`[${key}] = true`);
  const wanted = members === undefined ? undefined : scope.define('wanted', lua`{ ${Lua.join(members, ', ')} }`);
  const set = lua`fields[list[i][1]] = list[i][2]`;
  return lua`
    local list = ${parsed}
    if list == nil then return true end
    local fields = r.fields
    for i = 1, #list do
      ${wanted === undefined ? set : lua`if ${wanted}[list[i][1]] then ${set} end`}
    end`;
}

export function parseByRegex({ from, regex }: StageOf<'parsePattern' | 'parseRegex' | 'parsePath'>, scope: Scope): Lua {
  const found = ofText(from, scope, (text) => groups(regex, text, scope));
  const names = regex.groups.map((name) => {
    const group = at(lua`found`, name);
    return lua`if ${group} ~= nil then ${fieldOf(name)} = ${group} end`;
  });
  return lua`
    local found = ${found}
    if not found then return true end
    ${Lua.lines(...names)}`;
}

/** What a text is parsed to; nil where there is no text. */
function ofText(from: StageOf<'parseJson'>['from'], scope: Scope, parse: (text: Lua) => Lua): Lua {
  const value = read(from, scope);
  const text = textOf(value, scope);
  if (isAlwaysText(value)) return parse(text);
  const body = lua`
    local written = ${text}
    return written and ${parse(lua`written`)}`;
  return lua`${scope.defineReader('parsed', body)}(r)`;
}
