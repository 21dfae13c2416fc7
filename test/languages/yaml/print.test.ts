import fc from 'fast-check';
import { parse } from 'yaml';

import { parseYaml } from '../../../lib/languages/yaml/parse';
import { printYaml } from '../../../lib/languages/yaml/print';
import { concat, env, livesOf } from '../../../lib/text/live-text';
import { vectorInterpolation } from '../../../lib/engines/vector/interpolation';
import { settle, through } from '../../../lib/text/reader';
import { anyText, asciiText, megabyte } from '../../text/texts';
import type { YamlValue } from '../../../lib/languages/yaml/print';

const text = fc.oneof(
  anyText(6),
  asciiText(6),
  fc.constantFrom('a', 'y', 'NO', 'null', '~', '1_000', '0o7', '1:30', 'http://x:1/y'),
);
const key = fc.oneof(text, fc.constantFrom('__proto__', 'on', 'a b', '- a', '?'));
const values = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 4, selector: ([name]) => name })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

describe('printed YAML', () => {
  it('is read back by parsers of YAML 1.1 and 1.2, and is printable ASCII', () => {
    fc.assert(
      fc.property(values, (value) => {
        const printed = printYaml(value) as string;
        expect(printed).toMatch(/^[\n\x20-\x7e]*$/);
        for (const version of ['1.1', '1.2', 'next'] as const) expect(parse(printed, { version })).toStrictEqual(value);
      }),
      { numRuns: 600, seed: 4 },
    );
  });

  it('holds a megabyte', () => {
    const value = { long: megabyte(), block: megabyte(/[^\n\x20-\x7e]|\s$|^\s/) };
    expect(parseYaml(printYaml(value) as string)).toEqual(value);
  });

  it('reads as a person would write it', () => {
    const printed = printYaml({
      sources: { files: { type: 'file', include: ['/var/log/*.log'], 'max line': 1024, on: true } },
      transforms: [{ source: '.a = "b"\nif .c {\n  del(.c)\n}\n', inputs: [] }, ['x', [1, 2.5]], {}],
      level: 'yes',
      url: 'http://loki:3100',
      pattern: '^\\d+$',
      empty: '',
      nothing: null,
    });
    expect(printed).toBe(`sources:
  files:
    type: file
    include:
      - "/var/log/*.log"
    max line: 1024
    "on": true
transforms:
  - source: |
      .a = "b"
      if .c {
        del(.c)
      }
    inputs: []
  - - x
    - - 1
      - 2.5
  - {}
level: "yes"
url: http://loki:3100
pattern: "^\\\\d+$"
empty: ""
nothing: null
`);
  });

  it.each<[YamlValue, string]>([
    [{}, '{}\n'],
    [[], '[]\n'],
    ['a\nb', '"a\\nb"\n'],
    [{ a: 'x\n\n' }, 'a: "x\\n\\n"\n'],
    [{ a: ' x\ny' }, 'a: " x\\ny"\n'],
    [{ a: 'x \ny' }, 'a: "x \\ny"\n'],
    [{ a: 'x\n\n#y' }, 'a: |-\n  x\n\n  #y\n'],
    [{ a: 1e21, b: 1e-7, c: -0 }, 'a: 1.0e+21\nb: 1.0e-7\nc: -0.0\n'],
    [{ a: 'é\u2028😀' }, 'a: "\\xe9\\u2028\\U0001f600"\n'],
  ])('prints %j', (value, printed) => {
    expect(printYaml(value)).toBe(printed);
  });

  it('keeps what holds a live part text', () => {
    const printed = printYaml({
      a: env('A'),
      list: [concat('"x" ', env('B')), { b: concat(' ', env('C'), '\nd') }],
      e: concat('\xe9', env('E')),
    });
    expect(livesOf(printed).map((live) => live.name)).toEqual(['A', 'B', 'C', 'E']);
    expect(settle(through(printed, vectorInterpolation), 'here')).toBe(`a: |2-
  \${A}
list:
  - |-
    "x" \${B}
  - b: |2-
       \${C}
      d
e: "\\xe9\${E}"
`);
  });

  it('gives live parts back, whatever of one line they stand for', () => {
    const line = asciiText(4).filter((text) => !text.includes('\n'));
    const value = fc.string({
      maxLength: 6,
      unit: fc.constantFrom(...Array.from(' "\'\\#:-|>&*!%@`{}[],?$ny\t\u00e9\u{1f600}')),
    });
    fc.assert(
      fc.property(line, value, line, value, (before, one, after, other) => {
        // The package yaml takes a block of spaces for an empty one; Vector does not.
        fc.pre([before + one, one + after, other + one].every((whole) => whole === '' || whole.trim() !== ''));
        const given = { A: one, B: other };
        const printed = printYaml({
          a: [concat(before, env('A')), { b: concat(env('A'), after) }, concat(env('B'), env('A'))],
        });
        const read = vectorInterpolation.read(settle(through(printed, vectorInterpolation), 'here'), given);
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(read, { version })).toEqual({ a: [before + one, { b: one + after }, other + one] });
        }
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it.each<[unknown, string]>([
    [{ a: [Number.NaN] }, "'a[0]' must be a finite number, got NaN"],
    [{ a: { b: undefined } }, "'a.b' must be text, a number, a boolean, null, a list or an object, got undefined"],
    [{ a: new Date(0) }, "'a' must be text, a number, a boolean, null, a list or an object, got Date"],
    [{ a: new Map() }, 'got Map'],
    [{ a: '\ud800' }, 'half a surrogate pair (U+D800)'],
    [{ ['k'.repeat(1100)]: 1 }, 'must have keys of at most 1000 characters'],
  ])('fails for what YAML cannot say: %#', (value, message) => {
    expect(() => printYaml(value as YamlValue)).toThrow(message);
  });
});

describe('parsed YAML', () => {
  it('fails when a key stands twice', () => {
    expect(() => parseYaml('a: 1\na: 2\n')).toThrow('Map keys must be unique at line 2');
  });
});
