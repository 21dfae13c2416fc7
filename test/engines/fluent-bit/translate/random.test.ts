import * as fc from 'fast-check';
import { RealLua, luaVersions } from '../lua/real-lua';
import { GeneratedLua } from './generated-lua';
import { interpreted, pipelineTrials, shown } from './random-trials';

describe.each(luaVersions)('the Lua of random pipelines, run by Lua %s', (version) => {
  const lua = RealLua.start(version);
  afterAll(() => lua.close());

  test.each(Object.entries(pipelineTrials))('%s', (_name, cases) => {
    fc.assert(
      fc.property(cases, (one) => {
        const program = new GeneratedLua(one.model);
        expect(shown(program.made(lua.run(program.chunk(one.records))))).toEqual(shown(interpreted(one)));
      }),
      { numRuns: 15 },
    );
  });
});
