import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

const json = Stage.parseJson();
const a = field('a');

/** Lines as a stage leaves them. */
const makes = (stages: readonly Stage[], ...rows: readonly (readonly [read: string, sent: string])[]): CaseProps => ({
  lines: rows.map(([read]) => read),
  stages,
  expected: rows.map(([, sent]) => sent),
});

export const fieldEdgeCases = [
  ...about('rename', {
    'there and back': {
      lines: ['{"a":"1","b":"2"}'],
      stages: [json, Stage.rename({ a: 'tmp', b: 'a', tmp: 'b' })],
      show: ['a', 'b', 'tmp'],
      expected: [{ line: '{"a":"1","b":"2"}', metadata: { a: '2', b: '1' } }],
    },
    'the empty string and types are kept': {
      lines: ['{"a":""}', '{"a":1.0}', '{"a":false}', '{"a":[1,{"x":2}]}'],
      stages: [json, Stage.rename({ a: 'b' }), Stage.line({ json: 'all' })],
      expected: ['{"b":""}', '{"b":1.0}', '{"b":false}', '{"b":[1,{"x":2}]}'],
    },
    'odd names': {
      lines: ['{"a b":"1","":"x","ä\\"":"2","__proto__":"3"}'],
      stages: [
        json,
        Stage.rename({ 'a b': 'c d', 'ä"': '${x} {{ y }}', __proto___: 'none' }),
        Stage.remove('__proto__'),
        Stage.line({ json: 'all' }),
      ],
      expected: ['{"":"x","${x} {{ y }}":"2","c d":"1"}'],
    },
    'where there are no fields': {
      lines: ['text'],
      stages: [json, Stage.rename({ a: 'b' })],
      show: ['b'],
      expected: ['text'],
    },
  }),
  ...about('set', {
    'constants are literal': {
      lines: ['x'],
      stages: [Stage.set({ a: '{{ .a }} ${HOME} $1 %Y \\n "q" \'s\' `b` #{x}' })],
      show: ['a'],
      expected: [{ line: 'x', metadata: { a: '{{ .a }} ${HOME} $1 %Y \\n "q" \'s\' `b` #{x}' } }],
    },
    'constants of several lines, blanks and other writing': {
      lines: ['x'],
      stages: [Stage.set({ a: ' \n\tä€𝄞\r\u0000\u2028 ' }), Stage.line({ json: ['a'] })],
      expected: ['{"a":" \\n\\tä€𝄞\\r\\u0000\u2028 "}'],
    },
    'what comes from within': {
      lines: ['{"o":{"l":[{"k":"x"},5]}}'],
      stages: [
        json,
        Stage.set({ one: field('o', 'l', 0, 'k'), two: field('o', 'l', 1), all: field('o'), none: field('o', 'l', 2) }),
        Stage.remove('o'),
        Stage.line({ json: 'all' }),
      ],
      expected: ['{"all":{"l":[{"k":"x"},5]},"one":"x","two":5}'],
    },
    'a field takes the place of an object': {
      lines: ['{"a":{"b":"1"}}'],
      stages: [json, Stage.set({ a: field('a', 'b') })],
      metadata: { a, b: field('a', 'b') },
      expected: [{ line: '{"a":{"b":"1"}}', metadata: { a: '1' } }],
    },
    'the path, and the first that is there': {
      lines: ['{"b":"2"}', '{}'],
      stages: [json, Stage.set({ where: origin.path, first: firstOf(a, field('b'), origin.path) })],
      show: ['where', 'first'],
      expected: [
        { line: '{"b":"2"}', metadata: { where: '/logs/case.log', first: '2' } },
        { line: '{}', metadata: { where: '/logs/case.log', first: '/logs/case.log' } },
      ],
    },
    'a text of several values': {
      lines: ['{"a":1,"b":true,"c":"x"}', '{"a":1,"c":"x"}', '{"a":1,"b":{},"c":"x"}'],
      stages: [json, Stage.set({ all: text`${a}|${field('b')}|${field('c')}` })],
      show: ['all'],
      expected: [
        { line: '{"a":1,"b":true,"c":"x"}', metadata: { all: '1|true|x' } },
        '{"a":1,"c":"x"}',
        '{"a":1,"b":{},"c":"x"}',
      ],
    },
  }),
  ...about('remove', {
    'whatever it holds': {
      lines: ['{"a":null,"b":{"x":1},"c":[],"d":"","e":"5"}'],
      stages: [json, Stage.remove('a', 'b', 'c', 'd'), Stage.line({ json: 'all' })],
      expected: ['{"e":"5"}'],
    },
    'odd names': {
      lines: ['{"a b":1,"ä\\"":2,"__proto__":3,"":4,"k":5}'],
      stages: [json, Stage.remove('a b', 'ä"', '__proto__'), Stage.line({ json: 'all' })],
      expected: ['{"":4,"k":5}'],
    },
    'all of them leaves the line': {
      lines: ['{"a":1}'],
      stages: [json, Stage.remove('a'), Stage.line({ json: 'all' })],
      expected: ['{"a":1}'],
    },
    'what is set again is there': {
      lines: ['{"a":"1"}'],
      stages: [json, Stage.remove('a'), Stage.set({ a: 'new' })],
      show: ['a'],
      expected: [{ line: '{"a":"1"}', metadata: { a: 'new' } }],
    },
  }),
  ...about('level', {
    'what is no level stays as it is': {
      lines: [
        '""',
        'true',
        '{"x":"info"}',
        '["info"]',
        '"info "',
        '"info\\u0000"',
        '"İNFO"',
        '"ｉｎｆｏ"',
        '"ınfo"',
        '"infoſ"',
      ].map((value) => `{"level":${value}}`),
      stages: [json, Stage.level('level'), Stage.line({ json: ['level'] })],
      expected: [
        '""',
        'true',
        '{"x":"info"}',
        '["info"]',
        '"info "',
        '"info\\u0000"',
        '"İNFO"',
        '"ｉｎｆｏ"',
        '"ınfo"',
        '"infoſ"',
      ].map((value) => `{"level":${value}}`),
    },
    'of a field that a pattern found': {
      lines: ['[Warning] x', '[X] y'],
      stages: [Stage.parsePattern('[<severity>] <_>'), Stage.level('severity')],
      labels: { job: 'contract', level: field('severity') },
      expected: [
        { line: '[Warning] x', labels: { job: 'contract', level: 'warn' } },
        { line: '[X] y', labels: { job: 'contract', level: 'X' } },
      ],
    },
    'a name is no path': {
      lines: ['{"log.level":"WARN","log":{"level":"ERROR"}}'],
      stages: [json, Stage.level('log.level')],
      metadata: { dotted: field('log.level'), nested: field('log', 'level') },
      expected: [
        { line: '{"log.level":"WARN","log":{"level":"ERROR"}}', metadata: { dotted: 'warn', nested: 'ERROR' } },
      ],
    },
    'twice is once': {
      lines: ['level=CRIT'],
      stages: [Stage.parseLogfmt(), Stage.level('level'), Stage.level('level')],
      show: ['level'],
      expected: [{ line: 'level=CRIT', metadata: { level: 'fatal' } }],
    },
  }),
  ...about('classify', {
    'an empty line, several lines, other writing': {
      lines: ['Größe', '', 'x', ' two'],
      stages: [
        Stage.joinLines({ firstLine: /^\S/ }),
        Stage.classify('kind', { empty: /^$/, size: /größe\n$/i, two: /x\n two/ }),
      ],
      show: ['kind'],
      expected: [
        { line: 'Größe\n', metadata: { kind: 'size' } },
        { line: 'x\n two', metadata: { kind: 'two' } },
      ],
    },
    'names are literal': {
      lines: ['a', 'b'],
      stages: [Stage.classify('kind', { '$1 {{ x }} "q"': /a/, 'ä b': /b/ })],
      show: ['kind'],
      expected: [
        { line: 'a', metadata: { kind: '$1 {{ x }} "q"' } },
        { line: 'b', metadata: { kind: 'ä b' } },
      ],
    },
    'the line as it is then': {
      lines: ['{"m":"timeout"}'],
      stages: [json, Stage.line(field('m')), Stage.classify('kind', { json: /\{/, timeout: /timeout/ })],
      show: ['kind'],
      expected: [{ line: 'timeout', metadata: { kind: 'timeout' } }],
    },
    'replaces what was there, whatever its type': {
      lines: ['{"kind":{"x":1},"m":"oom"}', '{"kind":5}'],
      stages: [json, Stage.classify('kind', { oom: /oom/ })],
      show: ['kind'],
      expected: [
        { line: '{"kind":{"x":1},"m":"oom"}', metadata: { kind: 'oom' } },
        { line: '{"kind":5}', metadata: { kind: '5' } },
      ],
    },
  }),
  ...about('line', {
    'of the path, and of what is first there': makes(
      [json, Stage.line(firstOf(field('message'), field('msg'), origin.path))],
      ['{"msg":"b"}', 'b'],
      ['{"message":null,"msg":"c"}', 'c'],
      ['{"message":{"x":1},"msg":"d"}', '{"message":{"x":1},"msg":"d"}'],
      ['text', '/logs/case.log'],
    ),
    'of several lines and other writing': makes(
      [json, Stage.line(a)],
      ['{"a":"x\\n\\ty\\u0000ä𝄞\\r"}', 'x\n\ty\u0000ä𝄞\r'],
      ['{"a":" "}', ' '],
    ),
    'a lone surrogate is U+FFFD': makes([json, Stage.line(a)], ['{"a":"x\\ud800"}', 'x\ufffd']),
    'as JSON of what is within': makes(
      [json, Stage.line({ json: ['a', 'b', 'none'] })],
      ['{"b":{"y":[],"x":{}},"a":[[],{"d":null,"c":""}]}', '{"a":[[],{"c":"","d":null}],"b":{"x":{},"y":[]}}'],
      ['{"b":""}', '{"b":""}'],
    ),
    'as JSON of odd names': makes(
      [json, Stage.line({ json: ['a b', 'ä"', '__proto__', 'a.b'] })],
      ['{"a.b":1,"__proto__":2,"ä\\"":3,"a b":4,"a":{"b":5}}', '{"a b":4,"ä\\"":3,"__proto__":2,"a.b":1}'],
    ),
    twice: makes([json, Stage.line({ json: ['a'] }), Stage.line({ json: 'all' })], ['{"b":1,"a":2}', '{"a":2,"b":1}']),
    'as JSON of what stages found': makes(
      [Stage.parseLogfmt(), Stage.line({ json: 'all' })],
      ['b="x y" a=1', '{"a":"1","b":"x y"}'],
      ['text', 'text'],
    ),
    'a lone surrogate in JSON is U+FFFD': makes(
      [json, Stage.line({ json: 'all' })],
      ['{"a":"\\udc00","\\ud800":1}', '{"a":"\ufffd","\ufffd":1}'],
    ),
    'numbers of lists': makes(
      [json, Stage.line({ json: ['a'] })],
      ['{"a":[1,1.0,-0,1e2,9007199254740993,1e21,0.1]}', '{"a":[1,1.0,-0.0,100.0,9007199254740993,1e+21,0.1]}'],
    ),
  }),
  ...about('count', {
    'whatever the labels are': {
      lines: ['{"a":"x"}', '{"a":null}', '{"a":{"b":1}}', '{"a":"ä\\n\\u0000"}', ''],
      stages: [json, Stage.count('odd_total', { labels: { a, path: origin.path, kind: 'x' } })],
      expected: ['{"a":"x"}', '{"a":null}', '{"a":{"b":1}}', '{"a":"ä\\n\\u0000"}', ''],
    },
    'by a condition that never holds': {
      lines: ['a'],
      stages: [json, Stage.count('never_total', { when: a.exists() })],
      expected: ['a'],
    },
  }),
  ...about('measure', {
    'whatever the value is': {
      lines: ['{"a":1.5}', '{"a":"2"}', '{"a":-1}', '{"a":null}', '{"a":"NaN"}', '{"a":1e300}', '{"a":[1]}', ''],
      stages: [json, Stage.measure('odd_values', a, { when: line.contains('a'), labels: { kind: 'x' } })],
      expected: ['{"a":1.5}', '{"a":"2"}', '{"a":-1}', '{"a":null}', '{"a":"NaN"}', '{"a":1e300}', '{"a":[1]}', ''],
    },
  }),
];
