import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { vrl } from '../../lib/languages/vrl';
import { re2 } from '../../lib/languages/regex/regex';
import { allOf, anyOf, not } from '../../lib/pipeline/condition';
import type { Condition } from '../../lib/pipeline/condition';
import type { LogRecord } from '../../lib/pipeline/record';
import { field, firstOf, line, origin, text } from '../../lib/pipeline/ref';
import type { Ref } from '../../lib/pipeline/ref';
import { Stage } from '../../lib/pipeline/stage';
import type { ParseOptions } from '../../lib/pipeline/stage-options';

/** Pipelines and records that stumble over each other: few names, values of every kind, texts that mean something. */

const name = fc.constantFrom('a', 'b', 'level', 'ts', 'x y', 'é', 'n', '__proto__');

const simple: fc.Arbitrary<Ref> = fc.oneof(
  { weight: 6, arbitrary: name.map((key) => field(key)) },
  { weight: 1, arbitrary: fc.constant(line) },
  { weight: 1, arbitrary: fc.constantFrom(origin.path, origin.pod) },
  { weight: 1, arbitrary: fc.tuple(name, fc.constantFrom('k', 0, 'q')).map(([key, step]) => field(key, step)) },
);

/** What can be read of a record. */
export const ref: fc.Arbitrary<Ref> = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 1, arbitrary: fc.tuple(simple, simple).map(([one, other]) => text`${one}-${other}`) },
  { weight: 1, arbitrary: fc.tuple(simple, simple).map(([one, other]) => firstOf(one, other)) },
  { weight: 1, arbitrary: fc.tuple(simple, fc.constantFrom('c$1', 'é')).map(([one, rest]) => firstOf(one, rest)) },
  { weight: 1, arbitrary: simple.map((one) => text`p${one}`) },
  { weight: 1, arbitrary: fc.constant(text`x${line}`) },
);

const constant = fc.constantFrom('const', 'q"uo{{ te }}\\', '$1 $$ ${X}', 'é\u2028\u0007', '5', 'ERROR', '');
const pattern = fc.constantFrom(/e/, /^$/, /\d+/, /[^a]/i, /(?:err|warn)/i, /\s+$/, /a*/, /\bx\b/, /'"/);
const capturing = fc.constantFrom(
  re2`(?P<a>\w+)=(?P<b>\S*)`,
  re2`^(?P<level>[A-Z]+)?(?P<n>\d*)`,
  re2`(?P<ts>[0-9T:.Z+-]{10,})`,
  re2`(?P<a>.)$`,
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(ref, fc.constantFrom('error', 'info', 'a', '5', 5, true, 1.5, 0)).map(([one, value]) => one.is(value)),
    ref.map((one) => one.is('info', 'warn', 5, 'a')),
    fc.tuple(ref, fc.constantFrom('e', 'error', '1')).map(([one, part]) => one.contains(part)),
    fc.tuple(ref, fc.constantFrom('e', '1')).map(([one, part]) => one.startsWith(part)),
    fc.tuple(ref, pattern).map(([one, wanted]) => one.matches(wanted)),
    fc.tuple(ref, fc.constantFrom(5, 1.5, -1)).map(([one, limit]) => one.atLeast(limit)),
    fc.tuple(ref, fc.constantFrom(5, 1e-7, 500)).map(([one, limit]) => one.below(limit)),
    ref.map((one) => one.exists()),
    tie('condition').map((one) => not(one)),
    fc.tuple(tie('condition'), tie('condition')).map((all) => allOf(...all)),
    fc.tuple(tie('condition'), tie('condition')).map((all) => anyOf(...all)),
  ),
}));

const format = fc.constantFrom(
  'iso8601',
  'unix',
  'unix-ms',
  'unix-ns',
  '%Y-%m-%d %H:%M:%S',
  '%d/%b/%Y:%H:%M:%S %z',
  '%y%m%d %I:%M:%S.%f %p',
  '%Y %j %H:%M',
  '%s.%f',
  '%s',
  '%e %b %Y %H:%M:%S%z',
  '%Y%m%d%H%M%S',
);
const zone = fc.constantFrom('UTC', '+05:30', 'Europe/Berlin', 'America/New_York');

const from = fc.oneof(
  fc.constant({}),
  ref.map((one) => ({ from: one })),
);
const parsing: fc.Arbitrary<ParseOptions> = fc
  .tuple(from, fc.uniqueArray(name, { maxLength: 2 }))
  .map(([options, [first, ...more]]) => (first === undefined ? options : { ...options, only: [first, ...more] }));

