import { olderSyntax } from '../../../../lib/languages/vrl/compiler/older-syntax';

const found = (source: string, minor = 20): readonly string[] =>
  olderSyntax(source, minor).map(({ code, place }) => `${code} at ${place?.line}:${place?.column}`);

test.each<[string, readonly string[]]>([
  ['.a = "x\\u{41}y"', ['202 at 1:8']],
  ['.a = "\\\\u{41}"', []],
  [".a = r'\\u{41}'", []],
  ['# "\\u{41}"\n.a = 1', []],
  ['if .a == 1 { .b = 2 }\n  else { .b = 3 }', ['203 at 2:3']],
  ['if .a == 1 { .b = 2 } # why\n\nelse if .c == 1 { .b = 3 }', ['203 at 3:1']],
  ['if .a == 1 { .b = 2 } else { .b = 3 }', []],
  ['if .a == 1 {\n  .b = 2\n} else {\n  .b = 3\n}', []],
  ['.a = {"b": 1}\n.else = 1', []],
  ['.a = "}\nelse"', []],
])('%j', (source, expected) => {
  expect(found(source)).toEqual(expected);
  expect(found(source, 33)).toEqual([]);
});
