import * as fc from 'fast-check';
import { assemble } from '../../../../../lib/engines/fluent-bit/lua/assemble';
import { luaPattern } from '../../../../../lib/engines/fluent-bit/lua/pattern';
import { Regex } from '../../../../../lib/languages/regex/regex';
import { character, pattern } from '../../../../contract/random-values';
import { randomNode, randomText } from '../../../../languages/regex/random-node';
import { inputCode } from '../input-code';
import type { LuaCase, LuaTrial } from '../trial';

const by = '<$1%1>';

/**
 * What Lua and JavaScript find in texts.
 *
 * @param most - states of a machine; 0 for a program instead
 */
export function patternCase(regex: Regex, texts: readonly string[], most?: number): LuaCase {
  const [test, groups, replace] = (['test', 'groups', 'replace'] as const).map(
    (use) => luaPattern(regex, use, most).code,
  );
  return {
    of: [regex.source, texts, most],
    chunk: `return find_all(${test}, ${groups}, ${replace}, ${inputCode(texts)})`,
    expected: texts.map((text) => {
      const found = regex.match(text);
      return {
        test: regex.test(text),
        groups: found === undefined ? false : { ...found },
        replaced: regex.replaceAll(text, by),
      };
    }),
  };
}

const most = fc.constantFrom(undefined, undefined, 0);
const texts = fc.array(randomText, { minLength: 1, maxLength: 6 }).map((all) => ['', 'ab', ...all]);
const words = fc.constantFrom('a', 'ex', 'e', 'KS', 'ſ', '12', ' ', '.', '=', '\n', 'é', '"x"');
const lines = fc.array(
  fc.array(fc.oneof(character, words), { maxLength: 8 }).map((parts) => parts.join('')),
  { minLength: 1, maxLength: 6 },
);

const program = assemble(
  ['pattern'],
  `
local pattern = pattern
_G.pattern = pattern
function find_all(t, g, r, texts)
  local results = {}
  for i = 1, #texts do
    local text = texts[i]
    results[i] = {
      test = pattern.test(t, text),
      groups = pattern.groups(g, text) or false,
      replaced = pattern.replace_all(r, text, '${by}'),
    }
  end
  return results
end
`,
);

export const patternTrials: readonly LuaTrial[] = [
  {
    name: 'any tree of a pattern',
    program,
    cases: fc.tuple(randomNode, texts, most).map(([node, all, most]) => patternCase(Regex.of(node), all, most)),
    numRuns: 120,
  },
  {
    name: 'any pattern of RE2',
    program,
    cases: fc.tuple(pattern, lines, most).map(([pattern, all, most]) => patternCase(Regex.parse(pattern), all, most)),
    numRuns: 60,
  },
];
