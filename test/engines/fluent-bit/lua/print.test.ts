import * as fc from 'fast-check';
import { luaName, luaNumber, luaString, luaTable } from '../../../../lib/engines/fluent-bit/lua/print';
import { luaVersions, RealLua } from './real-lua';

describe.each(luaVersions)('literals in Lua %s', (version) => {
  let lua: RealLua;
  beforeAll(() => {
    lua = RealLua.start(version);
  });
  afterAll(() => lua.close());

  test('any text is printable ASCII, and is read as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(luaString(text)).toMatch(/^[ -~]*$/);
        expect(lua.run(`return ${luaString(text)}`)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('any bytes are read as themselves', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(lua.run(`return ${luaString(bytes)}`)).toEqual(bytes);
  });

  test('any number is read as itself', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (number) => {
        expect(lua.run(`return ${luaNumber(number)}`)).toBe(number);
      }),
      { numRuns: 200 },
    );
  });

  test('tables have any keys', () => {
    const table = { a: '1', end: '2', '': '3', 'é "': '4', __proto: '5', '1': '6' };
    expect(
      lua.run(`local t = ${luaTable(table)}\nreturn { t.a, t['end'], t[''], t['é "'], t.__proto, t['1'] }`),
    ).toEqual([1, 2, 3, 4, 5, 6]);
    expect(luaTable([])).toBe('{}');
    expect(luaTable({})).toBe('{}');
    expect(luaTable(['1', '"a"'])).toBe('{ 1, "a" }');
  });
});

test('nothing in a text begins what Fluent Bit or Helm fill in', () => {
  expect(luaString('${A} {{ b }} $ { {{{')).toBe('"\\036{A} \\123{ b }} $ { \\123\\123{"');
});

test('a name holds what names can, and is no word of Lua', () => {
  expect(['a', 'b-c', '9', 'end', '', 'é'].map(luaName)).toEqual(['a', 'b_c', '_9', '_end', '_', '_']);
});

test('a number must be finite', () => {
  expect(() => luaNumber(NaN)).toThrow("'number' must be finite, got NaN; leave it out");
});
