import { shown } from '../../lib/findings/shown';

test.each([
  ['a\n"b"', '"a\\n\\"b\\""'],
  ['x'.repeat(200), `"${'x'.repeat(79)}…`],
  [undefined, 'undefined'],
  [null, 'null'],
  [NaN, 'NaN'],
  [1n, '1'],
  [true, 'true'],
  [[], 'an empty list'],
  [['secret'], 'a list'],
  [{ password: 'secret' }, 'an object'],
  [{}, 'an empty object'],
  [Object.create(null), 'an empty object'],
  [new Map(), 'an object'],
  [() => 1, 'a function'],
  [Symbol('s'), 'a symbol'],
])('%p is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});
