import { parseDocuments, valueOf } from '../../../languages/yaml/document';
import { chartConfig, isChartValues } from './helm-values';
import type { Note } from './note';
import { expandVariables } from './variables';

/** A configuration of Promtail as it stood in a file. */
export interface ReadFile {
  readonly config: Readonly<Record<string, unknown>>;
  /** What the file was, where it was not the configuration itself. */
  readonly from?: string;
  /** What was seen before the configuration was. */
  readonly notes: readonly Note[];
}

/**
 * Reads a configuration of Promtail: the file itself, the values of its chart, or a manifest that holds it.
 *
 * @throws Error with a remedy where it is none of these
 */
export function readFile(text: string): ReadFile {
  const { text: expanded, defaults } = expandVariables(text);
  const documents = parseDocuments(expanded);
  const broken = documents.find(({ errors }) => errors.length > 0);
  const [fault] = broken?.errors ?? [];
  if (fault !== undefined) {
    const before = expanded.slice(0, fault.index).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
    throw new Error(`it must be YAML, got an error at ${place}: ${fault.message}; ${remedyOf(text)}`);
  }
  const all = documents.map(valueOf).filter((value) => value !== null && value !== undefined);
  const values = all.filter(isMapping);
  const notes: Note[] = defaults.map((name) => ({
    at: 'the file',
    kind: 'supply',
    what: `\${${name}:-…}`,
    why: 'a variable has no text of its own for where it is empty: give the agent the variable',
  }));
  for (const value of values) {
    if (isChartValues(value)) return { ...chartConfig(value), notes };
    const embedded = embeddedConfig(value);
    if (embedded !== undefined) {
      const inner = readFile(embedded);
      return {
        config: inner.config,
        from: `the ${String(value['kind'])} that a chart rendered`,
        notes: [...notes, ...inner.notes],
      };
    }
  }
  const [config] = values;
  if (config === undefined)
    throw new Error(
      `it must hold a mapping, got ${all.length === 0 ? 'nothing' : 'something else'}; ${remedyOf(text)}`,
    );
  const foreign = foreignTo(config);
  if (foreign !== undefined) throw new Error(foreign);
  return { config, notes };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `promtail.yaml` or `config.yaml` of a Secret or ConfigMap. */
function embeddedConfig(value: Readonly<Record<string, unknown>>): string | undefined {
  const { kind } = value;
  if (kind !== 'Secret' && kind !== 'ConfigMap') return undefined;
  for (const part of ['stringData', 'data']) {
    const files = value[part];
    if (!isMapping(files)) continue;
    for (const [name, text] of Object.entries(files)) {
      if (typeof text !== 'string' || !/\.ya?ml$/.test(name)) continue;
      const plain = kind === 'Secret' && part === 'data' ? Buffer.from(text, 'base64').toString('utf8') : text;
      if (plain.includes('scrape_configs')) return plain;
    }
  }
  return undefined;
}

/** Why it is no configuration of Promtail. */
function foreignTo(config: Readonly<Record<string, unknown>>): string | undefined {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(config, key));
  const give = 'give the file that Promtail is started with by -config.file';
  if (has('sources', 'transforms', 'sinks') && !has('scrape_configs'))
    return `it must be Promtail's configuration, got one of Vector; ${give}`;
  if (has('logs', 'metrics', 'integrations') && !has('scrape_configs')) {
    return `it must be Promtail's configuration, got one of the Grafana Agent; give what stands in one of its logs.configs`;
  }
  if (has('pipeline', 'service') && has('inputs', 'parsers', 'pipeline') && !has('scrape_configs')) {
    return `it must be Promtail's configuration, got one of Fluent Bit; ${give}`;
  }
  if (has('auth_enabled', 'schema_config', 'ingester') && !has('scrape_configs'))
    return `it must be Promtail's configuration, got one of Loki; ${give}`;
  const scrapes = config['scrape_configs'];
  if (!has('scrape_configs')) {
    const keys = Object.keys(config).slice(0, 5).join(', ');
    return `it must have scrape_configs, got ${keys === '' ? 'an empty mapping' : keys}; ${give}, or the values of its chart`;
  }
  if (!Array.isArray(scrapes) || scrapes.length === 0) {
    return 'scrape_configs must hold a scrape config, got none: this Promtail reads nothing; add one, or there is nothing to move';
  }
  return undefined;
}

function remedyOf(text: string): string {
  if (/^\s*(?:loki|discovery|local|prometheus)\.[\w.]+(?:\s+"\w+")?\s*\{/m.test(text)) {
    return "it looks like Alloy's own language: there is nothing of Promtail to move";
  }
  if (/^\s*\[(?:sources|transforms|sinks)\./m.test(text))
    return "it looks like TOML of Vector: give Promtail's configuration";
  if (/\{\{/.test(text)) return 'templates of a chart stand in it: give what `helm template` makes of it';
  return 'give the file that Promtail is started with by -config.file, whole';
}
