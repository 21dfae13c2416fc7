import { checkAlloy } from '../../../../lib/languages/alloy/compiler/check-alloy';
import { printFinding } from '../../../../lib/findings/finding';

const said = (source: string, known?: readonly string[]): readonly string[] =>
  checkAlloy(source, 'file', known === undefined ? {} : { known }).map(
    ({ rule, at, got, remedy }) => `${rule} ${at}: ${got}; ${remedy}`,
  );

describe('checkAlloy', () => {
  test('says nothing of a configuration that is well', () => {
    expect(
      said(`
        logging { level = "info" }
        loki.write "default" { endpoint { url = sys.env("URL") + "/push" } }
        loki.process "p" {
          forward_to = [loki.write.default.receiver]
          stage.cri { }
          stage.cri { }
        }`),
    ).toEqual([]);
  });

  test('gives all errors of the parser, with line and column', () => {
    expect(said('a = "é" \'\nb = "\\d"\nc = [\n  1\n]')).toEqual([
      'alloy/syntax file, line 1, column 9: illegal single-quoted string; use double quotes; correct this line: a = "é" \'',
      'alloy/syntax file, line 1, column 9: string literal not terminated; correct this line: a = "é" \'',
      'alloy/syntax file, line 1, column 9: expected TERMINATOR, got ILLEGAL; correct this line: a = "é" \'',
      'alloy/syntax file, line 2, column 7: unknown escape sequence; correct this line: b = "\\d"',
      "alloy/syntax file, line 4, column 4: missing ',' in expression list; correct this line: 1",
    ]);
  });

  test('finds components of one name', () => {
    expect(said('loki.echo "a" { }\nloki.echo "b" { }\nloki.echo "a" { }\nlogging { }\nlogging { }')).toEqual([
      'alloy/unique-names file, line 3, column 1: loki.echo.a; give one of them another label',
      'alloy/unique-names file, line 5, column 1: logging; give one of them another label',
    ]);
  });

  test('finds references to what there is none of', () => {
    const source = 'loki.write "a" { }\nloki.process "p" {\n\tforward_to = [loki.write.b.receiver, f(x)[0].y]\n}';
    expect(said(source)).toEqual([
      'alloy/unknown-reference file, line 3, column 16: loki.write.b.receiver; did you mean loki.write.a?',
      'alloy/unknown-reference file, line 3, column 39: f; declare the component, or correct the reference',
      'alloy/unknown-reference file, line 3, column 41: x; declare the component, or correct the reference',
    ]);
    expect(said('forward_to = [loki.write.b.receiver]', ['loki.write.b'])).toEqual([]);
  });

  test('leaves modules and loops to Alloy', () => {
    expect(
      said('declare "m" {\n\targument "x" { }\n\texport "y" { value = argument.x.value }\n}\nm "one" { x = 1 }'),
    ).toEqual([]);
  });

  test('is a sentence with its place', () => {
    expect(checkAlloy('a = ', 'pipeline: stages[0]').map(printFinding)).toEqual([
      "alloy/syntax: 'alloy' must be what Alloy's parser reads, got expected expression, got EOF; correct this line: a = (at pipeline: stages[0], line 1, column 5)",
    ]);
  });
});
