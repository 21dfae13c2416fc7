import { Stage } from '../../../lib/pipeline/stage';
import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import { allOf, not } from '../../../lib/pipeline/condition';
import { alloy } from '../../../lib/languages/alloy/alloy';
import { re2 } from '../../../lib/languages/regex/regex';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

const a = field('a');

const holds = (stages: readonly Stage[], held: readonly string[], others: readonly string[]): CaseProps => ({
  lines: [...held, ...others],
  stages,
  expected: held,
});
const json = Stage.parseJson();
const keeps = (
  condition: Parameters<typeof Stage.keep>[0],
  held: readonly string[],
  others: readonly string[],
): CaseProps => holds([json, Stage.keep(condition)], held, others);
const finds = (
  pattern: Parameters<typeof line.matches>[0],
  held: readonly string[],
  others: readonly string[],
): CaseProps => holds([Stage.keep(line.matches(pattern))], held, others);

export const valueEdgeCases = [
  ...about('reading a value', {
    'an index beyond, below or of no list': {
      lines: ['{"a":["x"],"b":"text","c":{"0":"y"}}'],
      stages: [json],
      metadata: { beyond: field('a', 1), text: field('b', 0), object: field('c', 0), key: field('c', '0') },
      expected: [{ line: '{"a":["x"],"b":"text","c":{"0":"y"}}', metadata: { key: 'y' } }],
    },
    'null within is absent': {
      lines: ['{"a":{"b":null},"l":[null,"x"]}'],
      stages: [json],
      metadata: {
        b: field('a', 'b'),
        c: field('a', 'b', 'c'),
        zero: field('l', 0),
        one: field('l', 1),
        first: firstOf(field('a', 'b'), field('l', 0), 'none'),
      },
      expected: [{ line: '{"a":{"b":null},"l":[null,"x"]}', metadata: { one: 'x', first: 'none' } }],
    },
    'an empty key': {
      lines: ['{"":{"":"x"}}'],
      stages: [json, Stage.line({ json: 'all' })],
      expected: ['{"":{"":"x"}}'],
    },
    'numbers within texts': {
      lines: ['{"a":0.1,"b":-0.0,"c":5e-324,"d":123456789012345.67,"e":1e15,"f":9007199254740991.0}'],
      stages: [json],
      metadata: { all: text`${a} ${field('b')} ${field('d')} ${field('e')} ${field('f')}` },
      expected: [
        {
          line: '{"a":0.1,"b":-0.0,"c":5e-324,"d":123456789012345.67,"e":1e15,"f":9007199254740991.0}',
          metadata: { all: '0.1 -0 123456789012345.67 1000000000000000 9007199254740991' },
        },
      ],
    },
    'the smallest of numbers has a long text': {
      lines: ['{"a":5e-324}'],
      stages: [json],
      show: ['a'],
      expected: [{ line: '{"a":5e-324}', metadata: { a: `0.${'0'.repeat(323)}5` } }],
    },
  }),
  ...about('conditions', {
    'is of other writing, blanks and control characters': keeps(
      a.is('ä\u0000\n"\\', ' '),
      ['{"a":"ä\\u0000\\n\\"\\\\"}', '{"a":" "}'],
      ['{"a":"a\\u0308\\u0000\\n\\"\\\\"}', '{"a":""}'],
    ),
    'is of what looks like code': keeps(
      a.is('{{ .x }}', '${HOME}', '$1', '%d', '`'),
      ['{"a":"{{ .x }}"}', '{"a":"${HOME}"}', '{"a":"$1"}', '{"a":"%d"}', '{"a":"`"}'],
      ['{"a":"{{.x}}"}', '{"a":""}'],
    ),
    'is of fractions, negative numbers and zero': keeps(
      a.is(0.1, -2.5, 0),
      ['{"a":0.1}', '{"a":1e-1}', '{"a":-2.50}', '{"a":0}', '{"a":-0}', '{"a":0.0}'],
      ['{"a":0.10000000000000002}', '{"a":2.5}', '{"a":null}', '{"a":""}', '{"a":"0"}'],
    ),
    'is of words that languages have': keeps(
      a.is('null', 'true', 'nil', '<no value>'),
      ['{"a":"null"}', '{"a":"true"}', '{"a":"nil"}', '{"a":"<no value>"}'],
      ['{"a":null}', '{"a":true}', '{}'],
    ),
    'contains of other writing, NUL and line breaks': keeps(
      a.contains('ä\n\u0000'),
      ['{"a":"xä\\n\\u0000y"}'],
      ['{"a":"xä\\n"}', '{"a":"Ä\\n\\u0000"}'],
    ),
    'startsWith is no pattern': holds([Stage.keep(line.startsWith('.*['))], ['.*[', '.*[x'], ['x.*[', '']),
    'atLeast and below at their edges': keeps(
      allOf(a.atLeast(-1.5), a.below(0)),
      ['{"a":-1.5}', '{"a":-0.1}', '{"a":"-1.5"}', '{"a":"-0.000001"}', '{"a":-5e-324}'],
      ['{"a":-1.6}', '{"a":0}', '{"a":-0.0}', '{"a":"0"}', '{"a":"-0"}', '{"a":"-1.6"}'],
    ),
    'strings that are nearly numbers': keeps(
      a.atLeast(0),
      ['{"a":"0"}', '{"a":"007"}', '{"a":"1.0"}', '{"a":"123456789012345"}'],
      [
        '{"a":""}',
        '{"a":"."}',
        '{"a":"1."}',
        '{"a":".5"}',
        '{"a":"1e3"}',
        '{"a":"0x1"}',
        '{"a":"1_000"}',
        '{"a":"1,5"}',
        '{"a":"١"}',
        '{"a":"1 "}',
        '{"a":"Infinity"}',
        '{"a":"NaN"}',
        '{"a":"1234567890.123456"}',
      ],
    ),
    'whole numbers that doubles do not tell apart': keeps(
      a.atLeast(2 ** 53 - 1),
      ['{"a":9007199254740991}', '{"a":9007199254740992}', '{"a":9007199254740993}', '{"a":1e16}'],
      ['{"a":9007199254740990}', '{"a":-9007199254740993}'],
    ),
    'exists of the line, the path and what is within': keeps(
      allOf(line.exists(), origin.path.exists(), not(field('a', 'b', 'c').exists())),
      ['{"a":{"b":{}}}', '', '{"a":[]}'],
      ['{"a":{"b":{"c":0}}}'],
    ),
    'firstOf and text are tested as what they are': keeps(
      allOf(firstOf(a, field('b')).is(5), not(text`${a}`.is('x'))),
      ['{"a":5}', '{"b":5}', '{"a":null,"b":5}'],
      ['{"a":"5"}', '{"a":"x","b":5}', '{}'],
    ),
    'not of not, and of nothing': keeps(not(not(a.is('x'))), ['{"a":"x"}'], ['{"a":"y"}', '{}']),
  }),
  ...about('patterns', {
    'quantifiers with bounds': finds(/^a{2}b{1,}c{0,1}$/, ['aab', 'aabbc'], ['ab', 'aabcc']),
    'nothing matches everything': finds(/(?:)/, ['a', ''], []),
    'a NUL, a tab and other escapes': finds(/^\x00\t\v?\xe4$/, ['\u0000\tä', '\u0000\t\u000bä'], ['\u0000 ä']),
    'ranges of other writing': finds(/^[а-я]+$/, ['привет'], ['Привет', 'abc']),
    'case of other writing': finds(/^straße ÄÖ$/i, ['STRAßE äö', 'straße ÄÖ'], ['strasse äö']),
    'the sign of the end within': finds(/a$|^b/, ['xa', 'bx'], ['ax', 'xb']),
    'a line that ends with a CR or LF has that as its end': {
      bytes: 'a\r\r\n',
      stages: [Stage.keep(line.matches(/^a\r$/))],
      expected: ['a\r'],
    },
    'alternatives prefer the first': {
      lines: ['abcd'],
      stages: [Stage.parseRegex(re2`^(?<x>a|ab)(?<y>c|bcd)`)],
      show: ['x', 'y'],
      expected: [{ line: 'abcd', metadata: { x: 'a', y: 'bcd' } }],
    },
    'classes that only RE2 has': finds(re2`^\pN+[[:punct:]]\PL\x{1D11E}$`, ['1!1𝄞', '١?-𝄞'], ['a!1𝄞', '1a1𝄞']),
    'flags for a part': finds(re2`^(?i:ab)c$`, ['ABc', 'abc'], ['abC']),
    'a pattern over a long line': finds(re2`x$`, [`${'y'.repeat(100_000)}x`], ['y'.repeat(100_000)]),
    'signs of templates': finds(/^\{\{ \.a \}\} \$\{x\} `%d`$/, ['{{ .a }} ${x} `%d`'], ['{{ .b }} ${x} `%d`']),
  }),
  ...about('replacement text', {
    'of nothing': { lines: ['a-b-c', '-'], stages: [Stage.replace(/-/, '')], expected: ['abc', ''] },
    'of other signs that mean something': {
      lines: ['x'],
      stages: [Stage.replace(/x/, '$0 $& \\0 $<n> #{x} {{"}}"}} "\'` %s \\')],
      expected: ['$0 $& \\0 $<n> #{x} {{"}}"}} "\'` %s \\'],
    },
  }),
  ...about('native', {
    'a stage of Alloy finds the line, and what it leaves is the line': {
      lines: ['user=me x', 'x'],
      stages: [
        Stage.replace(/x/, 'y'),
        Stage.native(alloy`
          stage.regex {
            expression = "user=(?P<user>\\w+)"
          }
          stage.replace {
            expression = "(y)"
            replace    = "z"
          }`),
        Stage.set({ shown: text`<${field('user')}>` }),
      ],
      show: ['shown'],
      expected: [{ line: 'user=me z', metadata: { shown: '<me>' } }, 'z'],
    },
  }),
];
