import * as fc from 'fast-check';
import { readDump } from '../fluent-bit/lua/dump';
import { askLuaJit } from '../fluent-bit/lua/luajit';
import { printed } from '../fluent-bit/lua/trial';
import { luaTrials } from '../fluent-bit/lua/trials';
import type { Suite } from '../suite';

const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

/** The runtime of the Lua programs of Fluent Bit, in its own LuaJIT, against the interpreter. */
export const suite: Suite = {
  name: 'lua',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: ({ runs }) => `${luaTrials.length} kinds of ${runs} texts in LuaJIT`,
  async run(context) {
    const { seed, runs } = context;
    for (const trial of luaTrials) {
      const cases = fc.sample(trial.cases, { seed, numRuns: runs });
      const answers = await askLuaJit(
        program,
        trial.program,
        cases.map(({ chunk }) => chunk),
      );
      cases.forEach(({ of, expected }, index) => {
        const found = shown(answers[index] as string);
        context.check(
          trial.name,
          found === printed(expected),
          () => `${printed(of)}\n    ${found}, not ${printed(expected)}`,
        );
      });
      context.say(`${trial.name}: ${cases.length}`);
    }
  },
};

function shown(answer: string): string {
  try {
    return printed(readDump(answer));
  } catch (error) {
    return String(error);
  }
}
