import { itemsOf, nodeAt, pairsOf, readDocument, stringScalar } from '../../languages/yaml/document';
import type {
  BuiltInJudge,
  Complaint,
  FoundConfig,
  JudgedProgram,
  Judgement,
  PlacedFinding,
  RealJudge,
} from '../judge';
import { standIns } from '../../text/stand-in';
import { nativeConfig } from './judge/native-config';
import { inNativeWords } from './judge/native-words';
import { checkConfig, checkPlugins } from './rules';
import { fluentBitVersions } from './versions';

/** What the rules say of a configuration in YAML. */
const builtIn: BuiltInJudge = {
  name: 'the rules for Fluent Bit',
  judge(config) {
    const file = mainFile(config);
    const text = config.files[file] ?? '';
    if (!/\.ya?ml$/.test(file)) return { cannot: 'classic configuration is judged by Fluent Bit only' };
    const read = readDocument(text);
    const faults = read.errors.map(({ index, message }): PlacedFinding => {
      const words = { got: message, message: 'the file must be YAML that Fluent Bit reads', remedy: 'see the place' };
      return { rule: 'fluent-bit/yaml', severity: 'error', at: file, ...words, summary: 'no YAML', file, index };
    });
    if (faults.length > 0) return { findings: faults, notes: [] };
    const { checked, places, isWhole } = nativeConfig(read.document);
    const found = isWhole ? checkConfig(checked) : checkPlugins(checked);
    const findings = found.map((finding): PlacedFinding => {
      const place = [...places].filter(([at]) => finding.at.startsWith(at)).sort(([a], [b]) => b.length - a.length)[0];
      return {
        ...inNativeWords(finding),
        summary: `a finding of ${finding.rule}`,
        file,
        ...(place === undefined ? {} : { index: place[1] }),
      };
    });
    const said = 'it includes other files, so what concerns several parts was not judged';
    return { findings, notes: isWhole ? [] : [{ said, summary: said }], isPartial: true };
  },
};

/** `fluent-bit --dry-run`, which opens nothing: it knows plugins, properties and Lua, and no parsers. */
const real: RealJudge = {
  variable: 'FLUENT_BIT',
  program: 'fluent-bit',
  only: 'values of properties and code of Lua',
  versionArgs: ['--version'],
  versionOf: (said) => /^Fluent Bit v(\d+\.\d+\.\d+)/m.exec(said)?.[1],
  prepare(config) {
    const file = mainFile(config);
    const configs = Object.entries(config.files).filter(([name]) => fluentBitJudge.file.test(name));
    const names = variablesIn(configs.map(([, text]) => text));
    const open = names.filter((name) => !Object.hasOwn(config.environment, name));
    const values = standIns(config.environment);
    const missing = scriptsOf(file, config).filter((name) => !Object.hasOwn(config.files, name));
    const stood = `stand-ins were used for ${[...open, ...missing].join(', ')}`;
    return {
      files: { ...config.files, ...Object.fromEntries(missing.map((name) => [name, '-- not found\n'])) },
      runs: [['--dry-run', '-q', '-c', file]],
      environment: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])),
      notes:
        open.length + missing.length === 0
          ? []
          : [{ said: stood, summary: 'stand-ins were used for variables or scripts' }],
      isPartial: true,
    };
  },
  read: readComplaints,
};

/** Fluent Bit, as `check` knows it. */
export const fluentBitJudge: JudgedProgram = Object.freeze({
  name: 'fluent-bit',
  file: /\.(conf|ya?ml)$/,
  beside: /\.lua$/,
  conventional: /^fluent-bit\.(conf|ya?ml)$/,
  defaultVersion: fluentBitVersions[0],
  builtIn,
  real,
} satisfies JudgedProgram);

/** The one that the program is started with. */
function mainFile({ files, args }: FoundConfig): string {
  const names = Object.keys(files);
  const told = args.flatMap((arg, index) => {
    const joined = /^(?:-c|--config=)(.+)$/.exec(arg)?.[1];
    return joined ?? (arg === '-c' || arg === '--config' ? (args[index + 1] ?? []) : []);
  });
  const byArgument = names.find((name) => told.some((path) => path === name || path.endsWith(`/${name}`)));
  return byArgument ?? names.find((name) => fluentBitJudge.conventional.test(name)) ?? names[0] ?? '';
}

/** Scripts that stand beside the configuration. */
function scriptsOf(file: string, { files }: FoundConfig): readonly string[] {
  const text = files[file] ?? '';
  if (!/\.ya?ml$/.test(file)) {
    return [...text.matchAll(/^[ \t]+script[ \t]+([^\s/]+)[ \t]*$/gim)].map(([, name = '']) => name);
  }
  const { document } = readDocument(text);
  return itemsOf(document, nodeAt(document, document.contents, ['pipeline', 'filters'])).flatMap((filter) =>
    pairsOf(document, filter).flatMap(({ key, value }) => {
      const script = key.toLowerCase() === 'script' ? stringScalar(value)?.value : undefined;
      return script !== undefined && /^[\w-][\w.-]*$/.test(script) ? [script] : [];
    }),
  );
}

function variablesIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => [...text.matchAll(/\$\{([A-Za-z_]\w*)(?::-[^}]*)?\}/g)]);
  return [...new Set(found.map(([, name = '']) => name))];
}

function readComplaints(complaints: readonly Complaint[], config: FoundConfig): Judgement {
  const main = mainFile(config);
  const findings = complaints
    .filter(({ code }) => code !== 0)
    .map(({ said }): PlacedFinding => {
      const errors = [...said.matchAll(/\[error\] (.*)$/gm)].map(([, words = '']) =>
        words.replace(/^\[\/[^\]]*\] /, ''),
      );
      const [first = said.trim().split('\n')[0] ?? ''] = errors.filter(
        (words) => !/No such file|^yaml error/.test(words),
      );
      const [, property = '', line, column] = /'(\S+)'\. The following|line (\d+), column (\d+)/.exec(first) ?? [];
      const [, script = '', scriptLine] = /error loading script: (\S+?):(\d+): /.exec(first) ?? [];
      const file = Object.hasOwn(config.files, script) ? script : main;
      const text = config.files[file] ?? '';
      const at =
        file === script
          ? indexOf(text, Number(scriptLine), 1)
          : line === undefined
            ? placeOf(text, property)
            : indexOf(text, Number(line), Number(column));
      return {
        rule: 'fluent-bit/dry-run',
        severity: 'error',
        at: file,
        got: first.replace(/ The following properties are allowed: .*$/, ''),
        message: 'the configuration must be one that Fluent Bit takes',
        remedy: 'correct what it names',
        summary: 'a fault that Fluent Bit finds',
        file,
        ...(at === undefined ? {} : { index: at }),
      };
    });
  return { findings, notes: [] };
}

/** Where a property stands that is there once. */
function placeOf(text: string, property: string): number | undefined {
  if (property === '') return undefined;
  const found = [...text.matchAll(/[\w.-]+/g)].filter(([word]) => word === property);
  return found.length === 1 ? found[0]?.index : undefined;
}

function indexOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  return Math.min(text.length, lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1);
}
