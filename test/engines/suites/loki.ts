import type * as KeptContract from '../loki/kept-contract';
import { keepsLimits } from '../loki/limits';
import { answersAlike } from '../loki/tools';
import type { Suite } from '../suite';

/** The contract and Loki's limits on the real Loki, which is asked for what real agents have pushed. */
export const suite: Suite = {
  name: 'loki',
  builds: ['promtail', 'loki', 'logcli', 'lokitool'],
  async run(context) {
    await answersAlike(context);
    await keepsLimits(context);
    process.env['PROMTAIL'] ??= context.program('promtail');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the runners look for their programs as they are loaded
    const { agentsThere, keepsContract, keepsEqualLines } = require('../loki/kept-contract') as typeof KeptContract;
    const agents = agentsThere(context);
    await keepsEqualLines(context, agents);
    await keepsContract(context, agents);
  },
};
