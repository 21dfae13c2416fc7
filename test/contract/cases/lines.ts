import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import type { Origin } from '../../../lib/pipeline/record';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

const long = 'x'.repeat(256 * 1024);

const pod = (namespace: string): Origin => ({ namespace, pod: 'cart-0', container: 'cart', node: 'node-1' });
const at = '2026-11-21T08:00:00';
/** Lines of containers say their time themselves: the runtime's is not the time of reading. */
const timed = [Stage.parsePattern('<time> '), Stage.time(field('time'))];
const size = 16 * 1024;

const ended = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A line as a container runtime writes one that is too long for it. */
function inParts(line: string): readonly string[] {
  const parts = line.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
  return parts.map((part, index) => `${at}.${index + 100}Z stdout ${index + 1 < parts.length ? 'P' : 'F'} ${part}`);
}

export const lineCases = [
  ...about('end of line', {
    'LF ends a line': { bytes: 'a\nb\n', expected: ['a', 'b'] },
    'one CR before LF is not part of the line': { bytes: 'a\r\nb\r\n', expected: ['a', 'b'] },
    'a second CR is': { bytes: 'a\r\r\n', expected: ['a\r'] },
    'a CR within a line is': { bytes: 'a\rb\n', expected: ['a\rb'] },
    'other line breaks of unicode are part of the line': {
      lines: ['a\u2028b\u0085c\u000bd\u000ce'],
      expected: ['a\u2028b\u0085c\u000bd\u000ce'],
    },
    'blanks around a line are kept': { lines: ['  a\t '], expected: ['  a\t '] },
    'the CR does not disturb what is parsed': {
      bytes: '{"a":"1"}\r\n',
      stages: [Stage.parseJson({ only: ['a'] })],
      show: ['a'],
      expected: [{ line: '{"a":"1"}', metadata: { a: '1' } }],
    },
    'a line that a container runtime cut is whole, whatever its other stream writes meanwhile': {
      pod: pod('cut-parts'),
      runtime: ended([
        `${at}.10Z stdout P ${at}.1Z out`,
        `${at}.11Z stderr P ${at}.2Z error`,
        `${at}.12Z stdout P  of`,
        `${at}.13Z stderr F  in parts`,
        `${at}.14Z stderr F ${at}.3Z error`,
        `${at}.15Z stdout F  parts`,
      ]),
      stages: timed,
      expected: [
        { line: `${at}.1Z out of parts`, time: `${at}.1Z` },
        { line: `${at}.2Z error in parts`, time: `${at}.2Z` },
        { line: `${at}.3Z error`, time: `${at}.3Z` },
      ],
    },
  }),
  ...about('last line without LF', {
    'it is withheld': { bytes: 'a\nb', expected: ['a'] },
    'a file of one such line sends nothing': { bytes: 'a', expected: [] },
    'a CR does not end it': { bytes: 'a\nb\r', expected: ['a'] },
    'an empty file sends nothing': { bytes: '', expected: [] },
  }),
  ...about('over-long line', {
    'a line as long as the limit is read': {
      bytes: `${'a'.repeat(64)}\nb\n`,
      maxLineBytes: 64,
      expected: ['a'.repeat(64), 'b'],
    },
    'a longer one is skipped, what follows is not': {
      bytes: `a\n${'b'.repeat(65)}\nc\n`,
      maxLineBytes: 64,
      expected: ['a', 'c'],
    },
    'the limit counts bytes, not characters': {
      lines: ['ä'.repeat(32), 'ä'.repeat(33)],
      maxLineBytes: 64,
      expected: ['ä'.repeat(32)],
    },
    'it does not count the CR': {
      bytes: `${'a'.repeat(64)}\r\nb\n`,
      maxLineBytes: 64,
      expected: ['a'.repeat(64), 'b'],
    },
    'a line that a container runtime cut is measured as a whole': {
      pod: pod('cut-long'),
      runtime: ended([
        ...inParts(`${at}.1Z ${'x'.repeat(size * 16 - 23)}`),
        ...inParts(`${at}.2Z ${'y'.repeat(size * 16)}`),
        ...inParts(`${at}.3Z z`),
      ]),
      stages: timed,
      expected: [
        { line: `${at}.1Z ${'x'.repeat(size * 16 - 23)}`, time: `${at}.1Z` },
        { line: `${at}.3Z z`, time: `${at}.3Z` },
      ],
    },
    'when nothing is said it is 256 KiB': { lines: [long, `${long}x`, 'b'], expected: [long, 'b'] },
  }),
  ...about('invalid UTF-8', {
    'a stray byte becomes U+FFFD': { bytes: Buffer.from([0x61, 0xff, 0x62, 0x0a]), expected: ['a\ufffdb'] },
    'a run of them becomes one': { bytes: Buffer.from([0x61, 0xff, 0xfe, 0xfd, 0x62, 0x0a]), expected: ['a\ufffdb'] },
    'a character that is cut off becomes one': { bytes: Buffer.from([0x61, 0xe2, 0x82, 0x0a]), expected: ['a\ufffd'] },
    'two runs become two': { bytes: Buffer.from([0xff, 0x61, 0xff, 0x0a]), expected: ['\ufffda\ufffd'] },
    'every other character is kept': {
      lines: ['ä € 𝄞 \u200b \u0000 \u001b[31m'],
      expected: ['ä € 𝄞 \u200b \u0000 \u001b[31m'],
    },
  }),
  ...about('empty line', {
    'it is a record like any other': { lines: ['a', '', 'b'], expected: ['a', '', 'b'] },
    'a line of blanks is not empty': { lines: [' '], expected: [' '] },
    'it may be joined': {
      lines: ['a', '', 'b'],
      stages: [Stage.joinLines({ firstLine: /^a/ })],
      expected: ['a\n\nb'],
    },
    'a stage may make it': { lines: ['abc'], stages: [Stage.replace(/abc/, '')], expected: [''] },
  }),
  ...about('order', {
    'lines of a file keep theirs': { lines: ['3', '1', '2'], expected: ['3', '1', '2'] },
    'event times need not rise': {
      lines: ['2026-11-21T00:00:02Z', '2026-11-21T00:00:01Z'],
      stages: [Stage.time(line)],
      expected: [
        { line: '2026-11-21T00:00:02Z', time: '2026-11-21T00:00:02Z' },
        { line: '2026-11-21T00:00:01Z', time: '2026-11-21T00:00:01Z' },
      ],
    },
  }),
  ...about('equal lines at equal times', {
    'all are kept': {
      lines: Array.from({ length: 3 }, () => '2026-11-21T00:00:01Z'),
      stages: [Stage.time(line)],
      expected: Array.from({ length: 3 }, () => ({ line: '2026-11-21T00:00:01Z', time: '2026-11-21T00:00:01Z' })),
    },
    'also from two files': {
      files: { 'a.log': ['2026-11-21T00:00:01Z'], 'b.log': ['2026-11-21T00:00:01Z', 'b'] },
      stages: [Stage.time(line)],
      expected: [
        { line: '2026-11-21T00:00:01Z', time: '2026-11-21T00:00:01Z' },
        { line: '2026-11-21T00:00:01Z', time: '2026-11-21T00:00:01Z' },
        'b',
      ],
    },
  }),
  ...about('sources that overlap', {
    'a line that two of them see is read once': { lines: ['a', 'a'], globs: ['*.log'], expected: ['a', 'a'] },
  }),
  ...about("a record's own JSON", {
    'cannot change line or time by naming them': {
      lines: ['{"line":"x","time":"1999-01-01T00:00:00Z","message":"m","timestamp":"1999-01-01T00:00:00Z"}'],
      stages: [Stage.parseJson()],
      show: ['line'],
      expected: [
        {
          line: '{"line":"x","time":"1999-01-01T00:00:00Z","message":"m","timestamp":"1999-01-01T00:00:00Z"}',
          metadata: { line: 'x' },
        },
      ],
    },
    'cannot change the origin': {
      lines: ['{"path":"/x","file":"/x","origin":{"path":"/x"}}'],
      stages: [Stage.parseJson()],
      metadata: { where: origin.path },
      expected: [{ line: '{"path":"/x","file":"/x","origin":{"path":"/x"}}', metadata: { where: '/logs/case.log' } }],
    },
    'replaces a field that a stage set before it': {
      lines: ['{"a":"json"}', 'no json'],
      stages: [Stage.set({ a: 'set' }), Stage.parseJson()],
      show: ['a'],
      expected: [
        { line: '{"a":"json"}', metadata: { a: 'json' } },
        { line: 'no json', metadata: { a: 'set' } },
      ],
    },
  }),
  ...about('reading a value', {
    'keys are literal, dots too': {
      lines: ['{"a.b":"dotted","a":{"b":"nested"}}'],
      stages: [Stage.parseJson()],
      metadata: { dotted: field('a.b'), nested: field('a', 'b') },
      expected: [{ line: '{"a.b":"dotted","a":{"b":"nested"}}', metadata: { dotted: 'dotted', nested: 'nested' } }],
    },
    'a number counts elements from 0': {
      lines: ['{"a":[{"b":"zero"},{"b":"one"}]}'],
      stages: [Stage.parseJson()],
      metadata: { zero: field('a', 0, 'b'), one: field('a', 1, 'b'), two: field('a', 2, 'b') },
      expected: [{ line: '{"a":[{"b":"zero"},{"b":"one"}]}', metadata: { zero: 'zero', one: 'one' } }],
    },
    'a key does not read an element, nor a number a key': {
      lines: ['{"a":["x"],"b":{"0":"y"}}'],
      stages: [Stage.parseJson()],
      metadata: { a: field('a', '0'), b: field('b', 0) },
      expected: ['{"a":["x"],"b":{"0":"y"}}'],
    },
    'what is missing on the way is absent': {
      lines: ['{"a":"text","b":null,"c":5}'],
      stages: [Stage.parseJson()],
      metadata: { a: field('a', 'x'), b: field('b', 'x'), c: field('c', 'x', 'y'), d: field('d', 'x'), n: field('b') },
      expected: ['{"a":"text","b":null,"c":5}'],
    },
    'keys that JavaScript knows are keys like others': {
      lines: ['{"__proto__":"p","constructor":"c"}', '{}'],
      stages: [Stage.parseJson()],
      metadata: { p: field('__proto__'), c: field('constructor'), t: field('toString') },
      expected: [{ line: '{"__proto__":"p","constructor":"c"}', metadata: { p: 'p', c: 'c' } }, '{}'],
    },
    'as text, a string is itself and a boolean true or false': {
      lines: ['{"s":"x y","t":true,"f":false}'],
      stages: [Stage.parseJson()],
      show: ['s', 't', 'f'],
      expected: [{ line: '{"s":"x y","t":true,"f":false}', metadata: { s: 'x y', t: 'true', f: 'false' } }],
    },
    'a whole number is its digits': {
      lines: ['{"a":0,"b":-7,"c":9007199254740993,"d":-9223372036854775808,"e":9223372036854775807}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b', 'c', 'd', 'e'],
      expected: [
        {
          line: '{"a":0,"b":-7,"c":9007199254740993,"d":-9223372036854775808,"e":9223372036854775807}',
          metadata: { a: '0', b: '-7', c: '9007199254740993', d: '-9223372036854775808', e: '9223372036854775807' },
        },
      ],
    },
    'any other number is its shortest decimal': {
      lines: ['{"a":1.0,"b":1.50,"c":1e3,"d":0.1,"e":-2.25e-1}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b', 'c', 'd', 'e'],
      expected: [
        {
          line: '{"a":1.0,"b":1.50,"c":1e3,"d":0.1,"e":-2.25e-1}',
          metadata: { a: '1', b: '1.5', c: '1000', d: '0.1', e: '-0.225' },
        },
      ],
    },
    'without an exponent': {
      lines: ['{"a":1e-7,"b":-1.5e-9}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b'],
      expected: [{ line: '{"a":1e-7,"b":-1.5e-9}', metadata: { a: '0.0000001', b: '-0.0000000015' } }],
    },
    'minus zero keeps its sign': {
      lines: ['{"a":-0.0,"b":-0}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b'],
      expected: [{ line: '{"a":-0.0,"b":-0}', metadata: { a: '-0', b: '-0' } }],
    },
    'a number beyond what is exact has no text': {
      lines: ['{"a":1e16,"b":18446744073709551616,"c":9007199254740992.0,"d":9223372036854775808}'],
      stages: [Stage.parseJson()],
      show: ['a', 'b', 'c', 'd'],
      expected: [
        {
          line: '{"a":1e16,"b":18446744073709551616,"c":9007199254740992.0,"d":9223372036854775808}',
          metadata: { c: '9007199254740992' },
        },
      ],
    },
    'an object or a list has no text': {
      lines: ['{"a":{"b":1},"c":[1]}'],
      stages: [Stage.parseJson()],
      show: ['a', 'c'],
      expected: ['{"a":{"b":1},"c":[1]}'],
    },
    'firstOf is the first that is present': {
      lines: ['{"b":"2","c":"3"}', '{"a":"","b":"2"}', '{}', '{"a":null,"c":"3"}'],
      stages: [Stage.parseJson(), Stage.set({ x: firstOf(field('a'), field('b'), 'none') })],
      metadata: { x: text`<${field('x')}>` },
      expected: [
        { line: '{"b":"2","c":"3"}', metadata: { x: '<2>' } },
        { line: '{"a":"","b":"2"}', metadata: { x: '<>' } },
        { line: '{}', metadata: { x: '<none>' } },
        { line: '{"a":null,"c":"3"}', metadata: { x: '<none>' } },
      ],
    },
    'firstOf takes an object, which then has no text': {
      lines: ['{"a":{"x":1},"b":"2"}'],
      stages: [Stage.parseJson()],
      metadata: { x: firstOf(field('a'), field('b')) },
      expected: ['{"a":{"x":1},"b":"2"}'],
    },
    'a text with an absent part is absent': {
      lines: ['{"a":"1","b":"2"}', '{"a":"1"}', '{"a":"1","b":[]}', '{"a":"","b":""}'],
      stages: [Stage.parseJson()],
      metadata: { x: text`${field('a')}/${field('b')}` },
      expected: [
        { line: '{"a":"1","b":"2"}', metadata: { x: '1/2' } },
        '{"a":"1"}',
        '{"a":"1","b":[]}',
        { line: '{"a":"","b":""}', metadata: { x: '/' } },
      ],
    },
    'a text joins numbers as text': {
      lines: ['{"a":1.0,"b":true}'],
      stages: [Stage.parseJson()],
      metadata: { x: text`${field('a')}-${field('b')}-{{ x }}-$HOME-%Y` },
      expected: [{ line: '{"a":1.0,"b":true}', metadata: { x: '1-true-{{ x }}-$HOME-%Y' } }],
    },
  }),
];
