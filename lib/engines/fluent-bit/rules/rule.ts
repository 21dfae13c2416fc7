import type { Finding, RuleId, Severity } from '../../../findings/finding';
import { partsOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import type { Given, Property, Word } from '../config/option';
import type { MultilineParser, Parser } from '../config/parser';
import type { Plugin } from '../config/plugin';
import { textOf } from '../config/print';

/** A plugin and its place. */
export interface Placed {
  readonly plugin: Plugin;
  /** In Fluent Bit's words: `inputs.tail.0`, or `outputs.dash0` by its alias. */
  readonly at: string;
  /** Whether it stands in another's `processors`. */
  readonly isWithin: boolean;
}

/** What the rules know of a configuration. */
export interface CheckedConfig {
  /** Properties of the service, by Fluent Bit's names. */
  readonly service: readonly Property[];
  /** Variables that it sets itself. @default - none */
  readonly env?: readonly Property[];
  /** All plugins, those in `processors` behind what they stand in. */
  readonly plugins: readonly Placed[];
  readonly parsers: readonly Parser[];
  readonly multilineParsers: readonly MultilineParser[];
  readonly format: 'yaml' | 'classic';
  /** Whether inputs name outputs by themselves, in `routes`. */
  readonly isRouted?: boolean;
  /** Whether it brings plugins that are not Fluent Bit's. */
  readonly hasOwnPlugins?: boolean;
}

/** What is wrong with a whole configuration. */
export type ConfigRule = (config: CheckedConfig) => readonly Finding[];

/** What is wrong with one plugin. */
export type PluginRule = (placed: Placed, config: CheckedConfig) => readonly Finding[];

/** A value that a property has, by Fluent Bit's name for it. */
export function valueOf({ properties }: Pick<Plugin, 'properties'>, name: string): Given | undefined {
  return properties.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** Whether Fluent Bit takes a value for true. */
export function isOn(value: Given | undefined): boolean {
  return value === true || (typeof value === 'string' && /^(?:true|on|yes)$/i.test(value));
}

/** The words of a value; none of a number. */
export function wordsOf(value: Given | undefined): readonly Word[] {
  if (value === undefined || typeof value === 'number' || typeof value === 'boolean') return [];
  return Array.isArray(value) ? (value as readonly Word[]) : [value as Word];
}

/** The literals of a value's words. */
export function literalsOf(value: Given | undefined): readonly string[] {
  return wordsOf(value).flatMap((word) => partsOf(textOf(word)).filter((part) => typeof part === 'string'));
}

/** A value as a message shows it; never what is secret. */
export function shownText(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : `\${${part.name}}`))
    .join('');
}

/** A finding, in the order of its words. */
export function finding(
  rule: RuleId,
  severity: Severity,
  at: string,
  got: string,
  message: string,
  remedy: string,
): Finding {
  return { rule, severity, at, got, message, remedy };
}
