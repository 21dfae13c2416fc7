import * as fc from 'fast-check';
import { parseLokiPattern } from '../../../lib/languages/pattern/loki-pattern';
import { PatternError } from '../../../lib/languages/regex/pattern-error';

test.each([
  ['[<time>] <level> <_>', '[10:00] warn a b', { time: '10:00', level: 'warn' }],
  ['<a> <b>', 'x y z', { a: 'x', b: 'y z' }],
  ['<a>;', 'x;y;z', { a: 'x' }],
  ['<a> <b>', 'x ', { a: 'x' }],
  ['<a> <b>', ' y', { b: 'y' }],
  ['<a> <b>', 'x\ny z', { a: 'x\ny', b: 'z' }],
  ['<a>.*<b>', 'x.*y', { a: 'x', b: 'y' }],
  ['<<pri>>1 <rest>', '<13>1 up', { pri: '13', rest: 'up' }],
  ['a < <b>', 'a < c', { b: 'c' }],
  ['\\<b> <b>', '<b> c', { b: 'c' }],
  ['C:\\\\<b>', 'C:\\c', { b: 'c' }],
  ['C:\\d <b>', 'C:\\d c', { b: 'c' }],
  ['<é> <b>', '<é> c', { b: 'c' }],
])('%j finds in %j %j', (pattern, text, captures) => {
  expect(parseLokiPattern(pattern).match(text)).toEqual(captures);
});

test.each([
  ['x <a>', ' x 1'],
  ['<a> <b>', 'x'],
  ['[<a>] <b>: <_>', '[x] y'],
])('%j finds nothing in %j', (pattern, text) => {
  expect(parseLokiPattern(pattern).match(text)).toBeUndefined();
});

test.each([
  ['', 'got no named capture at position 0'],
  ['abc', 'got no named capture at position 0'],
  ['a <_> b', 'got no named capture at position 0'],
  ['x<a><b>', "got consecutive captures at '<b>' at position 4"],
  ['<a><_>', "got consecutive captures at '<_>' at position 3"],
  ['<a> <a>', "got the duplicate capture name '<a>' at position 4"],
  ['<1a> <b>', "got the bad capture name '<1a>' at position 0"],
  ['<a-b> <b>', "got the bad capture name '<a-b>' at position 0"],
])('%j is refused', (pattern, message) => {
  expect(() => parseLokiPattern(pattern)).toThrow(PatternError);
  expect(() => parseLokiPattern(pattern)).toThrow(`'pattern' must be Loki's pattern language, ${message}`);
});

test('its groups and its printed form', () => {
  const regex = parseLokiPattern('[<time>] <level> <_>');
  expect(regex.groups).toEqual(['time', 'level']);
  expect(regex.source).toBe('[<time>] <level> <_>');
  expect(regex.toGo()).toBe('^\\[(?P<time>(?s:.)*?)\\] (?P<level>(?s:.)*?) ');
});

test('a capture is the text up to the first of what follows it', () => {
  const part = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '.', '😀'), maxLength: 6 });
  fc.assert(
    fc.property(
      part,
      part.filter((text) => text !== ''),
      part,
      (before, separator, after) => {
        const line = before + separator + after;
        const captures = parseLokiPattern(`<a>${separator}<b>`).match(line) ?? {};
        const end = line.indexOf(separator);
        expect(captures['a'] ?? '').toBe(line.slice(0, end));
        expect(captures['b'] ?? '').toBe(line.slice(end + separator.length));
      },
    ),
    { numRuns: 200 },
  );
});
