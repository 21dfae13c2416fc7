import { lokiExpandEnv } from '../../../lib/backends/loki/expand-env';
import { composeDotenv, composeInterpolation } from '../../../lib/text/compose';
import { fluxPostBuild } from '../../../lib/text/flux';
import { kubernetesExpansion } from '../../../lib/text/kubernetes';
import { fluxTargetPath, helmSetString } from '../../../lib/text/strvals';
import { Referee } from '../referee';
import { keepTheLaw, keepTheModel } from '../trial';
import type { Reader } from '../../../lib/text/reader';
import type { Suite } from '../suite';

interface Case {
  readonly reader: Reader;
  readonly real: string;
  readonly without?: RegExp;
  /** What unescaped texts are made of. */
  readonly grammar: readonly string[];
  readonly enclose?: (text: string) => string;
}

const braced = [
  '$',
  '$$',
  '${',
  '}',
  '${A}',
  '${B}',
  '$A',
  'A',
  ':-',
  ':',
  '-',
  '=',
  '#',
  '{',
  ' ',
  'x',
  '${A:-',
  '_',
  '\n',
  '?',
];
const cases: readonly Case[] = [
  { reader: fluxPostBuild, real: 'flux', without: /[\0\x7f-\x9f\u2028\u2029]/, grammar: braced },
  { reader: lokiExpandEnv, real: 'drone', without: /\0/, grammar: braced },
  { reader: composeInterpolation, real: 'compose', grammar: [...braced, 'K', 'ſ', 'a', '1'] },
  {
    reader: composeDotenv,
    real: 'dotenv',
    enclose: (text) => `"${text}"`,
    without: /\0/,
    grammar: ['"', '\\', '\\"', '\\$', '\\n', '$$', '${A}', '$A', 'x', ' ', "'", '#', '\n', '\\0'],
  },
  {
    reader: kubernetesExpansion,
    real: 'kubernetes',
    grammar: ['$', '$$', '(', ')', '$(', '$(A)', '$(B)', 'A', 'é', '\n'],
  },
  { reader: helmSetString, real: 'set-string', grammar: ['\\,', '\\\\', '\\{', 'x', '=', '.', '[', ' ', '"'] },
  {
    reader: fluxTargetPath,
    real: 'target-path',
    grammar: ["'", '"', "''", '\\,', '\\\\', "\\'", 'x', 'true', '0', '12', 'null', ' '],
  },
];

export const suite: Suite = {
  name: 'readers',
  builds: ['readers'],
  async run(context) {
    await Referee.go(context, async (referee) => {
      for (const { reader, real, grammar: pieces, enclose = String, ...rest } of cases) {
        const { fills } = reader;
        const lives = fills === undefined ? [] : ['A', 'B'].map((name) => ({ reader: fills, name }));
        await keepTheLaw({ name: reader.name, readers: [reader], real: [real], lives, ...rest }, referee, context);
        await keepTheModel(reader, real, { pieces, enclose }, referee, context);
      }
    });
  },
};
