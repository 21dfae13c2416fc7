import { field, line, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

/** JSON lines, and what `{ json: 'all' }` makes of them. */
const prints = (...rows: readonly (readonly [read: string, printed: string])[]): CaseProps => ({
  lines: rows.map(([read]) => read),
  stages: [Stage.parseJson(), Stage.line({ json: 'all' })],
  expected: rows.map(([, printed]) => printed),
});

export const outputCases = [
  ...about('line', {
    "becomes a value's text": {
      lines: ['{"message":"hello"}', '{"message":5}', '{"message":1.0}', '{"message":""}'],
      stages: [Stage.parseJson(), Stage.line(field('message'))],
      expected: ['hello', '5', '1', ''],
    },
    'stays where the value is absent or has no text': {
      lines: ['{"a":1}', '{"message":null}', '{"message":{"x":1}}', 'text'],
      stages: [Stage.parseJson(), Stage.line(field('message'))],
      expected: ['{"a":1}', '{"message":null}', '{"message":{"x":1}}', 'text'],
    },
    'is then what later stages read': {
      lines: ['{"message":"hello"}'],
      stages: [
        Stage.parseJson(),
        Stage.line(field('message')),
        Stage.set({ copy: line }),
        Stage.drop(line.contains('{')),
      ],
      show: ['copy'],
      expected: [{ line: 'hello', metadata: { copy: 'hello' } }],
    },
    'may be joined of parts': {
      lines: ['{"a":"x","b":2}', '{"a":"x"}'],
      stages: [Stage.parseJson(), Stage.line(text`${field('a')}: ${field('b')}`)],
      expected: ['x: 2', '{"a":"x"}'],
    },
    'as JSON has the fields in the order given': {
      lines: ['{"a":1,"b":"2","c":true}'],
      stages: [Stage.parseJson(), Stage.line({ json: ['c', 'a'] })],
      expected: ['{"c":true,"a":1}'],
    },
    'as JSON leaves out what is absent': {
      lines: ['{"a":1}', '{"a":null,"b":2}', '{"c":1}', '{"a":null}', 'text'],
      stages: [Stage.parseJson(), Stage.line({ json: ['a', 'b'] })],
      expected: ['{"a":1}', '{"b":2}', '{"c":1}', '{"a":null}', 'text'],
    },
    'as JSON of all fields is sorted by code point': prints(
      ['{"b":1,"a":2,"B":3,"10":4,"9":5,"ä":6}', '{"10":4,"9":5,"B":3,"a":2,"b":1,"ä":6}'],
      ['{"\ue000":1,"𝄞":2}', '{"\ue000":1,"𝄞":2}'],
      ['{"𝄞":2,"\uffff":1}', '{"\uffff":1,"𝄞":2}'],
    ),
    'nested keys are sorted too, lists are not': prints([
      '{"b":{"z":1,"y":[{"d":1,"c":2},3,1]}}',
      '{"b":{"y":[{"c":2,"d":1},3,1],"z":1}}',
    ]),
    'nested keys are sorted in a list of fields': {
      lines: ['{"x":{"b":1,"a":2}}'],
      stages: [Stage.parseJson(), Stage.line({ json: ['x'] })],
      expected: ['{"x":{"a":2,"b":1}}'],
    },
    'all fields include those that are null': prints(
      ['{"b":null,"a":1}', '{"a":1,"b":null}'],
      ['{"a":{"b":null}}', '{"a":{"b":null}}'],
    ),
    'stays where there is no field': prints(['{}', '{}'], ['text', 'text'], ['{ "a" : null }', '{ "a" : null }']),
    'escapes what JSON asks for and nothing else': prints([
      '{"a":"\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\\\/\\u007f\\u2028\\u00e4<&>\\ud834\\udd1e"}',
      '{"a":"\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\/\u007f\u2028ä<&>𝄞"}',
    ]),
    'escapes keys as well': prints(['{"a\\"\\n":{"b\\\\":1}}', '{"a\\"\\n":{"b\\\\":1}}']),
    'whole numbers print as digits': prints([
      '{"a":0,"b":-5,"c":9007199254740993,"d":9223372036854775807,"e":-9223372036854775808}',
      '{"a":0,"b":-5,"c":9007199254740993,"d":9223372036854775807,"e":-9223372036854775808}',
    ]),
    'others print with a point': prints([
      '{"a":1.0,"b":1.50,"c":-0.0,"d":-0,"e":1e3,"f":0.00001,"g":1e15,"h":123456.789}',
      '{"a":1.0,"b":1.5,"c":-0.0,"d":-0.0,"e":1000.0,"f":0.00001,"g":1000000000000000.0,"h":123456.789}',
    ]),
    'or with an exponent': prints([
      '{"a":1e16,"b":0.000001,"c":1.5e300,"d":-2.5E-9,"e":18446744073709551616,"f":12345678901234567890}',
      '{"a":1e+16,"b":1e-6,"c":1.5e+300,"d":-2.5e-9,"e":1.8446744073709552e+19,"f":1.2345678901234567e+19}',
    ]),
    'holds what stages set, not what the record said': {
      lines: ['{"level":"WARNING","x":1}'],
      stages: [Stage.parseJson(), Stage.level('level'), Stage.set({ kind: 'test' }), Stage.line({ json: 'all' })],
      expected: ['{"kind":"test","level":"warn","x":1}'],
    },
    'all fields include those that a path or pattern set': {
      lines: ['x=1'],
      path: 'pod=a/1.log',
      stages: [Stage.parseLogfmt(), Stage.parsePath('pod=<pod>/<_>.log'), Stage.line({ json: 'all' })],
      expected: ['{"pod":"a","x":"1"}'],
    },
  }),
];
