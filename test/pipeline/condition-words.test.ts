import { allOf, anyOf, field, line, not, origin, text } from '../../lib';
import { conditionWords } from '../../lib/pipeline/condition-words';

test.each([
  [line.contains('GET /health'), 'line contains "GET /health"'],
  [line.startsWith('a "b"'), 'line starts with "a \\"b\\""'],
  [line.matches(/^\d+/), 'line matches /^\\d+/'],
  [field('level').is('debug'), 'level is "debug"'],
  [field('a', 0, 'b').is(1, true), 'a[0].b is one of 1, true'],
  [field('n').atLeast(5), 'n is at least 5'],
  [field('n').below(5), 'n is below 5'],
  [origin.podLabel('app').exists(), 'pod label app exists'],
  [text`${origin.namespace}/x`.is('a/x'), '<namespace>/x is "a/x"'],
  [not(anyOf(field('a').exists(), field('b').exists())), 'not (a exists or b exists)'],
  [
    allOf(anyOf(field('a').exists(), field('b').exists()), line.contains('x')),
    '(a exists or b exists) and line contains "x"',
  ],
])('%#: a condition is said as %2$s', (condition, words) => {
  expect(conditionWords(condition.spec)).toBe(words);
});
