import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { loadOrder } from '../../../../lib/engines/fluent-bit/lua/modules';
import { luaVersions, RealLua } from './real-lua';

test('a program has the modules that it uses, and those that they use, each once', () => {
  expect(loadOrder(['logfmt', 'json'])).toEqual(['value', 'quoted', 'json', 'logfmt']);
  const program = assemble(['logfmt', 'json'], 'return 1');
  expect(program.match(/^local \w+ = \(function\(\)$/gm)).toEqual([
    'local value = (function()',
    'local quoted = (function()',
    'local json = (function()',
    'local logfmt = (function()',
  ]);
  expect(program.endsWith('\nreturn 1\n')).toBe(true);
});

test.each(luaVersions)('the modules set no global, in Lua %s', (version) => {
  const lua = RealLua.start(version);
  const globals =
    'local names = {} for name in pairs(_G) do names[#names + 1] = name end table.sort(names) return names';
  const before = lua.run(globals);
  lua.run(assemble(['logfmt', 'level', 'text', 'sha256', 'pattern', 'time'], 'return nil'));
  expect(lua.run(globals)).toEqual(before);
  lua.close();
});
