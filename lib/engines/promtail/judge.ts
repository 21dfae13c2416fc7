import { itemsOf, nodeAt, pairsOf, readDocument, startOf } from '../../languages/yaml/document';
import type { YamlNode } from '../../languages/yaml/document';
import { standIns } from '../../text/stand-in';
import { Unmodelled, Unreadable } from '../../text/unspellable';
import type { BuiltInJudge, FoundConfig, JudgedProgram, PlacedFinding, RealJudge } from '../judge';
import { promtailExpandEnv } from './interpolation';
import { promtailVersions } from './versions';

/** All stages of Promtail's: it looks for them when it starts, and `-check-syntax` does not. */
const stages = new Set([
  ...['cri', 'decolorize', 'docker', 'drop', 'eventlogmessage', 'geoip', 'json', 'labelallow', 'labeldrop', 'labels'],
  ...['limit', 'logfmt', 'match', 'metrics', 'multiline', 'non_indexed_labels', 'output', 'pack', 'pipeline', 'regex'],
  ...['replace', 'sampling', 'static_labels', 'structured_metadata', 'template', 'tenant', 'timestamp'],
]);

const builtIn: BuiltInJudge = {
  name: "YAML and the names of Promtail's stages",
  judge(config) {
    const [[file, text] = ['', ''], ...others] = Object.entries(config.files);
    if (others.length > 0) return { cannot: 'Promtail reads one file' };
    let expanded: string;
    try {
      expanded = expands(config) ? promtailExpandEnv.read(text, standIns(config.environment)) : text;
    } catch (error) {
      if (!(error instanceof Unmodelled || error instanceof Unreadable)) throw error;
      return { cannot: error.message };
    }
    // Where variables were expanded, places are not those of the file.
    const placed = (index: number): Partial<PlacedFinding> => (expanded === text ? { file, index } : {});
    const { document, errors } = readDocument(expanded);
    const findings = errors.map(({ index, message }): PlacedFinding => {
      const words = { got: message, message: 'the file must be YAML that Promtail reads', remedy: 'see the place' };
      return { rule: 'promtail/yaml', severity: 'error', at: file, ...words, summary: 'no YAML', ...placed(index) };
    });
    if (findings.length > 0) return { findings, notes: [] };
    const unknown = (node: YamlNode): readonly PlacedFinding[] =>
      itemsOf(document, node).flatMap((stage) =>
        pairsOf(document, stage).flatMap(({ key, value }): readonly PlacedFinding[] => {
          const inner = key === 'match' || key === 'pipeline' ? unknown(nodeAt(document, value, ['stages'])) : [];
          return stages.has(key) ? inner : [{ ...noStage(file, key), ...placed(startOf(stage)) }];
        }),
      );
    const scrapes = itemsOf(document, nodeAt(document, document.contents, ['scrape_configs']));
    return {
      findings: scrapes.flatMap((scrape) => unknown(nodeAt(document, scrape, ['pipeline_stages']))),
      notes: [],
      isPartial: true,
    };
  },
};

function noStage(file: string, name: string): PlacedFinding {
  return {
    rule: 'promtail/unknown-stage',
    severity: 'error',
    at: file,
    got: name,
    message: "'pipeline_stages' must hold stages that Promtail has",
    remedy: 'correct the name, or leave the stage out: Promtail does not start with it',
    summary: 'a stage that Promtail has not',
  };
}

/** `promtail -check-syntax`, which starts nothing: it knows all options outside of stages. */
const real: RealJudge = {
  variable: 'PROMTAIL',
  program: 'promtail',
  only: 'options, but for the names of stages,',
  versionArgs: ['-version'],
  // Built by Go's own client it knows no version.
  versionOf: (said) =>
    /^promtail, version/.test(said) ? (/^promtail, version (\d+\.\d+\.\d+)/.exec(said)?.[1] ?? 'unknown') : undefined,
  prepare(config) {
    const [name = '', ...others] = Object.keys(config.files);
    if (others.length > 0) return { cannot: 'it reads one file' };
    const values = standIns(config.environment);
    const open = expands(config) ? variablesOf(config.files[name] ?? '') : [];
    const stood = open.filter((variable) => !Object.hasOwn(config.environment, variable));
    const summary = 'stand-ins were used for variables';
    return {
      files: config.files,
      runs: [[`-config.file=${name}`, '-check-syntax', ...(expands(config) ? ['-config.expand-env=true'] : [])]],
      environment: Object.fromEntries(open.map((variable) => [variable, values[variable] ?? ''])),
      notes: stood.length === 0 ? [] : [{ said: `stand-ins were used for ${stood.join(', ')}`, summary }],
      isPartial: true,
    };
  },
  read(complaints, { files }) {
    const [file = ''] = Object.keys(files);
    const findings = complaints
      .filter(({ code }) => code !== 0)
      .map(({ said }): PlacedFinding => {
        // The hint is about what is not asked for here.
        const got = said
          .trim()
          .replace(/\. Use `-config\.expand-env.*$/s, '')
          .replace(/^Unable to parse config: \S+ /, '');
        return {
          rule: 'promtail/check-syntax',
          severity: 'error',
          at: file,
          got: got.replace(/\s+/g, ' '),
          message: 'the configuration must be one that Promtail takes',
          remedy: 'correct what it names',
          summary: 'a fault that Promtail finds',
        };
      });
    return { findings, notes: [] };
  },
};

/** Promtail, as `check` knows it. */
export const promtailJudge: JudgedProgram = Object.freeze({
  name: 'promtail',
  file: /\.ya?ml$/,
  conventional: /^promtail\.ya?ml$/,
  defaultVersion: promtailVersions[0],
  builtIn,
  real,
} satisfies JudgedProgram);

function expands({ args }: FoundConfig): boolean {
  return args.some((arg) => /^--?config\.expand-env(=true|=1|=t)?$/i.test(arg));
}

function variablesOf(text: string): readonly string[] {
  const found = text.replaceAll('$$', '').matchAll(/\$\{#?(\w+)/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}
