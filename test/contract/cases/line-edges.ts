import { Stage } from '../../../lib/pipeline/stage';
import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import { re2 } from '../../../lib/languages/regex/regex';
import { about } from '../contract-case';

const a = field('a');
const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

const json = Stage.parseJson();

export const lineEdgeCases = [
  ...about('end of line', {
    'a line of CR LF alone is empty': { bytes: '\r\n\r\r\n', expected: ['', '\r'] },
    'NUL is a character like others': { bytes: 'a\u0000b\n\u0000\n', expected: ['a\u0000b', '\u0000'] },
    'a byte order mark within is kept': { bytes: 'a\n\ufeffb\nc\ufeff\n', expected: ['a', '\ufeffb', 'c\ufeff'] },
    'LF CR is a line that begins with CR': { bytes: 'a\n\rb\n', expected: ['a', '\rb'] },
    'both kinds in one file': { bytes: 'a\r\nb\nc\r\n', expected: ['a', 'b', 'c'] },
    'control characters and escapes are kept': {
      lines: ['\u0001\u0007\b\u001b[0m\u007f\u009f'],
      expected: ['\u0001\u0007\b\u001b[0m\u007f\u009f'],
    },
  }),
  ...about('last line without LF', {
    'what stages would drop is withheld too': {
      bytes: 'keep\nkeep',
      stages: [Stage.keep(line.is('keep'))],
      expected: ['keep'],
    },
    'a NUL does not end it': { bytes: 'a\nb\u0000', expected: ['a'] },
    'of several files each': { files: { 'a.log': ['a'], 'b.log': ['b'] }, expected: ['a', 'b'] },
  }),
  ...about('over-long line', {
    'several in a row': {
      bytes: `${'a'.repeat(65)}\n${'b'.repeat(200)}\nc\n${'d'.repeat(65)}\ne\n`,
      maxLineBytes: 64,
      expected: ['c', 'e'],
    },
    'the first of a file': { bytes: `${'a'.repeat(1000)}\nb\n`, maxLineBytes: 64, expected: ['b'] },
    'much longer than what is read at once': { bytes: `a\n${'b'.repeat(3_000_000)}\nc\n`, expected: ['a', 'c'] },
    'of one byte': { lines: ['a', 'ab', '', 'ä', 'b'], maxLineBytes: 1, expected: ['a', '', 'b'] },
    'a character at the edge': {
      lines: [`${'a'.repeat(62)}ä`, `${'a'.repeat(63)}ä`, 'b'],
      maxLineBytes: 64,
      expected: [`${'a'.repeat(62)}ä`, 'b'],
    },
    'two CR count one': {
      bytes: `${'a'.repeat(63)}\r\r\n${'a'.repeat(64)}\r\r\nb\n`,
      maxLineBytes: 64,
      expected: [`${'a'.repeat(63)}\r`, 'b'],
    },
    'without LF': { bytes: `a\n${'b'.repeat(100)}`, maxLineBytes: 64, expected: ['a'] },
    'a stage may make a line longer': {
      lines: ['a'.repeat(64)],
      maxLineBytes: 64,
      stages: [Stage.replace(/a/, 'bb')],
      expected: ['b'.repeat(128)],
    },
    'a megabyte where that is allowed': {
      lines: ['x'.repeat(1024 * 1024), 'x'.repeat(1024 * 1024 + 1), 'b'],
      maxLineBytes: 1024 * 1024,
      stages: [Stage.parseRegex(re2`(?<x>x)$`), Stage.line(text`${field('x')}!`)],
      expected: ['x!', 'b'],
    },
  }),
  ...about('invalid UTF-8', {
    'longer than need be, surrogates, and beyond unicode': {
      bytes: Buffer.concat([
        bytes('a', 0xc0, 0x80, 'b\n'),
        bytes('c', 0xed, 0xa0, 0x80, 'd\n'),
        bytes('e', 0xf4, 0x90, 0x80, 0x80, 'f\n'),
        bytes('g', 0xf8, 0x88, 0x80, 0x80, 0x80, 'h\n'),
      ]),
      expected: ['a\ufffdb', 'c\ufffdd', 'e\ufffdf', 'g\ufffdh'],
    },
    'a character of four bytes that is cut off': { bytes: bytes('a', 0xf0, 0x9d, 0x84, 'b\n'), expected: ['a\ufffdb'] },
    'two characters that are cut off are one run': {
      bytes: bytes('a', 0xe2, 0x82, 0xe2, 0x82, 'b\n'),
      expected: ['a\ufffdb'],
    },
    'a whole character between two': { bytes: bytes(0xff, 'ä', 0xff, '\n'), expected: ['\ufffdä\ufffd'] },
    'U+FFFD in a row is one beside a bad byte': {
      bytes: bytes('\ufffd\ufffd a', 0xff, '\n'),
      expected: ['\ufffd a\ufffd'],
    },
    'U+FFFD itself is a character': { lines: ['a\ufffd\ufffdb'], expected: ['a\ufffd\ufffdb'] },
    'before CR LF': { bytes: bytes('a', 0xff, '\r\n'), expected: ['a\ufffd'] },
    'in what is parsed': {
      bytes: bytes('k', 0xff, '=v', 0xfe, 0xfd, ' a=1\n'),
      stages: [Stage.parseLogfmt()],
      metadata: { a, k: field('k\ufffd') },
      expected: [{ line: 'k\ufffd=v\ufffd a=1', metadata: { a: '1', k: 'v?' } }],
    },
    'in what is tested': {
      bytes: bytes('a', 0xff, 'b\nab\n'),
      stages: [Stage.keep(line.matches(/^a.b$/))],
      expected: ['a\ufffdb'],
    },
    'a whole line of it': { bytes: bytes(0x80, 0xff, '\n', 0xfe, '\n'), expected: ['\ufffd', '\ufffd'] },
    'a file that begins as UTF-16 does': { bytes: bytes(0xff, 0xfe, '\na\n'), expected: ['\ufffd', 'a'] },
  }),
  ...about('empty line', {
    'only such lines': { bytes: '\n\n\n', expected: ['', '', ''] },
    'with labels and metadata': {
      bytes: '\na\n',
      stages: [json],
      metadata: { length: firstOf(a, 'none'), what: line },
      expected: [
        { line: '', metadata: { length: 'none' } },
        { line: 'a', metadata: { length: 'none', what: 'a' } },
      ],
    },
    'nothing is parsed of it': {
      lines: [''],
      stages: [
        ...[Stage.parseJson(), Stage.parseLogfmt(), Stage.parsePattern('<a> '), Stage.parseRegex(re2`(?<b>.+)`)],
        ...[Stage.time(line), Stage.level('a'), Stage.line({ json: 'all' })],
      ],
      show: ['a', 'b'],
      expected: [''],
    },
    'it may be tested': { lines: ['', 'a', ''], stages: [Stage.drop(line.is(''))], expected: ['a'] },
    'it is the last of those joined': {
      lines: ['a', '', ''],
      stages: [Stage.joinLines({ firstLine: /^a/ })],
      expected: ['a\n\n'],
    },
  }),
  ...about('equal lines at equal times', {
    'a hundred, with labels and metadata': {
      lines: Array.from({ length: 100 }, () => '2026-11-21T00:00:01Z'),
      stages: [Stage.time(line)],
      metadata: { kind: 'x' },
      expected: Array.from({ length: 100 }, () => ({
        line: '2026-11-21T00:00:01Z',
        time: '2026-11-21T00:00:01Z',
        metadata: { kind: 'x' },
      })),
    },
    'at the time of reading': {
      lines: Array.from({ length: 100 }, () => 'same'),
      expected: Array.from({ length: 100 }, () => 'same'),
    },
    'empty ones': {
      bytes: '\n\n',
      stages: [Stage.time(text`2026-11-21T00:00:01Z${line}`)],
      expected: ['', ''].map((one) => ({ line: one, time: '2026-11-21T00:00:01Z' })),
    },
    'that stages made equal': {
      lines: ['2026-11-21T00:00:01Z 1', '2026-11-21T00:00:01Z 2'],
      stages: [Stage.parsePattern('<t> <_>'), Stage.time(field('t')), Stage.replace(/ \d$/, '')],
      expected: ['', ''].map(() => ({ line: '2026-11-21T00:00:01Z', time: '2026-11-21T00:00:01Z' })),
    },
  }),
  ...about('order', {
    'a stage that drops does not disturb it': {
      lines: ['3', 'x', '1', 'x', '2'],
      stages: [Stage.drop(line.is('x'))],
      expected: ['3', '1', '2'],
    },
    'streams that take turns': {
      lines: ['a 1', 'b 2', 'a 3', 'b 4'],
      stages: [Stage.parsePattern('<app> <_>')],
      labels: { job: 'contract', app: field('app') },
      expected: ['a 1', 'b 2', 'a 3', 'b 4'].map((one) => ({
        line: one,
        labels: { job: 'contract', app: one.slice(0, 1) },
      })),
    },
  }),
  ...about("a record's own JSON", {
    'cannot name what agents keep for themselves': {
      lines: [
        '{"labels":{"job":"x"},"structured_metadata":{"a":"b"},"__path__":"/x","filename":"f","entry":"e","fields":{"z":1},"offset":9,"source_type":"s","host":"h"}',
      ],
      stages: [
        json,
        Stage.set({ seen: text`${field('filename')}${field('entry')}${field('fields', 'z')}${field('offset')}` }),
      ],
      metadata: { where: origin.path, seen: field('seen') },
      expected: [
        {
          line: '{"labels":{"job":"x"},"structured_metadata":{"a":"b"},"__path__":"/x","filename":"f","entry":"e","fields":{"z":1},"offset":9,"source_type":"s","host":"h"}',
          metadata: { where: '/logs/case.log', seen: 'fe19' },
        },
      ],
    },
    'cannot change the time, unless a stage reads it': {
      lines: ['{"timestamp":"2020-01-01T00:00:00Z","time":"2021-01-01T00:00:00Z","ts":1}'],
      stages: [json],
      expected: ['{"timestamp":"2020-01-01T00:00:00Z","time":"2021-01-01T00:00:00Z","ts":1}'],
    },
  }),
];
