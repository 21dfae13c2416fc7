import { program } from '../../contract/fluent-bit-process';
import { fluentBitRunner } from '../../contract/fluent-bit-runner';
import { beginsWithNothing, isOfOtherCenturies } from '../fuzz/weaknesses';
import { costs, holdToModel } from '../held-to-model';
import type { Suite } from '../suite';

/** Fluent Bit itself, of which there is no module to build. */
export const suite: Suite = {
  name: 'fluent-bit-pipelines',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs,
  run: (context) => holdToModel(fluentBitRunner, context, { weaknesses: [isOfOtherCenturies, beginsWithNothing] }),
};
