import type {
  BuiltInJudge,
  Complaint,
  FoundConfig,
  JudgedProgram,
  PlacedFinding,
  RealJudge,
} from '../../engines/judge';
import { readDocument } from '../../languages/yaml/document';
import { PlacedText } from '../../text/placed-text';
import { standIns } from '../../text/stand-in';
import { Unmodelled, Unreadable } from '../../text/unspellable';
import { lokiExpandEnv } from './expand-env';
import { optionFaults } from './option-faults';
import { lokiVersions } from './versions';

const [defaultVersion] = lokiVersions;

/** The names of Loki's options and the kinds of their values; not what stands in lists, nor whether they fit each other. */
const builtIn: BuiltInJudge = {
  name: "YAML, and the names and kinds of Loki's options",
  judge(config) {
    const { files, version = defaultVersion } = config;
    const [[file, text] = ['', ''], ...others] = Object.entries(files);
    if (others.length > 0) return { cannot: 'Loki reads one file' };
    if (minorOf(version) !== minorOf(defaultVersion)) {
      return { cannot: `the options of Loki ${minorOf(defaultVersion)} are known, and not those of ${version}` };
    }
    let placed = PlacedText.of(text);
    try {
      if (expands(config)) placed = placed.read(lokiExpandEnv, standIns(knownValues(config)));
    } catch (error) {
      if (!(error instanceof Unmodelled || error instanceof Unreadable)) throw error;
      return { cannot: error.message };
    }
    const { document, errors } = readDocument(placed.text);
    // Those after the first are mostly its consequences.
    const faults = errors.slice(0, 1).map(({ index, message }) => notYaml(file, message, index));
    const findings = faults.length > 0 ? faults : optionFaults(document);
    return {
      findings: findings.map((one) => ({ ...one, file, index: placed.originOf(one.index ?? 0) })),
      notes: [],
      isPartial: true,
    };
  },
};

/** `loki -verify-config`, which starts nothing. */
const real: RealJudge = {
  variable: 'LOKI',
  program: 'loki',
  only: 'options in lists, and whether options fit each other,',
  versionArgs: ['-version'],
  // Built by Go's own client it knows no version.
  versionOf: (said) =>
    /^loki, version/.test(said) ? (/^loki, version (\d+\.\d+\.\d+)/.exec(said)?.[1] ?? 'unknown') : undefined,
  prepare(config) {
    const [[name, text] = ['', ''], ...others] = Object.entries(config.files);
    if (others.length > 0) return { cannot: 'it reads one file' };
    const isExpanded = expands(config);
    const values = standIns(knownValues(config));
    const open = isExpanded ? variablesOf(text) : [];
    const stood = open.filter((variable) => !Object.hasOwn(knownValues(config), variable));
    const summary = 'stand-ins were used for variables';
    return {
      files: config.files,
      runs: [['-verify-config', `-config.expand-env=${isExpanded}`, `-config.file=${name}`]],
      environment: Object.fromEntries(open.map((variable) => [variable, values[variable] ?? ''])),
      notes: stood.length === 0 ? [] : [{ said: `stand-ins were used for ${stood.join(', ')}`, summary }],
      // Whether parts of it find what they need shows at their start; names and kinds have all been judged.
      isPartial: false,
    };
  },
  read: (complaints, config) => ({ findings: complaints.flatMap((one) => faultsIn(one, config)), notes: [] }),
};

/** Loki, as `check` knows it. */
export const lokiJudge: JudgedProgram = Object.freeze({
  name: 'loki',
  file: /\.ya?ml$/,
  conventional: /^loki\.ya?ml$/,
  looksLike: (value) =>
    'schema_config' in value && ['common', 'ingester', 'server', 'auth_enabled'].some((key) => key in value),
  defaultVersion,
  builtIn,
  real,
} satisfies JudgedProgram);

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** As its arguments say; where they are not known, as charts do. */
function expands({ args, files }: FoundConfig): boolean {
  if (args.length === 0) return Object.values(files).some((text) => text.includes('${'));
  return args.some((arg) => /^--?config\.expand-env(=(true|1|t))?$/i.test(arg));
}

/** What variables hold: those with a value where they are used stand for that one. */
function knownValues({ environment, files }: FoundConfig): Readonly<Record<string, string>> {
  const found = Object.values(files).flatMap((text) => [...text.matchAll(/\$\{(\w+)(?::[-=?+]|=)/g)]);
  return { ...Object.fromEntries(found.map(([, name = '']) => [name, ''])), ...environment };
}

function variablesOf(text: string): readonly string[] {
  const found = text.replaceAll('$$', '').matchAll(/\$\{#?(\w+)/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

function notYaml(file: string, got: string, index: number): PlacedFinding {
  return {
    ...{ rule: 'loki/yaml', severity: 'error', at: file, got, index },
    message: 'the file must be YAML that Loki reads',
    remedy: 'see the place',
    summary: 'no YAML',
  };
}

/** It names all faults of one kind with their lines, or the first without. */
function faultsIn({ said, code }: Complaint, config: FoundConfig): readonly PlacedFinding[] {
  if (code === 0) return [];
  const [[file, text] = ['', '']] = Object.entries(config.files);
  const lines = [...said.matchAll(/^ {2}line (\d+): (.*?)(?:\. Use `-config\.expand-env.*)?$/gm)];
  if (lines.length === 0) return [refused(file, wordsOf(said))];
  const judged = builtIn.judge(config);
  const own = 'cannot' in judged ? [] : judged.findings;
  return lines.map(([, line, words = '']) => {
    const start = startOfLine(text, Number(line));
    const end = startOfLine(text, Number(line) + 1);
    const field = /^field (.*) not found/.exec(words)?.[1];
    const isHere = ({ rule, got, index = -1 }: PlacedFinding): boolean =>
      index >= start && index < end && (field === undefined ? rule === 'loki/option-kind' : got === field);
    // Of a fault that is known too the place is known, and what was meant.
    const { index, remedy } = own.find(isHere) ?? {
      index: start + text.slice(start, end).search(/[^ -]|$/),
      remedy: 'see the line',
    };
    return { ...refused(file, words), remedy, file, ...(index === undefined ? {} : { index }) };
  });
}

function refused(file: string, got: string): PlacedFinding {
  return {
    ...{ rule: 'loki/verify-config', severity: 'error', at: file, got },
    message: 'the configuration must be one that Loki takes',
    remedy: got.startsWith('panic') ? "see whether 'schema_config' has a period" : 'correct what it names',
    summary: 'a fault that Loki finds',
  };
}

function wordsOf(said: string): string {
  if (said.startsWith('panic')) return said.split('\n')[0] ?? '';
  const [, quoted] = /err="((?:[^"\\]|\\.)*)"/.exec(said) ?? [];
  const words = quoted === undefined ? said : quoted.replace(/\\n/g, ' ').replace(/\\(["\\])/g, '$1');
  return (
    words
      .trim()
      // The hint is about what is not asked for here.
      .replace(/\. Use `-config\.expand-env.*$/s, '')
      .replace(/^failed parsing config: .*?: (?=\S)/, '')
      .replace(/\s+/g, ' ')
  );
}

function startOfLine(text: string, line: number): number {
  return text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0);
}
