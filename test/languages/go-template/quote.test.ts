import * as fc from 'fast-check';
import { float, quote } from '../../../lib/languages/go-template/quote';

test('text is quoted so that Go reads it back', () => {
  expect(quote('plain')).toBe('"plain"');
  expect(quote(String.raw`^"\d+"$`)).toBe(String.raw`"^\"\\d+\"$"`);
  expect(quote('é𝄞\n')).toBe('"\\u00e9\\U0001d11e\\u000a"');
});

test('whatever the text, it is written in printable ASCII without a backtick', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(quote(text)).toMatch(/^[ -_a-~]+$/)));
});

test('a number is a float of Go', () => {
  expect([5, -0.5, 1e21, 1e-7].map(float)).toEqual(['5.0', '-0.5', '1e+21', '1e-7']);
});
