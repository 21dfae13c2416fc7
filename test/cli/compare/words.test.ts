import fc from 'fast-check';
import { likeness, wordDifference } from '../../../lib/cli/compare/words';

describe('the difference of two lines', () => {
  it('is told by words', () => {
    expect(wordDifference('GET /a 200 in 5 ms', 'GET /a 500 in 5 ms')).toEqual([
      { kind: 'both', base: 'GET /a ', other: 'GET /a ' },
      { kind: 'change', base: '200', other: '500' },
      { kind: 'both', base: ' in 5 ms', other: ' in 5 ms' },
    ]);
    expect(wordDifference('one two', 'one  two').map(({ kind }) => kind)).toEqual(['both', 'change', 'both']);
  });

  it('gives both lines back, whatever they are', () => {
    const lines = fc
      .array(fc.constantFrom('a', 'b', ' ', '=', '12', '\n', 'ü'), { maxLength: 24 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(lines, lines, (base, other) => {
        const pieces = wordDifference(base, other);
        expect(pieces.map((piece) => piece.base).join('')).toBe(base);
        expect(pieces.map((piece) => piece.other).join('')).toBe(other);
        for (const piece of pieces) if (piece.kind === 'both') expect(piece.base).toBe(piece.other);
        expect(pieces.every(({ kind }, index) => kind !== pieces[index + 1]?.kind)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('knows how much two lines share', () => {
    expect(likeness('a b c', 'a b c')).toBe(1);
    expect(likeness('a b c d', 'a b x y')).toBe(0.5);
    expect(likeness('a', '')).toBe(0);
  });
});
