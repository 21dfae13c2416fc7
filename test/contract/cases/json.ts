import { field } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

const nested = (depth: number): string => `{"a":"x","b":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

/** Lines that are parsed, and what `a` is then. */
const reads = (...lines: readonly (readonly [line: string, a: string | undefined])[]): CaseProps => ({
  lines: lines.map(([one]) => one),
  stages: [Stage.parseJson()],
  show: ['a'],
  expected: lines.map(([one, a]) => ({ line: one, ...(a === undefined ? {} : { metadata: { a } }) })),
});

export const jsonCases = [
  ...about('JSON', {
    'blanks around the object and within it do not matter': reads(['  { "a" :\t"x" }\t ', 'x'], ['{"a":"x"}', 'x']),
    'text, lists, numbers and words are no object': reads(
      ['a', undefined],
      ['["a"]', undefined],
      ['5', undefined],
      ['"a"', undefined],
      ['null', undefined],
    ),
    'what comes after the object spoils it': reads(
      ['{"a":"x"} y', undefined],
      ['{"a":"x"}{"a":"y"}', undefined],
      ['{"a":"x"}]', undefined],
      ['x {"a":"x"}', undefined],
    ),
    'what JSON does not know spoils it': reads(
      ["{'a':'x'}", undefined],
      ['{a:"x"}', undefined],
      ['{"a":"x",}', undefined],
      ['{"a":"x","b":01}', undefined],
      ['{"a":"x","b":.5}', undefined],
      ['{"a":"x","b":1.}', undefined],
      ['{"a":"x","b":+1}', undefined],
      ['{"a":"x","b":NaN}', undefined],
      ['{"a":"x","b":tru}', undefined],
      ['{"a":"x"', undefined],
      ['{"a":"x', undefined],
      ['{"a":"\\x41"}', undefined],
      ['{"a":"tab\there"}', undefined],
      ['{"a":"x" "b":1}', undefined],
      ['{"a"}', undefined],
    ),
    'escapes are read': reads(
      ['{"a":"\\u0041\\/\\\\\\"\\b\\f"}', 'A/\\"??'],
      ['{"a":"\\ud834\\udd1e"}', '𝄞'],
      ['{"\\u0061":"x"}', 'x'],
    ),
    'a lone surrogate is U+FFFD, so ? in metadata': reads(
      ['{"a":"x\\ud800y"}', 'x?y'],
      ['{"a":"x\\udc00"}', 'x?'],
      ['{"a":"\\ud800\\ud834\\udd1e"}', '?𝄞'],
    ),
    'the last of equal keys counts': reads(['{"a":"x","a":"y"}', 'y'], ['{"a":"x","\\u0061":"z"}', 'z']),
    'a number beyond a double spoils the whole': reads(
      ['{"a":"x","b":1e999}', undefined],
      ['{"a":"x","b":-1e400}', undefined],
      ['{"a":"x","b":1e-400}', 'x'],
      ['{"a":"x","b":1e308}', 'x'],
    ),
    'it nests 127 deep': reads([nested(127), 'x'], [nested(128), undefined]),
    'an empty object is one': reads(['{}', undefined]),
    'a byte order mark spoils it': reads(['\ufeff{"a":"x"}', undefined]),
    'a long string is read whole': reads([
      JSON.stringify({ a: `\\"${'y'.repeat(20_000)}` }),
      `\\"${'y'.repeat(20_000)}`,
    ]),
  }),
  ...about('parseJson', {
    'sets a field for each key': {
      lines: ['{"a":"1","b":2}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"1","b":2}', metadata: { a: '1', b: '2' } }],
    },
    'or only for those named': {
      lines: ['{"a":"1","b":"2"}'],
      stages: [Stage.set({ b: 'before' }), Stage.parseJson({ only: ['a'] })],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"1","b":"2"}', metadata: { a: '1', b: 'before' } }],
    },
    'a key that is absent changes nothing': {
      lines: ['{"x":"1"}'],
      stages: [Stage.set({ a: 'before' }), Stage.parseJson({ only: ['a'] })],
      show: ['a'],
      expected: [{ line: '{"x":"1"}', metadata: { a: 'before' } }],
    },
    'a null replaces': {
      lines: ['{"a":null}'],
      stages: [Stage.set({ a: 'before' }), Stage.parseJson()],
      show: ['a'],
      expected: ['{"a":null}'],
    },
    'an object replaces as a whole': {
      lines: ['{"a":{"x":"1"}}', '{"a":{"y":"2"}}'],
      stages: [Stage.parseJson()],
      metadata: { x: field('a', 'x'), y: field('a', 'y') },
      expected: [
        { line: '{"a":{"x":"1"}}', metadata: { x: '1' } },
        { line: '{"a":{"y":"2"}}', metadata: { y: '2' } },
      ],
    },
    'reads a field that holds JSON': {
      lines: ['{"a":"{\\"b\\":\\"c\\"}"}', '{"a":{"b":"d"}}', '{"a":5}', '{}'],
      stages: [Stage.parseJson({ only: ['a'] }), Stage.parseJson({ from: field('a'), only: ['b'] })],
      show: ['b'],
      expected: [{ line: '{"a":"{\\"b\\":\\"c\\"}"}', metadata: { b: 'c' } }, '{"a":{"b":"d"}}', '{"a":5}', '{}'],
    },
    'leaves the record alone where the text is no object': {
      lines: ['[{"a":"x"}]'],
      stages: [Stage.set({ a: 'before' }), Stage.parseJson()],
      show: ['a'],
      expected: [{ line: '[{"a":"x"}]', metadata: { a: 'before' } }],
    },
    'takes keys with blanks, dots, quotes and none': {
      lines: ['{"a b":"1","a.b":"2","a\\"b":"3","":"4","ä":"5"}'],
      stages: [Stage.parseJson({ only: ['a b', 'a.b', 'a"b', 'ä'] })],
      metadata: { blank: field('a b'), dot: field('a.b'), quote: field('a"b'), umlaut: field('ä') },
      expected: [
        {
          line: '{"a b":"1","a.b":"2","a\\"b":"3","":"4","ä":"5"}',
          metadata: { blank: '1', dot: '2', quote: '3', umlaut: '5' },
        },
      ],
    },
  }),
];
