import { foldCase } from '../../../lib/languages/regex/case-folding';
import { ANY, CodePoints } from '../../../lib/languages/regex/code-points';

const folded = (text: string): string =>
  foldCase(CodePoints.from(text))
    .ranges.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
    )
    .join('');

/** As Go's unicode.SimpleFold has it, all of which agreed but for letters newer than Go's Unicode 15. */
test.each([
  ['a', 'Aa'],
  ['1-', '-1'],
  ['k', 'Kk\u212a'],
  ['\u212a', 'Kk\u212a'],
  ['ſ', 'Ssſ'],
  ['é', 'Éé'],
  ['å', 'Åå\u212b'],
  ['µ', 'µΜμ'],
  ['ß', 'ßẞ'],
  ['İ', 'İ'],
  ['ı', 'ı'],
  ['ǅ', 'Ǆǅǆ'],
  ['θ', 'Θθϑϴ'],
  ['ᾳ', 'ᾳᾼ'],
  ['ꭰ', 'Ꭰꭰ'],
  ['𐐀', '𐐀𐐨'],
  ['ж', 'Жж'],
])('%s folds to %s', (character, expected) => {
  expect(folded(character)).toBe(expected);
});

test('all characters are all characters', () => {
  expect(foldCase(ANY).equals(ANY)).toBe(true);
  expect(foldCase(CodePoints.of([0x80, 0x10ffff])).has(0x4b)).toBe(true);
});
