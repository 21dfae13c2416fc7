import fc from 'fast-check';
import { Document } from 'yaml';
import type { Scalar } from 'yaml';
import { nodeAt, parseDocument, stringScalar } from '../../../lib/languages/yaml/document';
import { placedScalar } from '../../../lib/languages/yaml/placed';
import { PlacedText } from '../../../lib/text/placed-text';

const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
const piece = fc.constantFrom(
  'a',
  'b1',
  '"',
  "'",
  '\\',
  '$',
  ' ',
  '  ',
  '\n',
  '\n\n',
  ':',
  '#',
  'é',
  '😀',
  '\t',
  '\\n',
  '|',
);
const texts = fc.array(piece, { minLength: 1, maxLength: 24 }).map((pieces) => pieces.join(''));

it('knows where each word stands, whatever the style', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...styles), fc.constantFrom(0, 20), (text, style, lineWidth) => {
      const document = new Document({ before: 1, key: { inner: text } });
      (document.getIn(['key', 'inner'], true) as Scalar).type = style;
      // The package's printer may break a line in the midst of a surrogate pair.
      const written = document.toString({ lineWidth: text.includes('😀') ? 0 : lineWidth });
      const { document: read } = parseDocument(written);
      const scalar = stringScalar(nodeAt(read, read.contents, ['key', 'inner']));
      // The package's printer is not exact for every style that is forced on it.
      if (scalar === undefined) return;
      const placed = placedScalar(PlacedText.of(written), scalar);
      const quoted = scalar.type === 'QUOTE_DOUBLE';
      for (const { 0: character, index } of scalar.value.matchAll(/\S/gu)) {
        const at = written.slice(placed.originOf(index));
        const spelled = quoted ? [JSON.stringify(character).slice(1, -1), character] : [character];
        expect([spelled.some((one) => at.startsWith(one)), character, written]).toEqual([true, character, written]);
      }
    }),
    { numRuns: 300 },
  );
});

it('knows where what an escape stands for stands', () => {
  const written = String.raw`a: "\x41\u0042\U0001F600 \
    \tz"`;
  const { document } = parseDocument(written);
  const placed = placedScalar(PlacedText.of(written), stringScalar(nodeAt(document, document.contents, ['a']))!);
  expect(placed.text).toBe('AB😀 \tz');
  const z = placed.text.indexOf('z');
  expect([0, 1, 2, z].map((index) => written.slice(placed.originOf(index)).slice(0, 4))).toEqual([
    String.raw`\x41`,
    String.raw`\u00`,
    String.raw`\U00`,
    'z"',
  ]);
});
