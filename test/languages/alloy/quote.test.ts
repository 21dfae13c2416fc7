import fc from 'fast-check';
import { printString, quote } from '../../../lib/languages/alloy';
import { formatAlloy } from '../../../lib/languages/alloy/compiler/parser';
import { readString, wellFormed } from './values';

test('a string is printable ASCII, is read back as the text, and the formatter leaves it alone', () => {
  fc.assert(
    fc.property(wellFormed, (text) => {
      for (const literal of [quote(text), printString(text)]) {
        expect(literal).toMatch(/^[\x20-\x7e\n]*$/);
        expect(readString(literal)).toBe(text);
        expect(formatAlloy(`a = ${literal}\n`)).toBe(`a = ${literal}\n`);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['plain', '"plain"'],
  ['\\d+ "x"', '`\\d+ "x"`'],
  ['a\nb', '`a\nb`'],
  // The formatter would change these between backticks.
  ['a \nb', '"a \\nb"'],
  ['\t"', '"\\t\\""'],
  ['"\r', '"\\"\\r"'],
  ['`"', '"`\\""'],
  ['a\n', '"a\\n"'],
  ['é\u0085\u{1f600}\0', '"\\u00e9\\u0085\\U0001f600\\u0000"'],
])('%j is written %s', (text, literal) => {
  expect(printString(text)).toBe(literal);
});
