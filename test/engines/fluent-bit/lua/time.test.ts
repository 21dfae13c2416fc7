import { luaVersions, RealLua } from './real-lua';
import { movesOf, moving, timeCase, timeProgram } from './trials/time-trials';

const day = 86_400_000;

describe.each(luaVersions)('times in Lua %s', (version) => {
  let lua: RealLua;
  beforeAll(() => {
    lua = RealLua.start(version);
    lua.run(timeProgram);
  });
  afterAll(() => lua.close());

  test.each(moving)('local times when the clocks of %s are moved, and between', (zone) => {
    const texts = movesOf(zone).flatMap(([at, before, after]) =>
      [before - 1, before, (before + after) / 2, after - 1, after].map((offset) => isoOf((at + offset) * 1000)),
    );
    expect(texts.length).toBeGreaterThan(100);
    for (let at = Date.UTC(1680, 0, 1); at < Date.UTC(2261, 11, 1); at += 97 * day) texts.push(isoOf(at));
    const { chunk, expected } = timeCase('iso8601', zone, texts);
    const found = lua.run(chunk) as readonly unknown[];
    expect(texts.map((text, index) => [text, found[index]])).toEqual(
      texts.map((text, index) => [text, (expected as unknown[])[index]]),
    );
  });
});

function isoOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
