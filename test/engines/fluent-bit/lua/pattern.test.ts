import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { luaPattern } from '../../../../lib/engines/fluent-bit/lua/pattern';
import { Regex } from '../../../../lib/languages/regex/regex';
import { luaVersions, RealLua } from './real-lua';
import { patternCase, patternTrials } from './trials/pattern-trials';

const code = (source: string): string => luaPattern(Regex.parse(source), 'groups').code;

test('a text is looked for as it is', () => {
  expect(code('a\\.b')).toBe('pattern.literal("a.b")');
});

test('patterns of logs are machines of a few hundred characters', () => {
  const patterns = [
    '^(?P<ip>\\S+) (?P<rest>.*)$',
    '\\berror\\b',
    '[0-9a-f]{8}-[0-9a-f]{4}',
    '(?P<key>\\w+)=(?P<value>\\S+)',
  ];
  for (const source of patterns) {
    expect(code(source)).toMatch(/^pattern\.machine\(/);
    expect(code(source).length).toBeLessThan(1000);
  }
});

test('a pattern whose machine would be too large is a program', () => {
  expect(code('a.{20}b')).toMatch(/^pattern\.program\(/);
});

const wordsOf = (count: number): string =>
  Array.from({ length: count }, (_, index) => String.raw`(?P<w${index}>[^ "]+) "(?P<q${index}>[^"]*)"`).join(' ');

test('groups that may be empty do not multiply states', () => {
  expect(code(wordsOf(4))).toMatch(/^pattern\.machine\(/);
  expect(code(`^${wordsOf(12)}`)).toMatch(/^pattern\.machine\(/);
});

// With at most 50 states it is a program, its test and its beginning are machines.
const ambiguous = Regex.parse('(?P<a>a+)(?P<b>b*)(?P<c>[ab]{5})x');

test('a program for groups has machines that spare it work', () => {
  expect(luaPattern(ambiguous, 'groups', 50).code).toMatch(
    /^pattern\.program\(.*guard = pattern\.machine\(.*here = pattern\.machine\(/,
  );
});

test('a pattern that is too large for either is refused', () => {
  expect(() => code('\\pL{1000}')).toThrow(
    "'pattern' must be of less than 20000 steps for Fluent Bit, got /\\pL{1000}/; repeat fewer times",
  );
});

describe.each(luaVersions)('in Lua %s', (version) => {
  const [{ program } = { program: '' }] = patternTrials;
  test.each([
    ['a.{20}b', ['xa01234567890123456789bx', 'a0123b']],
    ['(?P<a>[^ ]*) (?P<b>[^ ]*) "(?P<c>[^"]*)"', ['x y z "quoted"', ' "']],
    ['(?P<x>a|ab)(?P<y>c|bcd)(?P<z>d*)', ['abcd', 'xabcd']],
    ['upstream=(?P<host>[\\d.]+):(?P<port>\\d+)', ['upstream=x upstream=10.0.0.7:8080', 'up']],
    ['(?P<a>.{20}b|)', ['', 'é', 'x'.repeat(30), `${'é'.repeat(12)}${'b'.repeat(30)}`]],
    ['\\pL+$', ['éa1', 'Ωmega', '😀']],
    ['(?P<k>\\w+)\\s*(?:=\\s*(?P<v>.+?))?;', ['a = b c; d;', 'a;', ';']],
  ])('%s', (source, texts) => {
    const lua = RealLua.start(version);
    lua.run(program);
    for (const most of [undefined, 0]) {
      const { chunk, expected } = patternCase(Regex.parse(source), texts, most);
      expect(lua.run(chunk)).toEqual(expected);
    }
    lua.close();
  });

  test('what a program and its machines find is the same', () => {
    const lua = RealLua.start(version);
    lua.run(program);
    const far = [0, 1, 14, 15, 16, 17, 40].flatMap((times) => ['b', 'é'].map((start) => start.repeat(times)));
    const texts = far.flatMap((start) => ['', 'aaaaaax', 'abababbbx', 'aabbabax aaaaaaax'].map((end) => start + end));
    const { chunk, expected } = patternCase(ambiguous, texts, 50);
    expect(lua.run(chunk)).toEqual(expected);
    lua.close();
  });

  test('a text of 100,000 characters costs steps as it is long, not their square', () => {
    const lua = RealLua.start(version);
    const { code } = luaPattern(Regex.parse('(?P<a>x*)(?P<b>x*)y|x+z'), 'groups');
    lua.run(assemble(['pattern'], `local p = ${code}\nfunction find(s) return pattern.groups(p, s) end`));
    expect(lua.run(`return find(string.rep('x', 100000)) == nil`)).toBe(true);
    lua.close();
  });
});
