import * as fc from 'fast-check';
import { assemble } from '../../../../../lib/engines/fluent-bit/lua/assemble';
import { printJson, printObject } from '../../../../../lib/pipeline/interpreter/json-printer';
import { readJsonObject } from '../../../../../lib/pipeline/interpreter/json-reader';
import { numberOf, textOf } from '../../../../../lib/pipeline/interpreter/value';
import type { FieldValue } from '../../../../../lib/pipeline/interpreter/value';
import { wellFormed } from '../../../../../lib/pipeline/interpreter/well-formed';
import { character, number } from '../../../../contract/random-values';
import { inputCode } from '../input-code';
import type { LuaCase, LuaTrial } from '../trial';

const blank = fc.constantFrom('', '', '', ' ', '\n', '\t ', '\r\n');
const escapes = [
  '\\n',
  '\\"',
  '\\\\',
  '\\/',
  '\\u0000',
  '\\u00e9',
  '\\uD83D\\uDE00',
  '\\ud800',
  '\\udc00x',
  '\\ud800\\ud800',
];
const piece = fc.oneof(
  character.map((text) => JSON.stringify(text).slice(1, -1)),
  fc.constantFrom(...escapes),
  fc.constantFrom('a', 'é', '€', '😀', '\u007f'),
);
const string = fc.array(piece, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`);
const edges = [
  '0',
  '-0',
  '1e400',
  '1E2',
  '9007199254740992',
  '-9223372036854775808',
  '9223372036854775808',
  ...['1e99999999999', '-1e-99999999999', '-0e99999999999', '0.0e-99999999999', '-0.5e-400'],
];

const listOf = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.tuple(blank, item, blank), { maxLength: 3 }), blank)
    .map(([items, space]) => (items.length > 0 ? items.map((all) => all.join('')).join(',') : space));
const member = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(string, blank, blank, value).map(([key, before, after, held]) => `${key}${before}:${after}${held}`);

/** The text of a JSON value, spelled in any way. */
const { value: anyJson } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(number, string, fc.constantFrom('true', 'false', 'null', ...edges)),
    listOf(tie('value')).map((items) => `[${items}]`),
    listOf(member(tie('value'))).map((items) => `{${items}}`),
  ),
}));

const typos = ['', '', '', '', ',', '}', ']', '"', '\\', '0', '.', 'e', '\u0001', '\ufeff', ' ', '\t'];

/** Now and then with a character less or more, so that it is no JSON any more. */
const nearlyJson = fc
  .tuple(listOf(member(anyJson)), fc.nat(), fc.constantFrom(...typos))
  .map(([members, number, typo]) => {
    const text = `{${members}}`;
    const at = number % (text.length + 1);
    return typo === '' ? text : wellFormed(text.slice(0, at) + typo + text.slice(number % 2 === 0 ? at : at + 1));
  });

/** What is made of a text that should be JSON. */
export function jsonCase(text: string): LuaCase {
  const object = readJsonObject(text);
  const some = [
    'b',
    'a',
    '',
    'é',
    ...Object.keys(object ?? {})
      .reverse()
      .slice(0, 2),
  ];
  const keys = [...new Set(some)];
  const present = keys.flatMap((key) => {
    const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : null;
    return value === null || value === undefined ? [] : [[key, value] as const];
  });
  return {
    of: text,
    chunk: `return read_and_print(${inputCode(text)}, ${inputCode(keys)})`,
    expected:
      object === undefined ? false : { read: { ...object }, all: printJson(object), some: printObject(present) },
  };
}

const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((x) => (Object.is(x, -0) ? '-0' : String(x).replace(/^(-?\d+)e/, '$1.0e')));
const power = fc
  .tuple(fc.integer({ min: -1074, max: 1023 }), fc.constantFrom('', '-'))
  .map(([exponent, sign]) => sign + String(2 ** exponent));
const limit = fc.oneof(
  fc.constantFrom(0, 1e16, 2 ** 53, 2 ** 63, 9007199254740996, -(2 ** 63)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const anyNumber = fc.oneof(
  number,
  double,
  power,
  fc.constantFrom('9007199254740993', '9007199254740995', '-9007199254740995', ...edges),
);

function numberCase(text: string, limit: number): LuaCase {
  const value: FieldValue | undefined = readJsonObject(`{"n":${text}}`)?.['n'];
  const known = value === undefined ? NaN : (numberOf(value) ?? NaN);
  return {
    of: [text, limit],
    chunk: `return number_of(${inputCode(text)}, ${inputCode(limit)})`,
    expected:
      value === undefined
        ? false
        : {
            json: printJson(value),
            text: textOf(value),
            number: Number(known),
            below: known < limit,
            atLeast: known >= limit,
            same: isSame(known, limit),
            sameAsItself: isSame(known, Number(known)),
          },
  };
}

/** JavaScript compares a bigint with a number exactly. */
function isSame(one: number | bigint, other: number): boolean {
  return one >= other && one <= other;
}

const nearlyNumber = fc.oneof(
  number,
  fc.constantFrom('', '1.', '.5', '+1', ' 1', '1e3', '0x10', '007', 'inf', 'nan', '-', '--1', '1.2.3', '-1.5'),
);

function textualCase(text: string): LuaCase {
  const known = numberOf(text);
  // Minus zero is zero by value.
  const expected = known === undefined ? false : Number(known) + 0;
  return { of: text, chunk: `local x = value.number(${inputCode(text)})\nreturn x and x + 0 or false`, expected };
}

const program = assemble(
  ['json'],
  `
local value, json = value, json
_G.value = value
function read_and_print(text, keys)
  local object = json.read_object(text)
  if not object then return false end
  return { read = value.object(object), all = json.print_all(object), some = json.print_object(keys, object) }
end
function number_of(text, limit)
  local object = json.read_object('{"n":' .. text .. '}')
  if not object then return false end
  local n = object.n
  local x = value.number(n)
  return {
    json = json.print(n),
    text = value.text(n),
    number = x,
    below = value.below(n, limit),
    atLeast = value.at_least(n, limit),
    same = value.same(n, limit),
    sameAsItself = value.same(n, x),
  }
end
`,
);

export const jsonTrials: readonly LuaTrial[] = [
  { name: 'any text that may be JSON', program, cases: nearlyJson.map(jsonCase), numRuns: 250 },
  { name: 'any number', program, cases: fc.tuple(anyNumber, limit).map((all) => numberCase(...all)), numRuns: 400 },
  { name: 'any text that may be a number', program, cases: nearlyNumber.map(textualCase), numRuns: 200 },
];
