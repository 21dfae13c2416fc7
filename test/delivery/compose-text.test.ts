import * as fc from 'fast-check';
import { parse } from 'yaml';
import { ComposeVariable, printCompose } from '../../lib/delivery/compose-text';
import { composeInterpolation } from '../../lib/text/compose';

describe('printCompose', () => {
  test('strings are as they are meant, names are not read', () => {
    const any = fc.string({
      unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', ' ', '\n', '"', "'", '#', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(any, (one) => {
        const { x } = parse(printCompose({ x: { $A: [one] } })) as { x: Record<string, string[]> };
        expect(composeInterpolation.read(x['$A']?.[0] ?? 'none', { A: 'wrong' })).toBe(one);
      }),
      { numRuns: 200 },
    );
  });

  test('variables are compose’s own', () => {
    const file = {
      must: ComposeVariable.required('TOKEN', 'set ${TOKEN}'),
      may: ComposeVariable.optional('PORT', '20$').within('127.0.0.1:', ':$2'),
      number: 1,
      yes: true,
    };
    expect(parse(printCompose(file))).toEqual({
      must: '${TOKEN:?set $$ TOKEN }',
      may: '127.0.0.1:${PORT:-20$$}:$$2',
      number: 1,
      yes: true,
    });
  });

  test.each(['a}', '{', 'a\nb'])('a default that compose could not read is refused: %j', (fallback) => {
    expect(() => ComposeVariable.optional('A', fallback)).toThrow("'default' of A must be of one line without braces");
  });

  test('a variable has a name', () => {
    expect(() => ComposeVariable.required('A-B', '')).toThrow("'variable' must be letters, digits and _");
  });
});
