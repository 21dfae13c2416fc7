import * as fc from 'fast-check';
import { Lua, comment, lua } from '../../../../lib/engines/fluent-bit/translate/code';
import { RealLua } from '../lua/real-lua';

describe('code of Lua', () => {
  test('has the indentation of its place, and no line for a hole that is empty', () => {
    const inner = lua`
      local x = ${'a"b'}
      ${lua``}
      return x`;
    expect(
      lua`
      function(r)
        ${inner}
      end`.source,
    ).toBe('function(r)\n  local x = "a\\"b"\n  return x\nend');
  });

  test('joins statements that there are', () => {
    expect(Lua.lines(lua`a()`, lua``, lua`b()`).source).toBe('a()\nb()');
  });

  test('writes what it is given as a literal, so that no value becomes code', () => {
    const real = RealLua.start('5.1');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(real.run(lua`return { ${text}, ${true}, ${1.5} }`.source)).toEqual([text, true, 1.5]);
      }),
      { numRuns: 50 },
    );
    real.close();
  });

  test('a comment stays one, whatever it says', () => {
    const real = RealLua.start('5.4');
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('[[x', '\n', '\r', '[==[', '\u2028')),
        (text) => {
          const { source } = comment(text);
          expect(source).toMatch(/^-- [ -~]*$/);
          expect(real.run(`${source}\nreturn 1`)).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
    real.close();
  });
});
