import type { StageOf } from '../../../pipeline/stage-spec';
import { luaTime } from '../lua/time';
import { Lua, lua } from './code';
import { isAlwaysText, read, textOf } from './refs';
import type { Scope } from './scope';

export function time({ from, formats, zone }: StageOf<'time'>, scope: Scope): Lua {
  const value = read(from, scope);
  const readers = formats.map((format) => {
    const { code, needs } = luaTime(format, zone);
    for (const module of needs) scope.needs.modules.add(module);
    return scope.define('read_time', new Lua(code));
  });
  const [first, ...others] = readers.map((reader) => lua`sec, nsec = ${reader}(written)`);
  return lua`
    local written = ${textOf(value, scope)}
    ${isAlwaysText(value) ? lua`local sec, nsec` : lua`if written == nil then return true end\nlocal sec, nsec`}
    ${Lua.lines(first ?? lua``, ...others.map((next) => lua`if sec == nil then ${next} end`))}
    if sec ~= nil then r.sec, r.nsec = sec, nsec end`;
}
