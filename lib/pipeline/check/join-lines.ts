import { finding } from './place';
import type { Rule } from './place';

/** `joinLines` once, and before it nothing but `replace`, which works on each physical line. */
export const joinLinesFirst: Rule = (pipeline) => {
  const kinds = pipeline.stages.map(({ spec }) => spec.kind);
  return kinds.flatMap((kind, index) => {
    if (kind !== 'joinLines') return [];
    const before = kinds.slice(0, index).filter((other) => other !== 'replace');
    if (before.length === 0) return [];
    const twice = before.includes('joinLines');
    return [
      finding(pipeline, 'pipeline/join-lines', `stages[${index}] joinLines`, {
        message: twice
          ? `'stages' must have joinLines once`
          : `'stages' must have nothing but replace before joinLines`,
        got: twice ? 'a second one' : before.join(', '),
        remedy: twice ? 'put both patterns into one: /^(a|b)/' : 'move joinLines to the front',
      }),
    ];
  });
};
