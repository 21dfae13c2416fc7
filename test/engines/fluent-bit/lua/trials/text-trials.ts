import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { assemble } from '../../../../../lib/engines/fluent-bit/lua/assemble';
import { cleaned, cutToLimit } from '../../../../../lib/pipeline/interpreter/label-value';
import { readLogfmt } from '../../../../../lib/pipeline/interpreter/logfmt-reader';
import { levelOf } from '../../../../../lib/pipeline/level-table';
import { character, level } from '../../../../contract/random-values';
import { inputCode } from '../input-code';
import type { LuaCase, LuaTrial } from '../trial';

const anyText = fc.string({
  unit: fc.oneof(character, fc.constantFrom('a', 'é', '\u0085', '\u009f', '\u00a0', '\ufffd', '😀')),
  maxLength: 12,
});

const broken = ['c0af', 'eda080', 'f4908080', 'e282', 'f09f98', '80', 'efbfbd', 'e08080', 'f0808080', 'f5', 'ff'];
const anyBytes = fc
  .array(
    fc.oneof(
      anyText.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(...broken).map((hex) => Buffer.from(hex, 'hex')),
    ),
    { maxLength: 5 },
  )
  .map((parts) => Buffer.concat(parts));

function caseOf(name: string, input: string | Uint8Array, expected: unknown): LuaCase {
  return { of: input, chunk: `return modules.${name}(${inputCode(input)})`, expected };
}

function wellFormedCase(line: Buffer): LuaCase {
  const decoded = line.toString('utf8');
  const isUtf8 = Buffer.from(decoded).equals(line);
  return caseOf('text.well_formed', line, isUtf8 ? decoded : decoded.replace(/\ufffd+/g, '\ufffd'));
}

const pieces = [
  'a',
  'key',
  'é',
  '=',
  '=',
  '=',
  ' ',
  ' ',
  '"',
  '"x y"',
  '"\\n\\u00e9"',
  '"\\ud800"',
  '\\',
  '\t',
  '"\u0001"',
  '1',
];
const nearlyLogfmt = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 14 });

function logfmtCase(text: string): LuaCase {
  const read = readLogfmt(text);
  return {
    of: text,
    chunk: `return pairs_of(${inputCode(text)})`,
    expected: read === undefined ? false : Object.fromEntries(read),
  };
}

const hashed = fc.tuple(fc.integer({ min: 0, max: 130 }), anyText).map(([size, text]) => 'x'.repeat(size) + text);
const long = fc.tuple(fc.integer({ min: 2035, max: 2050 }), anyText).map(([size, text]) => 'x'.repeat(size) + text);

const program = assemble(
  ['text', 'level', 'logfmt', 'sha256', 'value'],
  `
modules = { text = text, level = level, sha256 = sha256 }
local logfmt, object = logfmt, value.object
function pairs_of(text)
  local pairs = logfmt.read(text)
  if not pairs then return false end
  local found = {}
  for i = 1, #pairs do
    found[pairs[i][1]] = pairs[i][2]
  end
  return object(found)
end
`,
);

const wordOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE();

export const textTrials: readonly LuaTrial[] = [
  {
    name: 'label values, cleaned',
    program,
    cases: anyText.map((text) => caseOf('text.clean', text, cleaned(text))),
    numRuns: 150,
  },
  {
    name: 'label values, cut at a character',
    program,
    cases: long.map((text) => caseOf('text.cut', text, cutToLimit(text))),
    numRuns: 50,
  },
  { name: 'bytes that may be UTF-8', program, cases: anyBytes.map(wellFormedCase), numRuns: 250 },
  {
    name: 'levels',
    program,
    cases: level.map((text) => caseOf('level.read', text, levelOf.get(text.toLowerCase()))),
    numRuns: 100,
  },
  { name: 'texts that may be logfmt', program, cases: nearlyLogfmt.map(logfmtCase), numRuns: 400 },
  {
    name: 'hashes',
    program,
    cases: hashed.map((text) => caseOf('sha256.first_word', text, wordOf(text))),
    numRuns: 50,
  },
];
