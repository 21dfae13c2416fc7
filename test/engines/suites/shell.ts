import { spawnSync } from 'node:child_process';

import fc from 'fast-check';

import { concat, LiveText } from '../../../lib/text/live-text';
import { settle, through } from '../../../lib/text/reader';
import { posixShell } from '../../../lib/text/shell-word';
import { Unspellable } from '../../../lib/text/unspellable';
import { anyText, asciiText, megabyte } from '../../text/texts';
import type { Context, Suite } from '../suite';

const values: Readonly<Record<string, string>> = { A: "a '$(b)", B: '* ?' };
const together = 250;

/** Words for `sh`, many in one script. */
export const suite: Suite = {
  name: 'shell',
  needs: ['sh'],
  run(context: Context) {
    const live = fc.constantFrom(...Object.keys(values)).map((name) => new LiveText([{ reader: 'env', name }]));
    const part = fc.oneof({ weight: 4, arbitrary: fc.oneof(anyText(6), asciiText(6)) }, live);
    const samples = fc.sample(fc.array(part, { maxLength: 4 }), { numRuns: 2 * context.runs, seed: context.seed });
    const spelled = [[megabyte(/\0/)], ...samples].flatMap((parts) => {
      const meant = parts.map((item) => (typeof item === 'string' ? item : values[nameOf(item)])).join('');
      try {
        return [{ written: settle(through(concat(...parts), posixShell), 'word'), meant }];
      } catch (error) {
        if (error instanceof Unspellable) return [];
        throw error;
      }
    });
    const words = spelled.slice(0, context.runs + 1);
    for (let at = 0; at < words.length; at += together) {
      const batch = words.slice(at, at + together);
      const input = batch.map(({ written }) => `printf '%s\\0' ${written}\n`).join('');
      const ran = spawnSync('sh', [], { input, env: { ...process.env, ...values }, maxBuffer: 2 ** 26 });
      const read = ran.stdout.toString('utf8').split('\0');
      batch.forEach(({ written, meant }, index) => {
        context.check('shell', read[index] === meant, () => JSON.stringify({ written, meant, read: read[index] }));
        context.check('shell, the model', posixShell.read(written, values) === meant, () => written);
      });
    }
    context.check('shell, enough words', words.length > context.runs, () => `read ${words.length}`);
    context.say(`shell: ${words.length} words read`);
    return Promise.resolve();
  },
};

function nameOf(text: LiveText): string {
  return (text.parts[0] as { readonly name: string }).name;
}
