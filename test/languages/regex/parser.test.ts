import { PatternError } from '../../../lib/languages/regex/pattern-error';
import { Regex } from '../../../lib/languages/regex/regex';

/** Patterns and what they mean, in the fewest signs of Go's dialect. */
const READ: readonly (readonly [pattern: string, meaning: string])[] = [
  ['', ''],
  ['a|', 'a|'],
  ['()', ''],
  ['(a)(?:b)', 'ab'],
  ['(a|b)c', '(?:a|b)c'],
  ['a|(b|c)', 'a|b|c'],
  ['ab*', 'ab*'],
  ['(ab)*', '(?:ab)*'],
  ['(a*)*', '(?:a*)*'],
  ['a{2}{', 'a{2}\\{'],
  ['a{,2}', 'a\\{,2\\}'],
  ['a{01}', 'a\\{01\\}'],
  ['a{b}', 'a\\{b\\}'],
  ['a{2,}?', 'a{2,}?'],
  ['a{2}?', 'a{2}'],
  ['a{1}', 'a'],
  ['(?:)*', ''],
  ['a(?i)*', 'a*'],
  ['(?U)a*b+?', 'a*?b+'],
  ['(?U:a*)a*', 'a*?a*'],
  ['(?i)a1', '[Aa]1'],
  ['(?i)ab', '(?i:ab)'],
  ['(?i)k', '[Kk\\x{212A}]'],
  ['(?i)S', '[Ss\\x{17F}]'],
  ['(?i)[k]', '[Kk\\x{212A}]'],
  ['(?i)[^k]', '[^Kk\\x{212A}]'],
  ['(?i)\\w', '[\\w\\x{17F}\\x{212A}]'],
  ['(?i)[h-l]', '[H-Lh-l\\x{212A}]'],
  ['(?i)ς', '[\\x{3A3}\\x{3C2}\\x{3C3}]'],
  ['(?i)ß', '[\\x{DF}\\x{1E9E}]'],
  ['(?i)ı', '\\x{131}'],
  ['(?i)a(?-i)b', '[Aa]b'],
  ['((?i)a)b', '[Aa]b'],
  ['(?i:a|b)c', '(?:[Aa]|[Bb])c'],
  ['(?i)a|b', '[Aa]|[Bb]'],
  ['^a$', '^a$'],
  ['(?m)^a$', '(?m:^)a(?m:$)'],
  ['\\Aa\\z', '^a$'],
  ['(?m)\\Aa\\z', '^a$'],
  ['.', '.'],
  ['(?s).', '(?s:.)'],
  ['[\\s\\S]', '(?s:.)'],
  ['[^\\n]', '.'],
  ['(?s-s).', '.'],
  ['\\d\\D\\w\\W\\s\\S', '\\d\\D\\w\\W\\s\\S'],
  ['[0-9][^\\d]', '\\d\\D'],
  ['[a-c]', '[a-c]'],
  ['[ab]', '[ab]'],
  ['[a]', 'a'],
  ['[]a]', '[\\]a]'],
  ['[^]a]', '[^\\]a]'],
  ['[a-]', '[\\-a]'],
  ['[-a]', '[\\-a]'],
  ['[\\w-.]', '[\\w\\-.]'],
  ['[+--]', '[+-\\-]'],
  ['[[a]b]', '[\\[a]b\\]'],
  ['[a&&b]', '[\\&ab]'],
  ['[!--b]', '[!-\\-b]'],
  ['[a~~b]', '[ab\\~]'],
  ['[[:alpha:]]', '[A-Za-z]'],
  ['[[:^alpha:]]', '[^A-Za-z]'],
  ['[^[:space:]_]', '[^\\s\\x{B}_]'],
  ['[[:word:]]', '\\w'],
  ['[[:a]', '[:\\[a]'],
  ['\\pZ', '[ \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}]'],
  ['\\P{^Zl}\\p{^Zl}', '\\x{2028}[^\\x{2028}]'],
  ['\\p{Any}', '(?s:.)'],
  ['\\Qa.b\\E*', 'a\\.b*'],
  ['\\Q\\d', '\\\\d'],
  ['\\a\\f\\t\\n\\r\\v', '\\x{7}\\x{C}\\t\\n\\r\\x{B}'],
  ['\\x41\\x{1F600}\\0\\07\\012\\123', 'A\\x{1F600}\\x{0}\\x{7}\\nS'],
  ['\\-\\_\\/\\ \\<', '-_/ <'],
  ['é😀', '\\x{E9}\\x{1F600}'],
  ['(?P<a>x)(?<b_1>y)', '(?P<a>x)(?P<b_1>y)'],
  ['(?:|a)?', '|a|'],
  ['(?:|a)??', '||a'],
];

