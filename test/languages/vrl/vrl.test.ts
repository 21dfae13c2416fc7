import fc from 'fast-check';
import { comment, path, quote, Vrl, vrl } from '../../../lib/languages/vrl';
import { Regex } from '../../../lib/languages/regex/regex';
import { env, helm } from '../../../lib/text/live-text';

const before033 = { unicodeEscapes: false };

/** What VRL's lexer makes of a string literal. */
function read(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\u\{([0-9a-f]+)\}|\\(.)/g, (_, hex: string | undefined, character: string) =>
      hex === undefined
        ? ({ n: '\n', r: '\r', t: '\t', 0: '\0' }[character] ?? character)
        : String.fromCodePoint(Number.parseInt(hex, 16)),
    );
}

describe('quote', () => {
  test('gives printable ASCII that is read back as the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
        (text) => {
          const literal = quote(text);
          expect(literal).toMatch(/^"[\x20-\x7e]*"$/);
          expect(read(literal)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leaves no template of VRL in a text', () => {
    expect(quote('a {{ b }} {{{ {')).toBe('"a \\{{ b }} \\{\\{{ {"');
  });

  test('fails for half of a surrogate pair', () => {
    expect(() => quote('\ud800')).toThrow('text must be well-formed Unicode');
  });
});

describe('vrl', () => {
  test('quotes values and leaves VRL', () => {
    const name = 'x" \\ ${y}';
    expect(vrl`${path('fields', 'a b', 0)} = ${name}`.source).toBe('.fields."a b"[0] = "x\\" \\\\ ${y}"');
    expect(vrl`.a = ${[1, -0.5, 1e21, 1e-7, true, null]}`.source).toBe(
      '.a = [1, -0.5, 1000000000000000000000.0, 0.0000001, true, null]',
    );
    expect(vrl`.a = ${{ 'b"': { c: 'd' } }}`.source).toBe('.a = { "b\\"": { "c": "d" } }');
    expect(vrl`match(.a, ${Regex.parse(/it's \d/)})`.source).toBe("match(.a, r'it\\x27s [0-9]')");
  });

  test.each<[unknown, string]>([
    [undefined, "'vrl' must hold text, numbers, booleans, null, lists, objects, patterns or VRL, got undefined"],
    [[() => 1], 'got function'],
    [{ a: 1n }, 'got bigint'],
    [/x/, "'vrl' must hold plain objects, got RegExp"],
    [new Map(), 'got Map'],
  ])('refuses a hole that is no value: %#', (hole, message) => {
    expect(() => vrl`.a = ${hole as never}`).toThrow(message);
  });

  test('takes a copy of what is in its holes', () => {
    const list = ['a'];
    const program = vrl`.a = ${list}`;
    list.push('b');
    expect(program.source).toBe('.a = ["a"]');
  });

  test('keeps backslashes, and the indentation that lines do not share', () => {
    const inner = vrl`
      .a = replace(.b, r'\\d', "\n")
      .c = 1`;
    const outer = vrl`
      if .x {
        ${inner}
      }
    `;
    expect(outer.source).toBe('if .x {\n  .a = replace(.b, r\'\\\\d\', "\\n")\n  .c = 1\n}');
  });

  test('lets no value become code, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const source = vrl`.a = ${text}`.source;
        expect(read(source.slice('.a = '.length))).toBe(text);
        expect(source.slice(6, -1).replace(/\\./g, '')).not.toContain('"');
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a string', () => vrl`.a = "${'"; del(.)'}"`],
    ['a literal', () => vrl`.a = r'${'x'}'`],
    ['a comment', () => vrl`# ${'x'}`],
  ])('fails where a hole stands in %s', (_, make) => {
    expect(make).toThrow("'vrl' must have its holes in code");
  });

  test('reads variables when it runs, so that their values stay values', () => {
    const program = vrl`.a = ${env('REGION')}`;
    expect(program.source).toBe('.a = (get_env_var("REGION") ?? "")');
    expect(program.variables).toEqual(['REGION']);
    expect(() => vrl`.a = ${helm('.Release.Name')}`.source).toThrow('must have no part that helm fills in');
  });

  test('is printable ASCII for the VRL before 0.33 too', () => {
    expect(vrl`.a = ${'100% é'}`.print(before033)).toBe('.a = decode_percent("100%25 %c3%a9")');
    expect(vrl`.a = ${'100%'}`.print(before033)).toBe('.a = "100%"');
  });

  test('has comments that end with their line', () => {
    expect(Vrl.lines(comment('a\nb'), vrl`.c = 1`).source).toBe('# a b\n.c = 1');
  });
});
