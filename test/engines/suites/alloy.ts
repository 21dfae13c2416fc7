import { program } from '../../contract/alloy-process';
import { alloyRunner } from '../../contract/alloy-runner';
import { joinsOddly } from '../fuzz/weaknesses';
import { costs, holdToModel } from '../held-to-model';
import type { Suite } from '../suite';

/** Alloy itself. */
export const suite: Suite = {
  name: 'alloy',
  found: { program, by: 'set ALLOY, or put it on the PATH' },
  costs,
  run: (context) => holdToModel(alloyRunner, context, { weaknesses: [joinsOddly] }),
};
