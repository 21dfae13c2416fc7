import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import { printYaml } from '../../languages/yaml/print';
import type { YamlValue } from '../../languages/yaml/print';
import { livesOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { SecretRef } from '../../text/secret-ref';
import type { EngineConfig } from '../engine';
import { anything, checkAll, filled, list, map, maybe, oneOf, text } from '../option-check';
import { printClassic, printClassicParsers } from './config/classic';
import type { Classic } from './config/classic';
import { gathered, kinds, plugins, settledText } from './config/config-parts';
import { SecretText } from './config/option';
import type { Given, Property } from './config/option';
import type { MultilineParser, Parser } from './config/parser';
import type { Filter, Input, Output, Plugin, Step } from './config/plugin';
import { printMultilineParser, printParser, printPlugin, printProperties, textOf } from './config/print';
import { serviceProperties } from './config/service';
import type { ServiceOptions } from './config/service';
import { expanded } from './expansion';
import { fluentBitEscapes } from './interpolation';
import { checkConfig } from './rules';
import type { CheckedConfig, Placed } from './rules/rule';
import { checkVersion } from './versions';
import type { FluentBitVersion } from './versions';

/** Where Fluent Bit keeps positions and chunks when nothing else is said. */
export const defaultDataDir = '/var/lib/fluent-bit';

/** A configuration of Fluent Bit. */
export interface FluentBitConfigProps {
  /** Where records come from. */
  readonly inputs: readonly [Input, ...Input[]];
  /** What happens to them, in this order, by their tags. @default - nothing */
  readonly filters?: readonly Filter[];
  /** Where they go, by their tags. */
  readonly outputs: readonly [Output, ...Output[]];
  /** What holds for the whole. @default - Fluent Bit's own */
  readonly service?: ServiceOptions;
  /**
   * Variables that the configuration itself sets, which nothing is expanded in. A value that begins with `file://` is the
   * content of that file.
   *
   * @default - those that its own texts need
   */
  readonly env?: { readonly [variable: string]: Text };
  /** Variables that scripts read of the environment, which nothing else here shows. @default - none */
  readonly scriptVariables?: readonly string[];
  /** Parsers that pods or other files name; those that plugins are given are found. @default - none */
  readonly parsers?: readonly Parser[];
  /** The same of multiline parsers. @default - none */
  readonly multilineParsers?: readonly MultilineParser[];
  /** Further files beside it, by name. @default - the scripts that filters hold */
  readonly files?: { readonly [name: string]: Text };
  /**
   * `classic` is what Fluent Bit had before YAML, and drops at the end of 2026. It has no processors.
   *
   * @default 'yaml'
   */
  readonly format?: 'yaml' | 'classic';
  /** Of the Fluent Bit that will read it. @default - the newest tested */
  readonly version?: FluentBitVersion;
}

/** A configuration of Fluent Bit, from its inputs, filters and outputs. Parsers and scripts are found through them. */
export class FluentBitConfig implements EngineConfig {
  readonly version: FluentBitVersion;
  /** `fluent-bit.yaml`, or `fluent-bit.conf` of classic configuration. */
  readonly fileName: string;
  /** Scripts of filters, and the parsers of classic configuration. Fluent Bit expands nothing in them. */
  readonly files: Readonly<Record<string, Text>>;
  /** None: what it needs stands in its own `env`. */
  readonly environment: Readonly<Record<string, string>> = Object.freeze({});
  readonly inputs: readonly Input[];
  readonly filters: readonly Filter[];
  readonly outputs: readonly Output[];
  /** All parsers, those first that were given by themselves. */
  readonly parsers: readonly Parser[];
  /** All multiline parsers, in the same order. */
  readonly multilineParsers: readonly MultilineParser[];
  readonly service: ServiceOptions;
  /** The configuration as data: what {@link print} gives, before it is YAML. Absent of classic configuration. */
  readonly tree?: () => { readonly [key: string]: YamlValue };
  private readonly props: FluentBitConfigProps;
  private readonly serviceLines: readonly Property[];

  /** @throws if the version is not one that is known, or an option is none */
  constructor(props: FluentBitConfigProps) {
    const {
      inputs,
      filters = [],
      outputs,
      service = {},
      files = {},
      format,
    } = checkAll('props', props, {
      inputs: plugins('inputs', 1),
      filters: maybe(plugins('filters', 0)),
      outputs: plugins('outputs', 1),
      service: anything,
      env: maybe(map(settledText)),
      scriptVariables: maybe(list(filled)),
      parsers: maybe(kinds('parser')),
      multilineParsers: maybe(kinds('multiline-parser')),
      files: maybe(map(text)),
      format: maybe(oneOf('yaml', 'classic')),
      version: anything,
    });
    this.version = checkVersion(props.version);
    this.props = Object.freeze({ ...props });
    this.inputs = Object.freeze([...inputs]);
    this.filters = Object.freeze([...filters]);
    this.outputs = Object.freeze([...outputs]);
    this.service = Object.freeze({ ...service });
    this.serviceLines = Object.freeze(serviceProperties(this.service));
    const all = placed(this).map(({ plugin }) => plugin);
    const named = [
      ...(props.parsers ?? []),
      ...(props.multilineParsers ?? []),
      ...all.flatMap(({ parsers }) => parsers),
    ];
    const within = named.flatMap((one) =>
      one.kind === 'multiline-parser' && typeof one.parser === 'object' ? [one.parser] : [],
    );
    const kept = [...new Set([...named, ...within])];
    this.parsers = Object.freeze(kept.filter((one) => one.kind === 'parser'));
    this.multilineParsers = Object.freeze(kept.filter((one) => one.kind === 'multiline-parser'));
    this.fileName = format === 'classic' ? 'fluent-bit.conf' : 'fluent-bit.yaml';
    const apart = this.classicParsers;
    this.files = Object.freeze({
      ...gathered(all),
      ...files,
      ...(apart === undefined ? {} : { 'parsers.conf': apart.text }),
    });
    if (format !== 'classic') {
      this.tree = () => {
        FindingsError.throwIfAny(this.check());
        return this.sections();
      };
    }
    Object.freeze(this);
  }

  /** The same configuration with other parts. */
  with(changes: Partial<FluentBitConfigProps>): FluentBitConfig {
    return new FluentBitConfig({ ...this.props, ...changes });
  }

  /** Variables that whoever runs it has to give, and those that hold secrets. */
  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const [env, secrets] = [new Set<string>(this.props.scriptVariables), new Set<string>()];
    for (const value of this.values) {
      const secret = SecretRef.is(value) ? value : value instanceof SecretText ? value.secret : undefined;
      if (secret !== undefined) secrets.add(secret.variable);
      for (const { reader, name } of livesOf(textOf(value)))
        if (reader === 'env' && name !== secret?.variable) env.add(name);
    }
    for (const name of Object.keys(this.props.env ?? {})) env.delete(name);
    return { env: [...env].filter((name) => !secrets.has(name)).sort(), secrets: [...secrets].sort() };
  }

  /** What Fluent Bit would refuse of it, or lose in silence. */
  check(): readonly Finding[] {
    return checkConfig(this.checked);
  }

  /** The configuration as YAML, or as classic text. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    return this.props.format === 'classic' ? printClassic(this.classic) : printYaml(this.sections());
  }

  private sections(): { readonly [key: string]: YamlValue } {
    const { parsers, multilineParsers } = this;
    const used = new Set<string>();
    const spell = (value: Text, passes?: 1 | 2): Text => expanded(value, (name) => used.add(name), passes);
    const list = (section: readonly Plugin[]): readonly YamlValue[] => section.map((one) => printPlugin(one, spell));
    const body = {
      ...(this.serviceLines.length === 0 ? {} : { service: printProperties(this.serviceLines, spell) }),
      ...(parsers.length === 0 ? {} : { parsers: parsers.map((one) => printParser(one, spell)) }),
      ...(multilineParsers.length === 0
        ? {}
        : { multiline_parsers: multilineParsers.map((one) => printMultilineParser(one, spell)) }),
      pipeline: {
        inputs: list(this.inputs),
        ...(this.filters.length === 0 ? {} : { filters: list(this.filters) }),
        outputs: list(this.outputs),
      },
    };
    const env = { ...this.props.env, ...escapesOf(used) };
    return Object.keys(env).length === 0 ? body : { env, ...body };
  }

  private get classic(): Classic {
    const { inputs, filters, outputs, serviceLines, classicParsers } = this;
    const service: readonly Property[] =
      classicParsers === undefined ? serviceLines : [...serviceLines, ['parsers_file', 'parsers.conf']];
    const { env = {} } = this.props;
    return { service, env, inputs, filters, outputs, uses: classicParsers?.uses ?? [] };
  }

  private get classicParsers(): ReturnType<typeof printClassicParsers> | undefined {
    const { parsers, multilineParsers } = this;
    if (this.props.format !== 'classic' || parsers.length + multilineParsers.length === 0) return undefined;
    return printClassicParsers(parsers, multilineParsers);
  }

  private get checked(): CheckedConfig {
    const { serviceLines, parsers, multilineParsers } = this;
    const { format = 'yaml' } = this.props;
    const env = Object.entries(this.props.env ?? {});
    return { service: serviceLines, env, plugins: placed(this), parsers, multilineParsers, format };
  }

  private get values(): readonly Exclude<Given, number | boolean | readonly unknown[]>[] {
    const properties = [
      ...this.serviceLines,
      ...placed(this).flatMap(({ plugin }) => plugin.properties),
      ...[...this.parsers, ...this.multilineParsers].flatMap((parser) => parser.properties),
    ];
    return [...properties.flatMap(([, value]) => wordsOf(value)), ...Object.values(this.props.env ?? {})];
  }
}

type Words = readonly Exclude<Given, number | boolean | readonly unknown[]>[];

function wordsOf(value: Given): Words {
  if (typeof value === 'number' || typeof value === 'boolean') return [];
  return Array.isArray(value) ? (value as Words) : [value as Words[number]];
}

/** The variables that spell what Fluent Bit would expand. */
function escapesOf(used: ReadonlySet<string>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fluentBitEscapes).filter(([name]) => used.has(name)));
}

/** All plugins by their places: Fluent Bit counts those of a kind from 0. */
function placed({ inputs, filters, outputs }: FluentBitConfig): readonly Placed[] {
  const counts = new Map<string, number>();
  return [...inputs, ...filters, ...outputs].flatMap((plugin) => {
    const kind = `${plugin.section}.${plugin.type}`;
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    const { alias } = plugin.options as { readonly alias?: Text };
    const at = typeof alias === 'string' ? `${plugin.section}.${alias}` : `${kind}.${index}`;
    const steps = Object.entries(plugin.processors).flatMap(([signal, within]) =>
      (within as readonly Step[]).map((step, place) => ({
        plugin: step,
        at: `${at}.processors.${signal}[${place}]`,
        isWithin: true,
      })),
    );
    return [{ plugin, at, isWithin: false }, ...steps];
  });
}
