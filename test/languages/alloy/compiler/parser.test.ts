import { formatAlloy, parseAlloy } from '../../../../lib/languages/alloy/compiler/parser';

describe('the parser', () => {
  test('counts columns in characters, whatever their bytes', () => {
    const source = 'a = "日本🎉" + `x` ! ';
    const [{ place } = {}] = parseAlloy(source).diagnostics;
    expect(place).toMatchObject({ line: 1, column: 17 });
    expect(source.slice(place?.start)).toBe('! ');
  });

  test('gives the tree', () => {
    expect(parseAlloy('a.b "c" { d = -e[0].f("g") }').tree).toEqual([
      {
        kind: 'block',
        start: 0,
        name: 'a.b',
        label: 'c',
        body: [
          {
            kind: 'attribute',
            start: 10,
            name: 'd',
            value: {
              kind: 'unary',
              start: 14,
              operator: '-',
              of: {
                kind: 'call',
                start: 15,
                of: {
                  kind: 'access',
                  start: 15,
                  of: {
                    kind: 'index',
                    start: 15,
                    of: { kind: 'identifier', start: 15, name: 'e' },
                    at: { kind: 'literal', start: 17, source: '0' },
                  },
                  name: 'f',
                },
                arguments: [{ kind: 'literal', start: 22, source: '"g"' }],
              },
            },
          },
        ],
      },
    ]);
  });

  test('survives what stops it', () => {
    const [{ message } = { message: '' }] = parseAlloy(`a = ${'['.repeat(200_000)}`).diagnostics;
    expect(message).toMatch(/^the parser stopped: .*deep nesting/);
    expect(parseAlloy('a = 1').diagnostics).toEqual([]);
  });
});

describe('the formatter', () => {
  test('formats', () => {
    expect(formatAlloy('a   =1\nbb= {\nc=1,\n}')).toBe('a  = 1\nbb = {\n\tc = 1,\n}\n');
  });

  test('fails for what cannot be read', () => {
    expect(() => formatAlloy("a = 'x'")).toThrow(
      "'source' must be Alloy, got errors: 1:5: illegal single-quoted string; use double quotes",
    );
  });
});
