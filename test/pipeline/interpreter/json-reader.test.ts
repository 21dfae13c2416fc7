import fc from 'fast-check';
import { readJsonObject } from '../../../lib/pipeline/interpreter/json-reader';
import { isUnusual, readExactly } from '../../../lib/pipeline/interpreter/json-parser';
import { Float, plainValue } from '../../../lib/pipeline/interpreter/value';
import type { FieldValue } from '../../../lib/pipeline/interpreter/value';

/** As JSON.parse has it, which knows no whole number beyond 2^53. */
const plain = (value: unknown): unknown => {
  const found = plainValue(value as FieldValue);
  const text = JSON.stringify(found, (_, held: unknown) => (typeof held === 'bigint' ? Number(held) : held));
  return JSON.parse(text) as unknown;
};

test('reads what JSON.parse reads, by both of its ways', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
      fc.constantFrom(0, 1, 2),
      (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const expected = plain(JSON.parse(text));
        expect(plain(readJsonObject(text))).toEqual(expected);
        expect(plain(readExactly(text, 127))).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
});

test('refuses what JSON.parse refuses, by both of its ways', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    ':',
    ',',
    '1',
    '-',
    '.5',
    'e3',
    'true',
    'nul',
    ' ',
    '\\u00e',
    '"\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), (all) => {
      const text = `{${all.join('')}}`;
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        expected = undefined;
      }
      expect(plain(readJsonObject(text) ?? null)).toEqual(expected ?? null);
      expect(plain(readExactly(text, 127) ?? null)).toEqual(expected ?? null);
    }),
    { numRuns: 1000 },
  );
});

test('the fast way gives what the exact way gives', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/);
  fc.assert(
    fc.property(fc.array(digits, { minLength: 1, maxLength: 4 }), (numbers) => {
      const text = `{"a":[${numbers.join(' , ')}],"b" :${numbers[0]}}`;
      expect(readJsonObject(text)).toEqual({ ...readExactly(text, 127) });
    }),
    { numRuns: 1000 },
  );
});

test('whole numbers of 64 bits are exact, and floats are told from them', () => {
  const read = readJsonObject('{"a":9007199254740993,"b":1.0,"c":-0,"d":9223372036854775808,"e":5,"f":0.5}');
  expect(read).toEqual({
    a: 9007199254740993n,
    b: new Float(1),
    c: new Float(-0),
    d: new Float(9223372036854775808),
    e: 5,
    f: 0.5,
  });
});

test('ordinary log lines are read the fast way', () => {
  for (const usual of [
    '{"t":"2026-11-21T00:26:37.392808Z","n":2412,"ms":12.75,"deep":{"x":[1,2.5]}}',
    '{"m":"1e5 and 1.0, or \\u00e4","z":-0.50}',
  ]) {
    expect(isUnusual(usual)).toBe(false);
  }
});

test('text nested a hundred thousand deep does no harm', () => {
  const deep = 100_000;
  expect(readJsonObject(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)).toBeUndefined();
  expect(readJsonObject(`{"n":1.0,"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)).toBeUndefined();
});

test('a string of a million characters does no harm', () => {
  const long = '\\"x'.repeat(300_000);
  expect(readJsonObject(`{"n":1.0,"a":"${long}"}`)?.['a']).toHaveLength(600_000);
});
