import { field, fields, firstOf, line, origin, Ref, text } from '../../lib/pipeline/ref';
import { allOf, anyOf, Condition, not } from '../../lib/pipeline/condition';
import { concat, env } from '../../lib/text/live-text';

test('a field is its keys from the outside in', () => {
  expect(field('a.b', 'c', 0).spec).toEqual({ of: 'field', path: ['a.b', 'c', 0] });
  expect(field('__proto__').spec).toEqual({ of: 'field', path: ['__proto__'] });
});

test('fields are references under their own names', () => {
  expect(fields('a', 'b').b.spec).toEqual({ of: 'field', path: ['b'] });
  expect(() => fields('a', 'a')).toThrow(`'keys' must name each once, got "a"; remove one of them`);
});

test('an origin is named', () => {
  expect(origin.pod.spec).toEqual({ of: 'origin', name: 'pod' });
  expect(origin.podLabel('app').spec).toEqual({ of: 'podLabel', key: 'app' });
  expect(origin.podAnnotation('a/b').spec).toEqual({ of: 'podAnnotation', key: 'a/b' });
});

test('firstOf takes constants as well', () => {
  expect(firstOf(field('a'), line, 'none').spec).toEqual({
    of: 'firstOf',
    values: [{ of: 'field', path: ['a'] }, { of: 'line' }, { of: 'constant', text: 'none' }],
  });
});

describe('text', () => {
  test('without a reference is a live text, whose braces and dollars are literal', () => {
    expect(concat(text`a ${'$b'} {{ c }}`)).toBe('a $b {{ c }}');
    expect(text`a-${env('B')}`.parts).toEqual(['a-', { reader: 'env', name: 'B' }]);
  });

  test('with a reference is one, texts within it being parts of it', () => {
    const inner = text`${origin.pod}/${env('B')}`;
    expect(text`<${inner}>`.spec).toEqual({
      of: 'text',
      parts: ['<', { of: 'origin', name: 'pod' }, '/', { reader: 'env', name: 'B' }, '>'],
    });
  });

  test('reads escapes as strings do', () => {
    expect(concat(text`a\tb`)).toBe('a\tb');
  });
});

test('conditions are data', () => {
  expect(not(anyOf(line.is('a', 1, true), allOf(field('x').atLeast(2), field('x').below(3)))).spec).toEqual({
    test: 'not',
    condition: {
      test: 'anyOf',
      conditions: [
        { test: 'is', ref: { of: 'line' }, values: ['a', 1, true] },
        {
          test: 'allOf',
          conditions: [
            { test: 'atLeast', ref: { of: 'field', path: ['x'] }, limit: 2 },
            { test: 'below', ref: { of: 'field', path: ['x'] }, limit: 3 },
          ],
        },
      ],
    },
  });
  expect(line.matches(/^a/).spec).toMatchObject({ test: 'matches', ref: { of: 'line' } });
});

test('references and conditions are frozen, and nothing else passes for one', () => {
  expect([line, line.spec, line.exists(), line.is('a').spec].map((one) => Object.isFrozen(one))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([Ref.isRef(line), Ref.isRef({ spec: line.spec }), Ref.isRef(null)]).toEqual([true, false, false]);
  expect([Condition.is(line.exists()), Condition.is({ spec: {} }), Condition.is(undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a reference cannot be joined with +', () => {
  expect(() => String(line)).toThrow('a reference has no value before a record is read; join it with the tag text');
});

test.each([
  [() => field(5 as unknown as string), `'key' must be a string, got 5; name a field`],
  [() => field('a', -1), `'inner' must count array elements from 0, got -1; write a whole number from 0 on`],
  [() => field('a', 1.5), `'inner' must count array elements from 0, got 1.5`],
  [() => field('\ud800'), `'key' must be well-formed unicode`],
  [() => line.is(NaN), `'values' must be a string, got NaN; write a string, a finite number or a boolean`],
  [() => line.contains(''), `'part' must not be empty, got ""; write what is looked for, or use exists()`],
  [() => line.atLeast('5' as unknown as number), `'limit' must be a finite number, got "5"; write a number`],
  [() => line.matches(/(?=a)/), `'pattern' must be RE2, got`],
  [() => origin.podLabel(''), `'key' must not be empty, got ""; name a label`],
  [
    () => not(line as unknown as Condition),
    `'condition' must be a condition, got an object; write one such as field('level').is('error')`,
  ],
  [
    () => firstOf(line, 5 as unknown as string),
    `'values' must be a string, got 5; write a string, or a text of env, helm or a Flux`,
  ],
])('fails when a value cannot be meant: %s', (make, message) => {
  expect(make).toThrow(message);
});
