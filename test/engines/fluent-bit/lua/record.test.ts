import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { RealLua, luaVersions } from './real-lua';

describe.each(luaVersions)('a record in Lua %s', (version) => {
  const lua = RealLua.start(version);
  lua.run(assemble(['record', 'value'], 'record_of, null = record, value.null'));
  afterAll(() => lua.close());

  test('has a value where a field is not null', () => {
    expect(
      lua.run(
        'return { record_of.has_value({}), record_of.has_value({ a = null }), record_of.has_value({ a = false }) }',
      ),
    ).toEqual([false, false, true]);
  });

  test('is printed without what is absent', () => {
    expect(lua.run('return record_of.print({ line = "x", sec = 0, nsec = 5e8, fields = {}, origin = {} })')).toBe(
      '{"time":"1970-01-01T00:00:00.500Z","line":"x"}',
    );
    const full = '{ line = "x", sec = 0, nsec = 0, fields = { a = null }, origin = { path = "/p" } }';
    expect(lua.run(`return record_of.print(${full})`)).toBe(
      '{"time":"1970-01-01T00:00:00Z","line":"x","fields":{"a":null},"origin":{"path":"/p"}}',
    );
  });

  test('has an id of so many hexadecimal digits, not all zero', () => {
    const none = [
      '0000000000000000',
      '00f067aa0ba902b',
      '00f067aa0ba902b71',
      ...['g', 'G', '/', ':', '@', '`', ' '].map((odd) => `${odd}0f067aa0ba902b7`),
    ];
    expect(lua.run('return record_of.id(..., 16)', '00F067aA0bA902b7')).toBe('00f067aa0ba902b7');
    expect(lua.run('return record_of.id(..., 16)', '00000000000000f0')).toBe('00000000000000f0');
    expect(none.map((one) => lua.run('return record_of.id(..., 16)', one))).toEqual(none.map(() => undefined));
    expect(lua.run('return record_of.id(nil, 16)')).toBeUndefined();
  });
});
