import { finding } from './place';
import type { Rule } from './place';

/** Code of one engine at most: no engine runs another's. */
export const nativeEngines: Rule = (pipeline) => {
  const engines = [...new Set(pipeline.stages.flatMap(({ nativeTo }) => nativeTo))];
  if (engines.length < 2) return [];
  return [
    finding(pipeline, 'pipeline/native-engines', 'stages', {
      message: `'stages' must hold native code of one engine at most`,
      got: engines.join(', '),
      remedy: 'make a pipeline for each engine',
    }),
  ];
};
