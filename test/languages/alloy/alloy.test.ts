import fc from 'fast-check';
import { Alloy, alloy, call, reference } from '../../../lib/languages/alloy';
import { parseAlloy } from '../../../lib/languages/alloy/compiler/parser';
import { text } from '../../../lib/pipeline/ref';
import { env, helm } from '../../../lib/text/live-text';
import { readString, wellFormed } from './values';

describe('alloy', () => {
  test('quotes values and leaves Alloy', () => {
    expect(alloy`a = ${'x" \\ ${y}'}`.source).toBe('a = `x" \\ ${y}`');
    expect(alloy`a = ${[1, -0.5, 1e21, 1e-7, true, null]}`.source).toBe('a = [1, -0.5, 1e+21, 1e-7, true, null]');
    expect(alloy`a = ${reference('loki.write.a', 'receiver')}`.source).toBe('a = loki.write.a.receiver');
    expect(alloy`a = ${call('encoding.from_json', '{}')}["b"]`.source).toBe('a = encoding.from_json("{}")["b"]');
    expect(call('constants.f').source).toBe('constants.f()');
  });

  test('lets no value become code, whatever it is', () => {
    fc.assert(
      fc.property(wellFormed, (value) => {
        const { tree } = parseAlloy(alloy`a = ${value}`.source);
        const [statement] = tree ?? [];
        expect(statement).toMatchObject({ kind: 'attribute', name: 'a', value: { kind: 'literal' } });
        expect(readString((statement as { value: { source: string } }).value.source)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[unknown, string]>([
    [undefined, "'alloy' must hold text, numbers, booleans, null, lists, objects or Alloy, got undefined"],
    [[() => 1], 'got function'],
    [{ a: 1n }, 'got bigint'],
    [/x/, "'alloy' must hold plain objects, got RegExp"],
  ])('refuses a hole that is no value: %#', (hole, message) => {
    expect(() => alloy`a = ${hole as never}`).toThrow(message);
  });

  test.each([
    ['a string', () => alloy`a = "${'x'}"`],
    ['a string', () => alloy`a = \`${'x'}\``],
    ['a comment', () => alloy`// ${'x'}`],
    ['a comment', () => alloy`/* ${'x'} */`],
  ])('fails where a hole stands in %s', (where, make) => {
    expect(make).toThrow(`'alloy' must have its holes in code, got one within ${where}`);
  });

  test('knows where strings and comments end', () => {
    expect(
      alloy`
        // it's "x
        a = ${1} // b
      `.source,
    ).toBe('// it\'s "x\na = 1 // b');
    expect(alloy`a = "\"" + ${'b'} /* " */ + ${'c'}`.source).toBe('a = "\\"" + "b" /* " */ + "c"');
  });

  test('has backticks and ${ with a backslash, as template literals want', () => {
    expect(alloy`a = \`\${b}\``.source).toBe('a = `${b}`');
  });

  test('takes a copy of what is in its holes', () => {
    const list = ['a'];
    const code = alloy`a = ${list}`;
    list.push('b');
    expect(code.source).toBe('a = ["a"]');
    expect(Alloy.is(code)).toBe(true);
    expect(Alloy.is({ language: 'alloy', source: 'a = 1' })).toBe(false);
  });

  test('leaves out the indentation that all lines share', () => {
    const code = alloy`
      stage.drop {
        source = "a"
      }
    `;
    expect(code.source).toBe('stage.drop {\n  source = "a"\n}');
  });

  test('reads variables when it runs, and joins them as one operand', () => {
    const code = alloy`a = ${text`x${env('A')}`} + ${env('B')}`;
    expect(code.source).toBe('a = ("x" + sys.env("A")) + sys.env("B")');
    expect(code.variables).toEqual(['A', 'B']);
  });

  test('has no source while a part is for a reader further out', () => {
    expect(() => alloy`a = ${helm('.Values.x')}`.source).toThrow('must be read by helm');
  });
});
