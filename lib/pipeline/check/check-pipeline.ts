import type { Finding } from '../../findings/finding';
import { duplicateNames } from './duplicates';
import { emptySource } from './empty-source';
import { joinLinesFirst } from './join-lines';
import { labelAlways } from './label-always';
import { labelCardinality } from './label-cardinality';
import { labelLimit } from './label-limit';
import { labelValue } from './label-value';
import { nativeEngines } from './native-engines';
import type { Checked, Rule } from './place';
import { streamCount } from './streams';
import { unknownOrigin } from './unknown-origin';
import { unwrittenField } from './unwritten-field';

/** What can be wrong with a pipeline, whichever agent runs it. */
const rules: readonly Rule[] = [
  joinLinesFirst,
  unwrittenField,
  unknownOrigin,
  nativeEngines,
  labelLimit,
  labelValue,
  labelCardinality,
  labelAlways,
  streamCount,
  duplicateNames,
  emptySource,
];

/** All that is wrong with a pipeline as a whole, or looks so. */
export function checkPipeline(pipeline: Checked): readonly Finding[] {
  return Object.freeze(rules.flatMap((rule) => rule(pipeline)));
}
