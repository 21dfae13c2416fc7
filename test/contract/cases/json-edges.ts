import { field, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import { nothings, parses } from './parsing';

const json = Stage.parseJson({ only: ['a', 'b'] });

export const jsonEdgeCases = [
  ...about('JSON', {
    'empty and blank lines are no object': parses([Stage.parseJson()], ['a'], [''], [' '], ['\t']),
    'other blanks of unicode spoil it': parses(
      [Stage.parseJson()],
      ['a'],
      ['\u00a0{"a":"x"}'],
      ['{"a":"x"}\u2028'],
      ['{"a":\u3000"x"}'],
      ['\f{"a":"x"}'],
      ['\u000b{"a":"x"}'],
      ['{"a":"x"}\u0000'],
    ),
    'a CR after it does not': {
      bytes: '{"a":"x"}\r\r\n',
      stages: [json],
      show: ['a'],
      expected: [{ line: '{"a":"x"}\r', metadata: { a: 'x' } }],
    },
    'control characters within a string spoil it, DEL does not': parses(
      [Stage.parseJson()],
      ['a'],
      ['{"a":"x\u0000"}'],
      ['{"a":"x\u001f"}'],
      ['{"a":"x\u007fy"}', { a: 'x?y' }],
    ),
    'bytes that are no UTF-8 are U+FFFD in it': {
      bytes: Buffer.from([...Buffer.from('{"a":"x'), 0xff, 0xc3, ...Buffer.from('y"}\n')]),
      stages: [json],
      show: ['a'],
      expected: [{ line: '{"a":"x\ufffdy"}', metadata: { a: 'x?y' } }],
    },
    'the last of equal keys counts, whatever it is': parses(
      [Stage.parseJson()],
      ['a'],
      ['{"a":"x","a":null}'],
      ['{"a":"x","a":{"b":"y"}}'],
      ['{"a":{"b":"x"},"a":"y"}', { a: 'y' }],
    ),
    'also within': {
      lines: ['{"a":{"b":"x","c":"1","b":"y"},"a":{"b":"z"}}'],
      stages: [Stage.parseJson()],
      metadata: { b: field('a', 'b'), c: field('a', 'c') },
      expected: [{ line: '{"a":{"b":"x","c":"1","b":"y"},"a":{"b":"z"}}', metadata: { b: 'z' } }],
    },
    'two objects on two lines of one entry are none': {
      lines: ['{"a":"x"}', ' {"a":"y"}'],
      stages: [Stage.joinLines({ firstLine: /^\S/ }), Stage.parseJson()],
      show: ['a'],
      expected: ['{"a":"x"}\n {"a":"y"}'],
    },
    'numbers in any spelling': parses(
      [Stage.parseJson()],
      ['a'],
      ['{"a":1E2}', { a: '100' }],
      ['{"a":1e+2}', { a: '100' }],
      ['{"a":-1.5E-1}', { a: '-0.15' }],
      ['{"a":0.0}', { a: '0' }],
      ['{"a":1e0}', { a: '1' }],
      ['{"a":-}'],
      ['{"a":1e}'],
      ['{"a":00}'],
      ['{"a":-01}'],
      ['{"a":Infinity}'],
      ['{"a":0x1}'],
      ['{"a":1_000}'],
    ),
    'numbers at the edges of doubles and 64 bits': parses(
      [Stage.parseJson()],
      ['a'],
      ['{"a":9007199254740991}', { a: '9007199254740991' }],
      ['{"a":9007199254740992}', { a: '9007199254740992' }],
      ['{"a":9007199254740993.0}', { a: '9007199254740992' }],
      ['{"a":-9007199254740994.0}'],
      ['{"a":9223372036854775807}', { a: '9223372036854775807' }],
      ['{"a":-9223372036854775809}'],
      ['{"a":0.1234567890123456789}', { a: '0.12345678901234568' }],
      ['{"a":4503599627370495.5}', { a: '4503599627370495.5' }],
      ['{"a":1.7976931348623157e308}'],
      ['{"a":1.7976931348623159e308}'],
      ['{"a":1e-9999}', { a: '0' }],
    ),
    'a thousand keys': {
      lines: [JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, index])))],
      stages: [Stage.parseJson()],
      show: ['k0', 'k999'],
      expected: [
        {
          line: JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, index]))),
          metadata: { k0: '0', k999: '999' },
        },
      ],
    },
    'deep within, lists in lists': {
      lines: ['{"a":[[1,[{"b":["x"]}]]]}'],
      stages: [Stage.parseJson()],
      metadata: { x: field('a', 0, 1, 0, 'b', 0), none: field('a', 0, 1, 1, 'b') },
      expected: [{ line: '{"a":[[1,[{"b":["x"]}]]]}', metadata: { x: 'x' } }],
    },
    'a brace within a string is text': parses(
      [Stage.parseJson()],
      ['a', 'b'],
      ['{"a":"{\\"b\\":1}","b":"]}"}', { a: '{"b":1}', b: ']}' }],
    ),
    'escapes that JSON does not know spoil it': parses(
      [Stage.parseJson()],
      ['a'],
      ['{"a":"\\u12"}'],
      ['{"a":"\\u{41}"}'],
      ['{"a":"\\U00000041"}'],
      ['{"a":"\\\'"}'],
      ['{"a":"\\0"}'],
      ['{"a":"\\\n"}'.replace('\n', ' ')],
      ['{"a":"\\ud834\\u0041"}', { a: '?A' }],
    ),
  }),
  ...about('parseJson', {
    'what is no text is not parsed': parses(
      [json, Stage.parseJson({ from: field('a'), only: ['k'] })],
      ['k'],
      ...nothings,
      ['{"a":"{\\"k\\":\\"v\\"}"}', { k: 'v' }],
      ['{"a":"[1]"}'],
    ),
    'reads what is within, and what is joined': {
      lines: ['{"a":{"j":"{\\"k\\":\\"v\\"}"}}', '{"b":"\\"m\\":5"}'],
      stages: [
        json,
        Stage.parseJson({ from: field('a', 'j'), only: ['k'] }),
        Stage.parseJson({ from: text`{${field('b')}}`, only: ['m'] }),
      ],
      show: ['k', 'm'],
      expected: [
        { line: '{"a":{"j":"{\\"k\\":\\"v\\"}"}}', metadata: { k: 'v' } },
        { line: '{"b":"\\"m\\":5"}', metadata: { m: '5' } },
      ],
    },
    'a named key that is null replaces': {
      lines: ['{"a":null,"b":"x"}'],
      stages: [Stage.set({ a: 'before', b: 'before' }), json],
      show: ['a', 'b'],
      expected: [{ line: '{"a":null,"b":"x"}', metadata: { b: 'x' } }],
    },
    'may replace what it reads': {
      lines: ['{"a":"{\\"a\\":\\"inner\\",\\"b\\":\\"x\\"}"}'],
      stages: [json, Stage.parseJson({ from: field('a') })],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"{\\"a\\":\\"inner\\",\\"b\\":\\"x\\"}"}', metadata: { a: 'inner', b: 'x' } }],
    },
    'twice, the later wins': {
      lines: ['{"a":"1","b":"{\\"a\\":\\"2\\"}"}'],
      stages: [Stage.parseJson(), Stage.parseJson({ from: field('b') })],
      show: ['a'],
      expected: [{ line: '{"a":"1","b":"{\\"a\\":\\"2\\"}"}', metadata: { a: '2' } }],
    },
  }),
];