const REFUSED: readonly (readonly [pattern: string, part: string])[] = [
  ['a(?=b)', "the lookahead '(?=' at position 1"],
  ['a(?!b)', "the negative lookahead '(?!' at position 1"],
  ['(?<=a)b', "the lookbehind '(?<=' at position 0"],
  ['(?<!a)b', "the negative lookbehind '(?<!' at position 0"],
  ['(?>a)', "the atomic group '(?>' at position 0"],
  ['(a)\\1', "the backreference '\\1' at position 3"],
  ['(?<a>x)\\k<a>', "the backreference '\\k<a>' at position 7"],
  ['(?P<a>x)(?P=a)', "the backreference '(?P=a)' at position 8"],
  ['a++', "the possessive repetition '++' at position 1"],
  ['a**', "a repetition of a repetition '**' at position 1"],
  ['a*??', "a repetition of a repetition '*??' at position 1"],
  ['a{2}{3}', "a repetition of a repetition '{2}{3}' at position 1"],
  ['(?(1)a|b)', "the conditional '(?(1)' at position 0"],
  ['(?R)', "the recursion '(?R)' at position 0"],
  ['(?&x)', "the recursion '(?&x)' at position 0"],
  ['a\\g<x>', "the subexpression call '\\g<x>' at position 1"],
  ['(?#note)a', "the comment '(?#note)' at position 0"],
  ['(?|a|b)', "the branch reset '(?|' at position 0"],
  ["(?'a'x)", "the group name in quotes '(?'a'' at position 0"],
  ['(?x)a b', "the flag x '(?x' at position 0"],
  ['(?z)', "an unknown group '(?z)' at position 0"],
  ['(?i-)', "an unknown group '(?i-)' at position 0"],
  ['(*FAIL)', "the control verb '(*FAIL)' at position 0"],
  ['\\Ga', "the anchor '\\G' at position 0"],
  ['a\\Z', "the anchor '\\Z' at position 1"],
  ['a\\Kb', "the reset of the match '\\K' at position 1"],
  ['\\h', "the class '\\h' at position 0"],
  ['\\R', "the class '\\R' at position 0"],
  ['\\X', "the class '\\X' at position 0"],
  ['\\C', "the class '\\C' at position 0"],
  ['\\u00e9', "the escape '\\u00e9' at position 0"],
  ['\\cA', "the escape '\\cA' at position 0"],
  ['\\q', "an unknown escape '\\q' at position 0"],
  ['[\\b]', "an unknown escape '\\b' at position 1"],
  ['a\\', "a backslash at the end '\\' at position 1"],
  ['\\x{110000}', "a code point beyond Unicode '\\x{110000}' at position 0"],
  ['\\x{D800}', "a surrogate '\\x{D800}' at position 0"],
  ['\\p{Klingon}', "an unknown Unicode class '\\p{Klingon}' at position 0"],
  ['\\pC', "an unknown Unicode class '\\pC' at position 0"],
  ['[[:foo:]]', "an unknown POSIX class '[:foo:]' at position 1"],
  ['[b-a]', "a range that runs backwards 'b-a' at position 1"],
  ['[a-\\d]', "an unknown escape '\\d' at position 3"],
  ['x[a', "a set that is not closed '[a' at position 1"],
  ['[]', "a set that is not closed '[]' at position 0"],
  ['[^\\s\\S]', "a set without a character '[^\\s\\S]' at position 0"],
  ['(a', "a group that is not closed '(a' at position 0"],
  ['a)', "a group that is not open ')' at position 1"],
  ['*a', "a repetition of nothing '*' at position 0"],
  ['a|+', "a repetition of nothing '+' at position 2"],
  ['a{1001}', "a repetition of more than 1000 '{1001}' at position 1"],
  ['a{2,1}', "a repetition that runs backwards '{2,1}' at position 1"],
  ['(a{100}){11}', "nested repetitions of more than 1000 in all '(a{100}){11}' at position 0"],
  ['(?<1a>x)', "a bad group name '(?<1a>' at position 0"],
  ['(?<a-b>x)', "a bad group name '(?<a-b>' at position 0"],
  ['(?<a>x)(?<a>y)', "a group name that is taken '(?<a>' at position 7"],
  ['(?:(?<a>x)|y)*', "a repetition that may pass over its group '(?:(?<a>x)|y)*' at position 0"],
  ['z(?:(?<a>x)?y)+', "a repetition that may pass over its group '(?:(?<a>x)?y)+' at position 1"],
  ['(?<a>x*)*', "a repeated part that can match nothing and has a group '(?<a>x*)*' at position 0"],
  ['(?:|a)*', "a repeated part that prefers to match nothing '(?:|a)*' at position 0"],
  ['(?:a??)+', "a repeated part that prefers to match nothing '(?:a??)+' at position 0"],
  [`${'('.repeat(101)}${')'.repeat(101)}`, 'groups nested deeper than 100'],
];

test.each(READ)('%j means %j', (pattern, meaning) => {
  expect(Regex.parse(pattern).toGo()).toBe(meaning);
});

test.each(REFUSED)('%j is refused for %j', (pattern, part) => {
  expect(() => Regex.parse(pattern)).toThrow(PatternError);
  expect(() => Regex.parse(pattern)).toThrow(`'pattern' must be RE2, got ${part}`);
});

test('a lone surrogate is refused', () => {
  expect(() => Regex.parse('a\ud83d')).toThrow("'pattern' must be RE2, got a lone surrogate at position 1");
});

test('Unicode classes are written out', () => {
  const word = Regex.parse('^\\p{Greek}\\pL\\PL$');
  expect(word.test('λa1')).toBe(true);
  expect(word.test('aa1')).toBe(false);
  expect(word.test('λaa')).toBe(false);
  expect(word.toRust()).toMatch(/^\^\[\\x\{370\}-\\x\{373\}/);
});

test('groups that every repetition sets are kept', () => {
  const regex = Regex.parse('(?:(?<key>\\w+)=(?<value>\\w*) ?)+');
  expect(regex.match('a=1 b=2')).toEqual({ key: 'b', value: '2' });
});

test('an error tells the part, the place and the remedy apart', () => {
  let error: unknown;
  try {
    Regex.parse('foo(?=bar)');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ name: 'PatternError', pattern: 'foo(?=bar)', part: '(?=', position: 3 });
  expect(String(error)).toMatch(/; RE2 has none; match the text and put a group around the part you want$/);
});

test('a pattern of a million signs is read', () => {
  expect(Regex.parse('a.'.repeat(500_000)).canBeEmpty).toBe(false);
  expect(() => Regex.parse('('.repeat(1_000_000))).toThrow('groups nested deeper than 100');
});
