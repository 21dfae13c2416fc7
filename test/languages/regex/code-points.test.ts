import * as fc from 'fast-check';
import { ANY, CodePoints } from '../../../lib/languages/regex/code-points';

const set = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0, max: 0x900 })), { maxLength: 5 })
  .map((pairs) => CodePoints.of(...pairs.map(([first, size]) => [first, Math.min(first + size, 0x10ffff)] as const)));

test('ranges are sorted and merged', () => {
  expect(CodePoints.of([5, 6], [1, 2], [3, 3], [6, 9]).ranges).toEqual([
    [1, 3],
    [5, 9],
  ]);
  expect(CodePoints.from('cab😀').ranges).toEqual([
    [0x61, 0x63],
    [0x1f600, 0x1f600],
  ]);
});

test('surrogates are no characters', () => {
  expect(CodePoints.of([0xd800, 0xdfff]).isEmpty).toBe(true);
  expect(CodePoints.of([0xd7ff, 0xd7ff], [0xe000, 0xe000]).ranges).toEqual([[0xd7ff, 0xe000]]);
  expect(CodePoints.of([0, 0xd900]).complement().ranges).toEqual([[0xe000, 0x10ffff]]);
});

test('the complement of the complement is the set', () => {
  fc.assert(
    fc.property(set, (one) => expect(one.complement().complement()).toEqual(one)),
    { numRuns: 200 },
  );
});

test('a set and what is without it cover all', () => {
  fc.assert(
    fc.property(set, set, (one, other) => {
      const rest = one.without(other);
      expect(rest.union(other)).toEqual(one.union(other));
      expect(one.covers(rest)).toBe(true);
      expect(one.union(one.complement()).equals(ANY)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
