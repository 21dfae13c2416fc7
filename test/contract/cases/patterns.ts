import { line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { re2, Regex } from '../../../lib/languages/regex/regex';
import type { Pattern } from '../../../lib/languages/regex/pattern';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

/** Of these lines, those in which the pattern is found. */
const finds = (pattern: Pattern, found: readonly string[], others: readonly string[]): CaseProps => {
  Regex.parse(pattern);
  return { lines: [...found, ...others], stages: [Stage.keep(line.matches(pattern))], expected: found };
};

export const patternCases = [
  ...about('patterns', {
    'are found anywhere': finds(/bc/, ['abcd', 'bc'], ['b c']),
    'unless anchored': finds(/^bc$/, ['bc'], ['abc', 'bcd']),
    '\\d is of ASCII': finds(/^\d$/, ['1'], ['१', 'a']),
    '\\w is of ASCII': finds(/^\w$/, ['a', '_', '9'], ['ä', '-', '中']),
    '\\s is of ASCII': finds(/^a\sb$/, ['a b', 'a\tb', 'a\fb'], ['a\u00a0b', 'a\u2003b', 'a\u000bb']),
    '\\b is of ASCII': finds(/\bb/, ['ab b', 'äb'], ['ab']),
    '. is any character but LF': finds(/^a.c$/, ['abc', 'a\rc', 'a𝄞c', 'a\u2028c'], ['ac', 'abbc']),
    'a class of all but some takes what is not ASCII': finds(/^[^\d\s]$/, ['a', 'ä', '𝄞'], ['1', ' ']),
    'case is ignored where they say so': finds(/error/i, ['ERROR', 'Error'], ['eror']),
    'alternatives and repetition': finds(/^(?:ab|c){2,3}$/, ['abab', 'cabc', 'cc'], ['ab', 'cccc', '']),
    'characters that some dialects treat as special are literal': finds(/^[&|~\-[]'#\/"`$]$/, [], ['&\'#/"`$']),
    'RE2 as it is': finds(re2`^[[:alpha:]]+\pL$`, ['abä'], ['1a', 'a1']),
    'a group that did not take part sets nothing': {
      lines: ['a', 'b'],
      stages: [Stage.parseRegex(re2`^(?:(?<x>a)|(?<y>b))$`)],
      show: ['x', 'y'],
      expected: [
        { line: 'a', metadata: { x: 'a' } },
        { line: 'b', metadata: { y: 'b' } },
      ],
    },
    'an empty group sets nothing, and leaves what was there': {
      lines: ['a=', 'a=1'],
      stages: [Stage.set({ x: 'before' }), Stage.parseRegex(re2`^a=(?<x>.*)$`)],
      show: ['x'],
      expected: [
        { line: 'a=', metadata: { x: 'before' } },
        { line: 'a=1', metadata: { x: '1' } },
      ],
    },
    '^ and $ are the ends of a joined line': {
      lines: ['a', ' b'],
      stages: [
        Stage.joinLines({ firstLine: /^a/ }),
        Stage.parseRegex(re2`^(?<x>\S+)$`),
        Stage.parseRegex(re2`(?m)^ (?<y>\S+)$`),
      ],
      show: ['x', 'y'],
      expected: [{ line: 'a\n b', metadata: { y: 'b' } }],
    },
  }),
  ...about('replacement text', {
    'is literal': {
      lines: ['card 1234'],
      stages: [Stage.replace(re2`(?<n>\d+)`, '$1 ${n} $n $$ \\1 \\n {{ .n }} %d')],
      expected: ['card $1 ${n} $n $$ \\1 \\n {{ .n }} %d'],
    },
    'replaces every match': { lines: ['a1b22c'], stages: [Stage.replace(/\d+/, '#')], expected: ['a#b#c'] },
    'is not read again': { lines: ['aa'], stages: [Stage.replace(/a/, 'ab')], expected: ['abab'] },
  }),
  ...about('replace', {
    strips: { lines: ['\u001b[31mred\u001b[0m'], stages: [Stage.replace(/\x1b\[\d+m/, '')], expected: ['red'] },
    'works on each line before they are joined': {
      lines: ['1: a', '2:  b', '3: c'],
      stages: [Stage.replace(/^\d: /, ''), Stage.joinLines({ firstLine: /^\S/ })],
      expected: ['a\n b', 'c'],
    },
    'puts something before each line': {
      lines: ['a', ''],
      stages: [Stage.replace(/^/, '> ')],
      expected: ['> a', '> '],
    },
    'takes no empty match right after another': {
      lines: ['baac'],
      stages: [Stage.replace(/a*/, 'x')],
      expected: ['xbxcx'],
    },
    'does not touch fields': {
      lines: ['{"a":"secret"}'],
      stages: [Stage.parseJson(), Stage.replace(/secret/, '***')],
      show: ['a'],
      expected: [{ line: '{"a":"***"}', metadata: { a: 'secret' } }],
    },
  }),
];
