import * as fc from 'fast-check';
import { luaVersions, RealLua } from './real-lua';
import { luaTrials } from './trials';

const times = Number(process.env['LUA_RUNS'] ?? 1);

describe('the runtime of Lua programs does as the interpreter does', () => {
  test.each(luaTrials.map((trial) => [trial.name, trial] as const))('%s', (_, { program, cases, numRuns }) => {
    const luas = luaVersions.map((version) => [version, RealLua.start(version)] as const);
    luas.forEach(([, lua]) => lua.run(program));
    const property = fc.property(cases, ({ of, chunk, expected }) => {
      for (const [version, lua] of luas)
        expect({ version, of, found: lua.run(chunk) }).toEqual({ version, of, found: expected });
    });
    fc.assert(property, { numRuns: numRuns * times });
    luas.forEach(([, lua]) => lua.close());
  });
});
