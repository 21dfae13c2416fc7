import * as fc from 'fast-check';
import type { LogRecord } from '../../lib/pipeline/record';
import { character, level, number, time } from './random-values';

/** Names of fields that records and pipelines have in common: few, so that they meet. */
export const fewNames = ['a', 'b', 'level', 'ts', 'x y', 'é', 'n', '__proto__'] as const;

const name = fc.constantFrom(...fewNames);

/** Text of characters that languages treat each in their own way. */
const oddText = fc
  .array(fc.oneof(character, fc.constantFrom('a', 'e', '1', ' ')), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''));

const scalar = fc.oneof(
  fc.constantFrom('info', 'WARNING', 'Err', 'x', '5', '12.5', '-3', '1e5', '0123456789012345', '123456789012345.6'),
  fc.constantFrom('2026-08-16T13:54:02.571+0000', '2026-11-21 00:22:41,116', '2026-12-31T23:59:60.5Z'),
  fc.constantFrom('2026-03-29 02:30:00', '2026-10-25T02:30:00', '1600-01-01T00:00:00Z', '2026-02-30T00:00:00Z'),
  fc.constantFrom('1700000000', '1700000000.123456789', '1700000000123', '-1.5', '99999999999999999999'),
  fc.constantFrom('16/Aug/2026:13:54:02 +0200', '260816 01:54:02.5 PM', '2026 230 13:54', '20260816135402'),
  fc.constantFrom(' 5 Aug 2026 13:54:02+00:00', '2026-08-16 13:54:60'),
  fc.constantFrom('', ' ', 'é\u2028', 'K', '"', '{"a":1}', 'a=1 b="x y"', '\\ud800', '\ufffd', '\u0007', '\u0085'),
  fc.constantFrom('a'.repeat(3000), 'é'.repeat(1500)),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e300, 1e-7, 1.5, 5, 2 ** 53, 1e16, 1e15, 1e-5, 0.00001234, 123456.789, -0),
  fc.boolean(),
  fc.constant(null),
  time,
  level,
  oddText,
);

/** JSON of a value. */
const written = fc.oneof(
  { weight: 4, arbitrary: scalar.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: number },
);
const held = fc.oneof(
  written,
  fc.array(written, { maxLength: 2 }).map((all) => `[${all.join(',')}]`),
  fc.array(fc.tuple(fc.constantFrom('k', 'q', 'z'), written), { maxLength: 2 }).map(objectOf),
);
const json = fc.uniqueArray(fc.tuple(name, held), { maxLength: 4, selector: ([key]) => key }).map(objectOf);

function objectOf(pairs: readonly (readonly [key: string, value: string])[]): string {
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

const nested = (depth: number): string => `{${'"a":{'.repeat(depth - 1)}"b":[]${'}'.repeat(depth)}`;
const odd = fc.constantFrom(
  '{"n":1.0,"a":1e2,"b":-0.0,"level":12345678901234567890}',
  '{"n":9007199254740993,"a":1e21,"b":9223372036854775808,"level":9223372036854775807}',
  '{"a":"\\ud800x","b":"\\ud83d\\ude00\\\\ud800"}',
  '{"a":"C:\\\\Users","b":"\\udc00\\ud83d\\ude00"}',
  '  {"a":1,"a":2} ',
  '{"a":1e400}',
  '{"a":1} x',
  '[1]',
  '"s"',
  nested(126),
  nested(127),
  nested(128),
  '{"a":1,"b":{"k":[1,{"z":2,"a":1}]}}',
  '{"level":"WARN","ts":"2026-11-21T00:22:41.116Z"}',
  'a=1 b="x \\u00e9\\ud800" level=warn',
  'a="unclosed',
  'a= b',
  'key',
  ' a=1  n=5 ',
  'a==1',
  'a="x"y',
  '[2026-08-16T13:54:02.571+0000] ERROR boom',
  'level: x',
  'ERROR12',
  'x',
  'a 1 e',
  `it's '" $1`,
  '\ufffd\ufffd',
  'tab\there',
  '{"\u0001":1,"a":"\\ud800"}',
  '{"a":"\\u0001\\u007f\\u0080"}',
);

/** A record of a file. */
export const record: fc.Arbitrary<LogRecord & { readonly time: string }> = fc
  .tuple(
    fc.oneof(
      { weight: 2, arbitrary: json },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: scalar.map(String) },
      { weight: 1, arbitrary: fc.tuple(scalar, scalar).map(([a, b]) => `a=${a} b=${b}`) },
      { weight: 1, arbitrary: fc.tuple(scalar, scalar).map(([a, b]) => `[${a}] ${b} rest error 1`) },
    ),
    fc.constantFrom('2026-01-02T03:04:05.000000001Z', '2026-01-02T03:04:05Z', '1999-12-31T23:59:59.999999999Z'),
  )
  .map(([all, time]) => ({ line: all.replace(/[\n\r]/g, ' '), time, origin: { path: '/v/q/x=1/n.log' } }));
