import type * as PromtailRunner from '../../contract/promtail-runner';
import { joinsOddly } from '../fuzz/weaknesses';
import { holdToModel } from '../held-to-model';
import type { Suite } from '../suite';

/** Promtail itself, built from its source. */
export const suite: Suite = {
  name: 'promtail',
  builds: ['promtail'],
  async run(context) {
    process.env['PROMTAIL'] ??= context.program('promtail');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it looks for the program as it is loaded
    const { promtailRunner } = require('../../contract/promtail-runner') as typeof PromtailRunner;
    await holdToModel(promtailRunner, context, { weaknesses: [joinsOddly] });
  },
};
