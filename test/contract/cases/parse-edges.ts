import { field, firstOf, line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { re2 } from '../../../lib/languages/regex/regex';
import { about } from '../contract-case';
import { nothings, parses } from './parsing';

const json = Stage.parseJson({ only: ['a', 'b'] });
const long = 'y'.repeat(100_000);

export const parseEdgeCases = [
  ...about('parseLogfmt', {
    'what is no text is not parsed': parses(
      [json, Stage.parseLogfmt({ from: field('a'), only: ['k'] })],
      ['k'],
      ...nothings,
      ['{"a":"k=v x"}', { k: 'v' }],
      ['{"a":"k=1 x=a=b"}'],
    ),
    'other blanks are no space': parses(
      [Stage.parseLogfmt()],
      ['a'],
      ['a=1\tb', { a: '1?b' }],
      ['a=1\u00a0b', { a: '1\u00a0b' }],
      ['\ta=1'],
      [''],
      [' '],
    ),
    'unicode, NUL and other characters are parts of a value': parses(
      [Stage.parseLogfmt()],
      ['a'],
      ['a=ä€𝄞 b=1', { a: 'ä€𝄞' }],
      ['a=x\u0000y', { a: 'x?y' }],
      ["a=[1,{2}]'`<>&\\n", { a: "[1,{2}]'`<>&\\n" }],
      ['a="ä\\u20ac\\ud834\\udd1e"', { a: 'ä€𝄞' }],
      ['a="\\ud800x"', { a: '?x' }],
      ['a="x\\ny\\t"', { a: 'x?y?' }],
    ),
    'escapes that JSON does not know spoil it': parses(
      [Stage.parseLogfmt()],
      ['a'],
      ['a="\\x41"'],
      ['a="\\\'"'],
      ['a="\\u12"'],
      ['a="x\ty"'],
      ['a="x\u0001"'],
      ['a="x\\"'],
      ['a=""x'],
      ['a=x"y"'],
    ),
    'keys may be of other writing': {
      lines: ['größe=1 中=2 a/b=3 $x=4'],
      stages: [Stage.parseLogfmt()],
      metadata: { one: field('größe'), two: field('中'), three: field('a/b'), four: field('$x') },
      expected: [{ line: 'größe=1 中=2 a/b=3 $x=4', metadata: { one: '1', two: '2', three: '3', four: '4' } }],
    },
    'an empty value leaves what was there': parses(
      [Stage.set({ a: 'before' }), Stage.parseLogfmt({ only: ['a'] })],
      ['a'],
      ['a= b=1', { a: 'before' }],
      ['a=""', { a: 'before' }],
      ['a', { a: 'before' }],
      ['a=1', { a: '1' }],
    ),
    'a long value': parses(
      [Stage.parseLogfmt({ only: ['a'] })],
      ['a'],
      [`b="${long}" a=1`, { a: '1' }],
      [`a=1 b="${long}`],
    ),
    'without a space after a quote it is none': parses(
      [Stage.parseLogfmt()],
      ['a', 'b'],
      ['a="x"b="y"'],
      ['a="x" b="y"', { a: 'x', b: 'y' }],
    ),
  }),
  ...about('parsePattern', {
    'what is no text is not parsed': parses(
      [json, Stage.parsePattern('<k>=<v>', { from: field('a') })],
      ['k'],
      ...nothings,
      ['{"a":"k=v"}', { k: 'k' }],
      ['{"a":"="}'],
    ),
    'a number is read as its text': parses(
      [json, Stage.parsePattern('<whole>.<part>', { from: field('a') })],
      ['whole', 'part'],
      ['{"a":1.50}', { whole: '1', part: '5' }],
      ['{"a":1.0}'],
    ),
    'unicode, NUL and blanks': parses(
      [Stage.parsePattern('<a>€<b>\t<c>')],
      ['a', 'b', 'c'],
      ['ä€𝄞\t x ', { a: 'ä', b: '𝄞', c: ' x ' }],
      ['\u0000€\u007f\tx', { a: '?', b: '?', c: 'x' }],
      [''],
    ),
    'a capture that is not named': parses(
      [Stage.parsePattern('<_> <a> <_>')],
      ['a'],
      ['x y z w', { a: 'y' }],
      [' y ', { a: 'y' }],
      ['x y'],
    ),
    'a literal that repeats': parses(
      [Stage.parsePattern('<a>--<b>')],
      ['a', 'b'],
      ['x---y', { a: 'x', b: '-y' }],
      ['----', { b: '--' }],
    ),
    'a long line': parses(
      [Stage.parsePattern('<a> <_>;<b>')],
      ['a', 'b'],
      [`x ${long};y`, { a: 'x', b: 'y' }],
      [`x ${long}`],
    ),
    'replaces a field, unless it is empty': parses(
      [Stage.set({ a: 'before' }), Stage.parsePattern('<a>;')],
      ['a'],
      ['x;', { a: 'x' }],
      [';', { a: 'before' }],
      ['x', { a: 'before' }],
    ),
    'angles that are literal': parses([Stage.parsePattern('< <a> >')], ['a'], ['< x >', { a: 'x' }], ['x']),
    'a bad byte is a character': {
      bytes: Buffer.from([0x61, 0x3d, 0xff, 0x3b, 0x0a]),
      stages: [Stage.parsePattern('a=<a>;')],
      show: ['a'],
      expected: [{ line: 'a=\ufffd;', metadata: { a: '?' } }],
    },
  }),
  ...about('parseRegex', {
    'what is no text is not parsed': parses(
      [json, Stage.parseRegex(re2`^(?<k>.).*$`, { from: field('a') })],
      ['k'],
      ...nothings.filter(([one]) => !one.includes('true')),
      ['{"a":true}', { k: 't' }],
    ),
    'reads what is first there': {
      lines: ['{"a":"1"}', '{"b":"2"}', '{}'],
      stages: [json, Stage.parseRegex(re2`(?<k>\d)`, { from: firstOf(field('a'), field('b')) })],
      show: ['k'],
      expected: [{ line: '{"a":"1"}', metadata: { k: '1' } }, { line: '{"b":"2"}', metadata: { k: '2' } }, '{}'],
    },
    'a group of a repetition is its last': parses(
      [Stage.parseRegex(re2`^(?:(?<a>\w),?)+$`)],
      ['a'],
      ['x,y,z', { a: 'z' }],
    ),
    'groups within groups': parses(
      [Stage.parseRegex(re2`(?<all>(?<user>\w+)@(?<host>[\w.]+))`)],
      ['all', 'user', 'host'],
      ['to a@b.c now', { all: 'a@b.c', user: 'a', host: 'b.c' }],
    ),
    'the first alternative counts, not the longest': parses(
      [Stage.parseRegex(re2`(?<a>x|xy|xyz)`)],
      ['a'],
      ['xyz', { a: 'x' }],
    ),
    'greedy and lazy': parses(
      [Stage.parseRegex(re2`^(?<a>.*?)=(?<b>.*)=`)],
      ['a', 'b'],
      ['1=2=3=4', { a: '1', b: '2=3' }],
    ),
    'an optional group': parses(
      [Stage.parseRegex(re2`^(?<a>\d+)(?:\.(?<b>\d+))?$`)],
      ['a', 'b'],
      ['1', { a: '1' }],
      ['1.5', { a: '1', b: '5' }],
      ['1.'],
    ),
    'unicode, NUL and case': parses(
      [Stage.parseRegex(/^(?<a>ä.)(?<b>\x00)?(?<c>e+)$/i)],
      ['a', 'b', 'c'],
      ['Ä€eE', { a: 'Ä€', c: 'eE' }],
      ['ä𝄞\u0000e', { a: 'ä𝄞', b: '?', c: 'e' }],
    ),
    'a long line': parses([Stage.parseRegex(re2`^x(?<a>y*)(?<b>z)$`)], ['b'], [`x${long}z`, { b: 'z' }], [`x${long}`]),
    'over several lines where it says so': {
      lines: ['a: 1', ' b: 2'],
      stages: [
        Stage.joinLines({ firstLine: /^\S/ }),
        Stage.parseRegex(re2`(?s)a: (?<a>.*)$`),
        Stage.parseRegex(re2`a: (?<b>.*)`),
      ],
      show: ['a', 'b'],
      expected: [{ line: 'a: 1\n b: 2', metadata: { a: '1? b: 2', b: '1' } }],
    },
    'an empty line matches what is empty, and sets nothing': parses(
      [Stage.parseRegex(re2`^(?<a>)(?<b>.*)$`)],
      ['a', 'b'],
      [''],
    ),
    'a CR is no end of a line': {
      bytes: 'a\rb\n',
      stages: [Stage.parseRegex(re2`(?<x>.+)$`)],
      show: ['x'],
      expected: [{ line: 'a\rb', metadata: { x: 'a?b' } }],
    },
  }),
  ...about('parsePath', {
    'other writing, blanks and signs': {
      lines: ['x'],
      path: 'ä b/$x=1/{y}.log',
      stages: [Stage.parsePath('<folder>/$x=<x>/{<y>}.log')],
      show: ['folder', 'x', 'y'],
      expected: [{ line: 'x', metadata: { folder: 'ä b', x: '1', y: 'y' } }],
    },
    'of two captures in one part, the first takes what it can': {
      lines: ['x'],
      path: 'a-b-c.1.log',
      stages: [Stage.parsePath('<first>-<rest>.<n>.log')],
      show: ['first', 'rest', 'n'],
      expected: [{ line: 'x', metadata: { first: 'a-b', rest: 'c', n: '1' } }],
    },
    'not the whole name': {
      lines: ['x'],
      path: 'a.log',
      stages: [Stage.parsePath('<a>.lo')],
      show: ['a'],
      expected: ['x'],
    },
    'leaves a field alone where it does not fit': {
      lines: ['{"a":"before"}'],
      path: 'b/c.log',
      stages: [json, Stage.parsePath('x/<a>.log')],
      show: ['a'],
      expected: [{ line: '{"a":"before"}', metadata: { a: 'before' } }],
    },
    'within a when': {
      lines: ['yes', 'no'],
      path: 'n=5.log',
      stages: [Stage.when(line.is('yes'), Stage.parsePath('n=<n>.log'))],
      show: ['n'],
      expected: [{ line: 'yes', metadata: { n: '5' } }, 'no'],
    },
  }),
];
