import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { assertion, group, oneOf, repeat, sequence, text } from '../../../lib/languages/regex/node';
import { CodePoints } from '../../../lib/languages/regex/code-points';
import { PatternError } from '../../../lib/languages/regex/pattern-error';
import { re2, Regex } from '../../../lib/languages/regex/regex';
import { randomNode, randomText } from './random-node';

describe('a pattern', () => {
  test('is read from a JavaScript literal with its flags', () => {
    expect(Regex.parse(/^a.$/ims).toGo()).toBe('(?m:^)[Aa](?s:.)(?m:$)');
    expect(Regex.parse(/[a/]\/😀/dgu).toGo()).toBe('[/a]/\\x{1F600}');
  });

  test('is read from re2, backslashes as they stand', () => {
    expect(re2`(?<time>\d+)\.\x{2028}`).toEqual({ source: '(?<time>\\d+)\\.\\x{2028}', flags: '' });
    expect(Regex.parse(re2`(?<time>\d+)`).groups).toEqual(['time']);
    expect(Regex.parse({ source: 'a*a*?', flags: 'U' }).toGo()).toBe('a*?a*');
  });

  test('knows its groups in order and the text it was written as', () => {
    const regex = Regex.parse('(?<b>x(?P<a>y))(z)');
    expect(regex.groups).toEqual(['b', 'a']);
    expect(regex.source).toBe('(?<b>x(?P<a>y))(z)');
    expect(Regex.of(text('a.')).source).toBe('a\\.');
  });

  test('says whether it can match the empty text', () => {
    expect(Regex.parse('a*|b').canBeEmpty).toBe(true);
    expect(Regex.parse('^$').canBeEmpty).toBe(true);
    expect(Regex.parse('a*b').canBeEmpty).toBe(false);
  });

  test('is immutable', () => {
    const regex = Regex.parse('(?<a>x|[yz])+');
    expect(Object.isFrozen(regex)).toBe(true);
    expect(Object.isFrozen(regex.root)).toBe(true);
    expect(Object.isFrozen(regex.groups)).toBe(true);
    expect(regex.toJavaScript()).toBe(regex.toJavaScript());
  });
});

describe('matching', () => {
  test('gives the groups that took part and are not empty', () => {
    const captures = Regex.parse('(?<a>x*)(?<b>y)|(?<__proto__>z)').match('y');
    expect(captures).toEqual({ b: 'y' });
    expect(Object.keys(Regex.parse('(?<__proto__>z)').match('z') ?? {})).toEqual(['__proto__']);
    expect(Regex.parse('a').match('b')).toBeUndefined();
    expect(Regex.parse('a').match('a')).toEqual({});
  });

  test('is of ASCII, of the whole text, and by code points', () => {
    expect(Regex.parse('^\\w$').test('é')).toBe(false);
    expect(Regex.parse('\\d').test('٣')).toBe(false);
    expect(Regex.parse('\\s').test('\u00a0\v')).toBe(false);
    expect(Regex.parse('a\\b').test('aé')).toBe(true);
    expect(Regex.parse('^b$').test('a\nb')).toBe(false);
    expect(Regex.parse('a$').test('a\n')).toBe(false);
    expect(Regex.parse('^.$').test('😀')).toBe(true);
    expect(Regex.parse('a.b').test('a\rb')).toBe(true);
  });

  test('replaces as Go and Rust do, taking the replacement literally', () => {
    expect(Regex.parse('b').replaceAll('abcb', '$&$1')).toBe('a$&$1c$&$1');
    expect(Regex.parse('a*').replaceAll('baac', '-')).toBe('-b-c-');
    expect(Regex.parse('(?<x>a)|').replaceAll('ab', '-')).toBe('-b-');
  });

  // V8 tries these between the halves of a surrogate pair.
  test.each([
    ['\\B', 'b😀a', 'b😀a'],
    ['(?m)^', 'a😀\n😀', '|a😀\n|😀'],
    ['(?m)$', 'a😀\n😀', 'a😀|\n😀|'],
  ])('of the place %s is never within a character', (pattern, from, to) => {
    expect(Regex.parse(pattern).replaceAll(from, '|')).toBe(to);
  });
});

