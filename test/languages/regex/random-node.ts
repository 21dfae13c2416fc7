import * as fc from 'fast-check';
import { disagreement } from '../../../lib/languages/regex/agreement';
import { CodePoints, DIGIT, SPACE, WORD } from '../../../lib/languages/regex/code-points';
import { foldCase } from '../../../lib/languages/regex/case-folding';
import { alternatives, assertion, group, oneOf, repeat, sequence, text } from '../../../lib/languages/regex/node';
import type { Assertion, Node } from '../../../lib/languages/regex/node';

const ALPHABET = 'abkKsſ\u212aéÉ😀\n\r\u2028\t\v\0 -_/\'"&~[]^{}\\#<>.$1٣';
const PLACES: readonly Assertion[] = [
  'text-start',
  'text-end',
  'line-start',
  'line-end',
  'word-boundary',
  'not-word-boundary',
];
const LIMITS = [
  [0, Infinity],
  [1, Infinity],
  [0, 1],
  [2, 2],
  [1, 2],
  [2, Infinity],
  [0, 0],
] as const;

const character = fc.constantFrom(...Array.from(ALPHABET));
const set = fc
  .tuple(
    fc.array(character, { minLength: 1, maxLength: 3 }),
    fc.subarray([DIGIT, SPACE, WORD]),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([characters, named, negated, folded]) => {
    const plain = CodePoints.from(characters.join('')).union(...named);
    const all = folded ? foldCase(plain) : plain;
    return negated ? all.complement() : all;
  });
const leaf: fc.Arbitrary<Node> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: character, maxLength: 3 }).map(text) },
  { weight: 2, arbitrary: set.map(oneOf) },
  { weight: 1, arbitrary: fc.constantFrom(...PLACES).map(assertion) },
);

/** A text over few characters, among them those that dialects treat differently. */
export const randomText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(character, fc.constantFrom('a', 'b', '\n')),
  maxLength: 8,
});

/** Any tree that has one meaning in all dialects. */
export const randomNode: fc.Arbitrary<Node> = fc
  .letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }).map((items) => sequence(items)),
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((items) => alternatives(items)),
      tie('node').map((item) => group('g', item)),
      fc.tuple(tie('node'), fc.constantFrom(...LIMITS), fc.boolean()).map(([item, [min, max], greedy]) => {
        const repeated = repeat(item, min, max, greedy);
        return repeated.kind === 'repeat' && disagreement(repeated) !== undefined ? item : repeated;
      }),
    ),
  }))
  .node.map((node) => numbered(node, { next: 0 }));

/** Each group gets a name of its own. */
function numbered(node: Node, count: { next: number }): Node {
  switch (node.kind) {
    case 'group': {
      const name = `g${count.next++}`;
      return group(name, numbered(node.item, count));
    }
    case 'repeat':
      return repeat(numbered(node.item, count), node.min, node.max, node.greedy);
    case 'sequence':
      return sequence(node.items.map((item) => numbered(item, count)));
    case 'alternatives':
      return alternatives(node.items.map((item) => numbered(item, count)));
    default:
      return node;
  }
}
