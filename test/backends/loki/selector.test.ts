import fc from 'fast-check';
import { parseSelector, selectorFault, selectorOf } from '../../../lib/backends/loki/selector';

describe('a selector', () => {
  it('of labels is read back as the same labels', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: 'grapheme', minLength: 1 }), { minKeys: 1, maxKeys: 4 }),
        (labels) => {
          const selector = selectorOf(labels);
          expect(selectorFault(selector)).toBeUndefined();
          const read = parseSelector(selector).map(({ label, value }) => [label, value] as const);
          expect(read).toEqual(Object.entries(labels));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is read as Go reads its strings', () => {
    expect(parseSelector('{ a = "x\\"\\n\\u00e9\\x41\\101" , b=~`\\d+"`,c!="", d !~ "e|f" }')).toEqual([
      { label: 'a', operator: '=', value: 'x"\né' + 'AA' },
      { label: 'b', operator: '=~', value: '\\d+"' },
      { label: 'c', operator: '!=', value: '' },
      { label: 'd', operator: '!~', value: 'e|f' },
    ]);
  });

  it.each(['{namespace="dev"}', '{a=~".+"}', '{a!=""}', '{a=~"x|y", b=~".*"}', '{a!~".*", b="c"}', '{a!~"|x"}'])(
    'is one that Loki takes: %s',
    (selector) => {
      expect(selectorFault(selector)).toBeUndefined();
    },
  );

  it.each([
    ['{namespace=~".*"}', 'no matcher that asks for a value'],
    ['{a=""}', 'no matcher that asks for a value'],
    ['{a!="b"}', 'no matcher that asks for a value'],
    ['{a=~"b?", c!~"d"}', 'no matcher that asks for a value'],
    ['{}', 'no label at character 2'],
    ['namespace="dev"', 'no opening { at character 1'],
    ['{a="b"} |= "x"', 'no end at character 9'],
    ['{a="b",}', 'no label at character 8'],
    ['{a=b}', 'no quoted value at character 4'],
    ['{a=~"("}', '('],
    ['{a="\\q"}', 'no escape \\q'],
    ['{a="\\ud800"}', 'no character \\ud800'],
  ])('that Loki refuses has a reason: %s', (selector, reason) => {
    expect(selectorFault(selector)).toContain(reason);
  });

  it.each([
    [{}, "'labels' must name at least one label"],
    [{ 'a-b': 'c' }, "'labels' must be letters, digits and _"],
    [{ a: '' }, "'labels.a' must not be empty"],
  ])('of %j fails', (labels, message) => {
    expect(() => selectorOf(labels)).toThrow(message);
  });
});
