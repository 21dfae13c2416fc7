import { budgets } from '../fluent-bit-faults/budgets';
import { dash0 } from '../fluent-bit-faults/dash0';
import { endpoints } from '../fluent-bit-faults/endpoints';
import { full, killed, outage, refused, restarted, rotation } from '../fluent-bit-faults/faults';
import { program } from '../fluent-bit-faults/fluent-bit-run';
import type { Suite } from '../suite';

/**
 * The real Fluent Bit beside GPU workers: what it takes, how soon an entry is there, and that none is lost or doubled whatever
 * happens to files, to the receiver and to the process. `--outage 600` is the real thing; 20 seconds are for every day.
 */
export const suite: Suite = {
  name: 'fluent-bit',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: () => 'the budgets of Fluent Bit and all of its faults',
  async run(context) {
    await budgets(context);
    await endpoints(context);
    await dash0(context);
    await rotation(context, 'rename');
    await rotation(context, 'copytruncate');
    await outage(context);
    await refused(context);
    await restarted(context);
    await killed(context);
    await full(context);
  },
};
