import type * as Yaml from 'yaml';
import { itemsOf, nodeAt, pairsOf, startOf } from '../../../languages/yaml/document';
import type { YamlNode } from '../../../languages/yaml/document';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import type { ExtraValue, Given, Property } from '../config/option';
import type { MultilineParser, Parser } from '../config/parser';
import type { Plugin, Section } from '../config/plugin';
import type { CheckedConfig, Placed } from '../rules/rule';

/** A configuration as the rules look at it. */
export interface NativeConfig {
  readonly checked: CheckedConfig;
  /** Where in the text each plugin begins, by its place in findings. */
  readonly places: ReadonlyMap<string, number>;
  /** Whether nothing of it stands in other files. */
  readonly isWhole: boolean;
}

/** What YAML says, whoever wrote it. */
export function nativeConfig(document: Yaml.Document.Parsed): NativeConfig {
  const places = new Map<string, number>();
  const root = pairsOf(document, document.contents);
  const section = (name: string): YamlNode => root.find(({ key }) => key === name)?.value;
  for (const { key, value } of pairsOf(document, section('env'))) places.set(`env.${key}`, startOf(value));
  const plugins = (['inputs', 'filters', 'outputs'] as const).flatMap((kind) => {
    const counts = new Map<string, number>();
    return itemsOf(document, nodeAt(document, document.contents, ['pipeline', kind])).flatMap((node) => {
      const type = nameIn(document, node);
      const index = counts.get(type) ?? 0;
      counts.set(type, index + 1);
      const alias = scalarIn(document, node, 'alias');
      const at = `${kind}.${alias ?? `${type}.${index}`}`;
      places.set(at, startOf(node));
      const within = pairsOf(document, pairsOf(document, node).find(({ key }) => key === 'processors')?.value);
      const steps = within.flatMap(({ key, value }) =>
        itemsOf(document, value).map((step, place): Placed & { readonly isRouted: boolean } => {
          const inside = `${at}.processors.${key}[${place}]`;
          places.set(inside, startOf(step));
          return { plugin: plugin(document, 'processors', step), at: inside, isWithin: true, isRouted: false };
        }),
      );
      const isRouted = pairsOf(document, node).some(({ key }) => key.toLowerCase() === 'routes');
      return [{ plugin: plugin(document, kind, node), at, isWithin: false, isRouted }, ...steps];
    });
  });
  const named = (kind: string): readonly { readonly name: string; readonly properties: readonly Property[] }[] =>
    itemsOf(document, section(kind)).map((node) => ({
      name: nameIn(document, node),
      properties: propertiesOf(document, node),
    }));
  return {
    checked: {
      service: propertiesOf(document, section('service')),
      env: propertiesOf(document, section('env')),
      plugins,
      parsers: named('parsers').map((one): Parser => ({ kind: 'parser', options: {}, ...one })),
      multilineParsers: named('multiline_parsers').map((one): MultilineParser => ({
        kind: 'multiline-parser',
        rules: [],
        ...one,
      })),
      format: 'yaml',
      isRouted: plugins.some(({ isRouted }) => isRouted),
      hasOwnPlugins:
        section('plugins') !== undefined || scalarIn(document, section('service'), 'plugins_file') !== undefined,
    },
    places,
    isWhole: section('includes') === undefined && section('customs') === undefined,
  };
}

function plugin<S extends Section>(document: Yaml.Document, section: S, node: YamlNode): Plugin<S> {
  const besides = ['name', 'processors', 'condition', 'routes'];
  const properties = propertiesOf(document, node).filter(([name]) => !besides.includes(name.toLowerCase()));
  return {
    section,
    type: nameIn(document, node),
    options: {},
    properties,
    extra: Object.fromEntries(properties) as { readonly [property: string]: ExtraValue },
    processors: {},
    parsers: [],
    files: {},
  };
}

function propertiesOf(document: Yaml.Document, node: YamlNode): readonly Property[] {
  return pairsOf(document, node).flatMap(({ key, value }): readonly Property[] => {
    const items = itemsOf(document, value);
    if (items.length > 0) return [[key, items.flatMap((item) => textOf(scalar(item)) ?? [])]];
    const given = scalar(value);
    return given === undefined ? [] : [[key, typeof given === 'string' ? readText(given) : given]];
  });
}

function scalar(node: YamlNode): string | number | boolean | undefined {
  const { value, source } = (node ?? {}) as { readonly value?: unknown; readonly source?: string };
  // Fluent Bit knows no null: it has an output of that name.
  if (value === null && source !== '') return source;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function textOf(value: ReturnType<typeof scalar>): Text | undefined {
  return value === undefined ? undefined : readText(String(value));
}

/** Variables are live, also those that are written for a second expansion; the rest is literal. */
function readText(written: string): Exclude<Given & Text, never> {
  const parts = written.split(/((?:\$\{DOLLAR\}|\$)\{[^}]+\})/).map((part) => {
    const name = /^(?:\$\{DOLLAR\}|\$)\{([^}:]+)(?::-.*)?\}$/s.exec(part)?.[1];
    return name === undefined ? part : { reader: 'env', name };
  });
  return parts.every((part) => typeof part === 'string') ? written : new LiveText(parts);
}

function nameIn(document: Yaml.Document, node: YamlNode): string {
  return (scalarIn(document, node, 'name') ?? '').toLowerCase();
}

function scalarIn(document: Yaml.Document, node: YamlNode, name: string): string | undefined {
  const value = scalar(pairsOf(document, node).find(({ key }) => key.toLowerCase() === name)?.value);
  return value === undefined ? undefined : String(value);
}
