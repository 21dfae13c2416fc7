import * as fc from 'fast-check';
import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { printInstant, splitInstant } from '../../../../lib/languages/time/instant';
import { RealLua, luaVersions } from './real-lua';

const earliest = BigInt(Date.UTC(1678, 0, 1)) * 1_000_000n;
const latest = BigInt(Date.UTC(2262, 0, 1)) * 1_000_000n - 1n;

const instant = fc
  .tuple(fc.bigInt({ min: earliest, max: latest }), fc.constantFrom(1n, 1_000n, 1_000_000n, 1_000_000_000n))
  .map(([one, unit]) => one - (one % unit));
const edges = [
  0n,
  1n,
  -1n,
  -999_999_999n,
  -1_000_000_000n,
  -1_250_000_000n,
  951_782_399_999_999_999n,
  earliest,
  latest,
];

describe.each(luaVersions)('an instant in Lua %s', (version) => {
  const lua = RealLua.start(version);
  lua.run(
    assemble(['instant'], 'nanoseconds, rfc3339, between = instant.nanoseconds, instant.rfc3339, instant.between'),
  );
  afterAll(() => lua.close());

  test('is printed as the library prints it', () => {
    const runs = fc.sample(instant, { numRuns: 300, seed: 9 }).concat(edges);
    const parts = runs.map((one) => splitInstant(one).map(Number));
    const source = `
      local printed = {}
      for i, one in ipairs(...) do printed[i] = { nanoseconds(one[1], one[2]), rfc3339(one[1], one[2]) } end
      return printed`;
    expect(lua.run(source, parts)).toEqual(runs.map((one) => [String(one), printInstant(one)]));
  });

  test('lies so many nanoseconds from another', () => {
    expect(lua.run('return between(...)', 1_800_000_000, 900_000_000, 1_800_000_001, 100_000_001)).toBe(200_000_001);
  });
});