describe('laws', () => {
  test('a tree printed for Go and read again is the same tree', () => {
    fc.assert(
      fc.property(randomNode, (root) => {
        expect(Regex.parse(Regex.of(root).toGo()).root).toEqual(root);
      }),
      { numRuns: 400 },
    );
  });

  test('every dialect is printable ASCII, and Rust fits between single quotes', () => {
    fc.assert(
      fc.property(randomNode, (root) => {
        const regex = Regex.of(root);
        for (const printed of [regex.toGo(), regex.toRust(), regex.toOnigmo(), regex.toJavaScript().source]) {
          expect(printed).toMatch(/^[ -~]*$/);
        }
        expect(regex.toRust()).not.toContain("'");
      }),
      { numRuns: 200 },
    );
  });

  test('JavaScript finds what RE2 finds', () => {
    fc.assert(
      fc.property(randomNode, fc.array(randomText, { minLength: 4, maxLength: 4 }), (root, texts) => {
        const regex = Regex.of(root);
        const referee = RE2JS.compile(regex.toGo());
        for (const from of texts) {
          const matcher = referee.matcher(from);
          const found = matcher.find();
          const groups = regex.groups.map((name) => [name, found ? matcher.group(name) : null] as const);
          const expected = found ? Object.fromEntries(groups.filter(([, value]) => value)) : undefined;
          const captures = regex.match(from);
          expect(captures && { ...captures }).toEqual(expected);
          expect(regex.toJavaScript().exec(from)?.[0]).toBe(found ? (matcher.group() ?? '') : undefined);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a tree fails', () => {
  test('with a group name that is bad or taken', () => {
    expect(() => group('1a', text('x'))).toThrow(
      "'name' must be letters, digits and _ and not start with a digit, got '1a'",
    );
    const twice = sequence([group('a', text('x')), group('a', text('y'))]);
    expect(() => Regex.of(twice)).toThrow("got a group name that is taken 'a'; give each group its own name");
  });

  test('with a set without characters, a limit out of order, a lone surrogate', () => {
    expect(() => oneOf(CodePoints.of())).toThrow("'set' must hold a character, got an empty set");
    expect(() => repeat(text('a'), 2, 1)).toThrow("'min' and 'max' must be in order and at most 1000, got 2 and 1");
    expect(() => repeat(text('a'), 0, 1001)).toThrow('at most 1000, got 0 and 1001');
    expect(() => text('\ud83d')).toThrow("'text' must be well-formed");
  });

  test('with a repetition that dialects read differently', () => {
    expect(() => Regex.of(repeat(group('a', assertion('text-start')), 0))).toThrow(PatternError);
  });
});

describe('a pattern fails', () => {
  test.each([
    [/a/y, "'pattern' must be RE2, got the flag 'y'; anchor with ^ instead"],
    [{ source: 'a', flags: 'v' }, "'pattern' must be RE2, got the flag 'v'; use i, m, s or U"],
  ])('with the flag of %s', (pattern, message) => {
    expect(() => Regex.parse(pattern)).toThrow(message);
  });

  test('where it is no pattern at all', () => {
    expect(() => Regex.parse(undefined as unknown as RegExp)).toThrow(
      "'pattern' must be a RegExp or re2`…`, got undefined",
    );
  });

  test('where it is written, if by re2', () => {
    expect(() => re2`a(?=b)`).toThrow("got the lookahead '(?=' at position 1 of 'a(?=b)'");
    const tag = re2 as (literals: TemplateStringsArray, ...parts: readonly string[]) => unknown;
    expect(() => tag`a${'b'}`).toThrow("'re2' must have no ${…} in it");
  });
});
