import * as fc from 'fast-check';
import { readDump } from '../fluent-bit/lua/dump';
import { askLuaJit } from '../fluent-bit/lua/luajit';
import { GeneratedLua } from '../fluent-bit/translate/generated-lua';
import { interpreted, pipelineTrials, shown } from '../fluent-bit/translate/random-trials';
import type { PipelineCase } from '../fluent-bit/translate/random-trials';
import type { Suite } from '../suite';

const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

/** As often as LuaJIT compiles what it runs, and what it compiled runs. */
const times = 20;

/** The Lua of random pipelines in Fluent Bit's own LuaJIT, against the interpreter. */
export const suite: Suite = {
  name: 'lua-pipelines',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: ({ pipelines }) => `${pipelines} random pipelines in LuaJIT`,
  async run(context) {
    const { seed, pipelines } = context;
    const trials = Object.entries(pipelineTrials);
    for (const [name, cases] of trials) {
      const all = fc.sample(cases, { seed, numRuns: Math.ceil(pipelines / trials.length) });
      const programs = all.map(({ model }) => new GeneratedLua(model));
      const chunks = programs.map((one, index) => one.chunk(all[index]?.records ?? [], times));
      const answers = await askLuaJit(program, '', chunks);
      programs.forEach((one, index) => {
        const of = all[index] as PipelineCase;
        const [found, expected] = [answerOf(one, answers[index] as string), shown(interpreted(of, times))];
        const at = expected.findIndex((text, place) => text !== found[place]);
        const isEqual = at < 0 && found.length === expected.length;
        context.check(
          name,
          isEqual,
          () => `${stagesOf(of)}\n    ${found[at] ?? 'nothing'}\n    not ${expected[at] ?? 'nothing'}`,
        );
      });
      context.say(`${name}: ${all.length}`);
    }
  },
};

function answerOf(program: GeneratedLua, answer: string): readonly string[] {
  try {
    return shown(program.made(readDump(answer)));
  } catch (error) {
    return [String(error)];
  }
}

function stagesOf({ model, records }: PipelineCase): string {
  return JSON.stringify({ stages: model.stages.map(({ spec }) => spec), records });
}
