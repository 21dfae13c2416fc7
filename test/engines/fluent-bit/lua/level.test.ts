import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { levelOf } from '../../../../lib/pipeline/level-table';
import { luaVersions, RealLua } from './real-lua';

test.each(luaVersions)('levels are those of the table, in Lua %s', (version) => {
  const lua = RealLua.start(version);
  expect(lua.run(assemble(['level'], 'return level.of'))).toEqual(Object.fromEntries(levelOf));
  lua.close();
});