/** Programs that find what is there whatever came before. */
const programs = [
  vrl`.fields.native = upcase(string!(.message))`,
  vrl`if contains(string!(.message), "boom") { abort }`,
  vrl`.fields = object!(parse_json!(.message)); .message = string!(.fields.a)`,
  vrl`.fields.a = 2.0; .fields.n = { "k": [1, null, -0.0, "x"] }; .message = string!(.message) + " "`,
] as const;

const { stage } = fc.letrec<{ stage: Stage<'vector'> }>((tie) => ({
  stage: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    parsing.map((options) => Stage.parseJson(options)),
    parsing.map((options) => Stage.parseLogfmt(options)),
    fc
      .tuple(fc.constantFrom('[<ts>] <level> <a>', '<level>: <_>', '<a> <b> <_>'), from)
      .map(([all, options]) => Stage.parsePattern(all as '<a>', options)),
    fc.tuple(capturing, from).map(([all, options]) => Stage.parseRegex(all, options)),
    fc.constantFrom('<a>/[x=<b>/]<n>.log', '/<a>/<b>/<_>').map((all) => Stage.parsePath(all as '<a>')),
    fc
      .tuple(name, name)
      .filter(([old, now]) => old !== now)
      .map(([old, now]) => Stage.rename(Object.fromEntries([[old, now]]))),
    fc.tuple(name, fc.oneof(ref, constant)).map(([key, value]) => Stage.set(Object.fromEntries([[key, value]]))),
    fc.tuple(name, name).map(([one, two]) => (one === two ? Stage.remove(one) : Stage.remove(one, two))),
    fc
      .tuple(ref, fc.uniqueArray(format, { minLength: 2, maxLength: 2 }), zone)
      .map(([one, formats, where]) => Stage.time(one, { format: formats as ['unix'], zone: where })),
    fc.constantFrom('level', 'a').map((key) => Stage.level(key)),
    fc.tuple(name, pattern, pattern).map(([key, one, two]) => Stage.classify(key, { one, two })),
    condition.map((one) => Stage.keep(anyOf(one, line.contains('e'), line.contains('1')))),
    condition.map((one) => Stage.drop(allOf(one, line.contains('a')))),
    fc
      .tuple(fc.constantFrom('50%', '33.3%', '90%'), condition)
      .map(([share, unless]) => Stage.sample(share, { unless })),
    fc.tuple(pattern, fc.constantFrom('', '$1', '[x]', '${a}$$', '\\n"')).map(([one, by]) => Stage.replace(one, by)),
    ref.map((one) => Stage.line(one)),
    fc.tuple(name, name).map(([one, two]) => Stage.line({ json: one === two ? [one] : [one, two] })),
    fc.constant(Stage.line({ json: 'all' })),
    fc.constantFrom(...programs).map((program) => Stage.native(program)),
    fc.tuple(condition, tie('stage'), tie('stage')).map(([one, ...inner]) => Stage.when(one, ...inner)),
  ),
}));

/** Stages that each are a pure function of the record. */
export const stages: fc.Arbitrary<readonly Stage<'vector'>[]> = fc.array(stage, { minLength: 1, maxLength: 5 });

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
);
const held = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('k', 'q', 'z'), scalar, { maxKeys: 2 }),
);
const json = fc.dictionary(name, held, { maxKeys: 4 }).map((object) => JSON.stringify(object));

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

/** Stages that need components of their own, or remember what they saw. */
export const statefulStages: fc.Arbitrary<readonly Stage<'vector'>[]> = fc.array(
  fc.oneof(
    stage,
    fc
      .tuple(fc.option(ref), fc.option(condition))
      .map(([per, unless]) =>
        Stage.throttle({ linesPerSecond: 5, ...(per === null ? {} : { per }), ...(unless === null ? {} : { unless }) }),
      ),
    fc
      .tuple(ref, condition)
      .map(([of, unless]) => Stage.sample('10%', { unless, first: { of, each: Duration.minutes(1) } })),
    fc.tuple(ref, condition).map(([one, when]) => Stage.count('lines_total', { when, labels: { one, podName: one } })),
    fc.tuple(ref, ref).map(([value, one]) => Stage.measure('size', value, { labels: { one } })),
    fc
      .tuple(condition, stage, ref)
      .map(([one, inner, per]) => Stage.when(one, inner, Stage.throttle({ linesPerSecond: 1, per }))),
  ),
  { minLength: 1, maxLength: 4 },
);
