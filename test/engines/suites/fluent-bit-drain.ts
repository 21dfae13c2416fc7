import { fluentBitKind, program } from '../drain/fluent-bit-pod';
import { report, runTasks } from './drain';
import type { Suite } from '../suite';

/**
 * The short tasks of the suite `drain` beside the real Fluent Bit: each complete line once, however short the task, in a container
 * without a shell.
 */
export const suite: Suite = {
  name: 'fluent-bit-drain',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: ({ tasks }) => `${tasks} short tasks`,
  async run(context) {
    const outcomes = await runTasks(context, {
      kind: fluentBitKind,
      delivered: (bytes, files) => `fluent-bit-drain: read ${bytes} of ${bytes} bytes of ${files} files, waited `,
    });
    // It looks for new files once a second, and waits for a pause as long as the pipeline's `joinLines` does.
    report(context, outcomes, 3000);
  },
};
