import * as fc from 'fast-check';
import { mayMeet } from '../../../../lib/engines/fluent-bit/rules/tag-pattern';

describe('patterns of tags', () => {
  const part = fc.array(fc.constantFrom('a', 'b', '.', '*'), { maxLength: 7 }).map((all) => all.join(''));
  const regex = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`);

  it('meet where a text is told by both', () => {
    fc.assert(
      fc.property(part, part, (pattern, text) => {
        const literal = text.replace(/\*/g, 'x');
        return (
          mayMeet(pattern, literal) === regex(pattern).test(literal) &&
          mayMeet(literal, pattern) === mayMeet(pattern, literal)
        );
      }),
      { numRuns: 500 },
    );
    expect(mayMeet('a*b', '*c*')).toBe(true);
    expect(mayMeet('a*', 'b*')).toBe(false);
  });
});
