import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { RealLua, luaVersions } from './real-lua';

test.each(luaVersions)('the clock of Lua %s, which has no ffi, never goes back', (version) => {
  const lua = RealLua.start(version);
  const source = `
    local times = { 100, 103, 90, 104 }
    local at = 0
    os.time = function() at = at + 1 return times[at] end
    ${assemble(['clock'], '')}
    return { { clock.now() }, { clock.now() }, { clock.now() } }`;
  expect(lua.run(source)).toEqual([
    [103, 0],
    [103, 0],
    [104, 0],
  ]);
  lua.close();
});
