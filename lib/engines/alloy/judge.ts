import type * as Checker from '../../languages/alloy/compiler/check-alloy';
import type {
  BuiltInJudge,
  Complaint,
  FoundConfig,
  JudgedProgram,
  Judgement,
  PlacedFinding,
  RealJudge,
} from '../judge';
import { alloyVersions } from './versions';

/** Alloy's syntax, names and references; not the values of its components' options. */
const builtIn: BuiltInJudge = {
  name: "Alloy's parser",
  judge({ files, args }) {
    const format = optionOf(args, '--config.format');
    if (format !== undefined && format !== 'alloy') return { cannot: `the files are of the format ${format}` };
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is Alloy
    const { alloyFaults, declaredIn } = require('../../languages/alloy/compiler/check-alloy') as typeof Checker;
    const findings = Object.entries(files).flatMap(([file, text]) => {
      const others = Object.entries(files).flatMap(([name, other]) => (name === file ? [] : declaredIn(other)));
      return alloyFaults(text, { known: others }).map(({ place, ...fault }): PlacedFinding => ({
        ...fault,
        at: file,
        summary: 'a fault that its parser finds',
        file,
        index: place.start,
      }));
    });
    return { findings, notes: [], isPartial: true };
  },
};

/** Arguments of `alloy run` that say what a configuration may hold. */
const telling = [
  '--config.format',
  '--config.extra-args',
  '--stability.level',
  '--feature.community-components.enabled',
];

/** `alloy validate`, which builds no component. */
const real: RealJudge = {
  variable: 'ALLOY',
  program: 'alloy',
  only: 'options of components',
  versionArgs: ['--version'],
  versionOf: (said) => /^alloy, version v(\d+\.\d+\.\d+)/.exec(said)?.[1],
  prepare({ files, args }) {
    const names = Object.keys(files);
    const [only = '.'] = names;
    const options = telling.flatMap((name) => {
      const value = optionOf(args, name);
      return value === undefined ? [] : [`${name}=${value}`];
    });
    return {
      files,
      // More than one are read as a folder is.
      runs: [['validate', ...options, names.length === 1 ? only : '.']],
      environment: {},
      notes: [],
      // Patterns and templates are read when components are built.
      isPartial: true,
    };
  },
  read: readComplaints,
};

/** Alloy, as `check` knows it. */
export const alloyJudge: JudgedProgram = Object.freeze({
  name: 'alloy',
  file: /\.(alloy|river)$/,
  conventional: /\.alloy$/,
  defaultVersion: alloyVersions[0],
  builtIn,
  real,
} satisfies JudgedProgram);

function readComplaints(complaints: readonly Complaint[], { files }: FoundConfig): Judgement {
  const failed = complaints.filter(({ code }) => code !== 0);
  const findings = failed.flatMap(({ said }) =>
    [...said.matchAll(/^Error: (?:\.\/)?([^:\n]+):(\d+):(\d+): (.*)$/gm)].map(
      ([, file = '', line, column, words = '']) =>
        refused(file, words, indexOf(files[file] ?? '', Number(line), Number(column))),
    ),
  );
  const [first] = failed;
  if (first === undefined || findings.length > 0) return { findings, notes: [] };
  const words = /^(?:Error: )?(.*)$/m.exec(first.said.trim())?.[1] ?? '';
  return { findings: [refused(undefined, words, undefined)], notes: [] };
}

function refused(file: string | undefined, words: string, index: number | undefined): PlacedFinding {
  return {
    rule: 'alloy/validate',
    severity: 'error',
    at: file ?? 'the configuration',
    got: words,
    message: 'the configuration must be one that Alloy takes',
    remedy: 'see the place',
    summary: 'a fault that Alloy finds',
    ...(file === undefined || index === undefined ? {} : { file, index }),
  };
}

/** Alloy counts columns in bytes. */
function indexOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return (
    before +
    Buffer.from(lines[line - 1] ?? '')
      .subarray(0, column - 1)
      .toString().length
  );
}

/** `--name=value`, or the two apart. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = args.indexOf(name);
  const next = args[at + 1];
  if (at < 0) return undefined;
  return next === undefined || next.startsWith('-') ? 'true' : next;
}
