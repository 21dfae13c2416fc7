import type { YamlValue } from '../../../languages/yaml/print';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { passesOf } from '../expansion';
import type { Condition } from './condition';
import { SecretText } from './option';
import type { Given, Property, Word } from './option';
import type { MultilineParser, Parser } from './parser';
import type { Plugin, Step } from './plugin';

/** A text as Fluent Bit is given it, before its own expansion. */
export function textOf(word: Word): Text {
  if (SecretRef.is(word)) return new LiveText([word.held]);
  return word instanceof SecretText ? word.text : word;
}

/** How a text is spelled where Fluent Bit expands it so often. */
export type Spell = (text: Text, passes?: 1 | 2) => Text;

/** Properties as a map of YAML's. */
export function printProperties(
  properties: readonly Property[],
  spell: Spell,
  of?: Pick<Plugin, 'section' | 'type'>,
): { readonly [name: string]: YamlValue } {
  return Object.fromEntries(
    properties.map(([name, value]) => {
      const passes = of === undefined ? 1 : passesOf(of.section, of.type, name);
      return [name, printGiven(value, (text) => spell(text, passes))];
    }),
  );
}

function printGiven(value: Given, spell: (text: Text) => Text): YamlValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return (value as readonly Word[]).map((word) => spell(textOf(word)));
  return spell(textOf(value as Word));
}

/** An input, a filter or an output. */
export function printPlugin(plugin: Plugin, spell: Spell): { readonly [name: string]: YamlValue } {
  const signals = Object.entries(plugin.processors).filter(([, steps]) => (steps as readonly Step[]).length > 0);
  const processors = signals.map(([signal, steps]) => [
    signal,
    (steps as readonly Step[]).map((step) => printStep(step, spell)),
  ]);
  return {
    name: plugin.type,
    ...printProperties(plugin.properties, spell, plugin),
    ...(signals.length === 0 ? {} : { processors: Object.fromEntries(processors) as YamlValue }),
  };
}

/** A processor: numbers and the like are texts, since Fluent Bit loses others of a filter's. */
function printStep(step: Step, spell: Spell): YamlValue {
  const texts = step.properties.map(([name, value]): Property => [
    name,
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
  ]);
  return {
    name: step.type,
    ...(step.condition === undefined ? {} : { condition: printCondition(step.condition) }),
    ...printProperties(texts, spell, step),
  };
}

/** Nothing in it is expanded. */
function printCondition({ op = 'and', rules }: Condition): YamlValue {
  return {
    op,
    rules: rules.map(({ field, op: compare, value, context }) => ({
      field,
      op: compare,
      value,
      ...(context === undefined ? {} : { context }),
    })),
  };
}

export function printParser(parser: Parser, spell: Spell): YamlValue {
  return printProperties(parser.properties, spell);
}

export function printMultilineParser(parser: MultilineParser, spell: Spell): YamlValue {
  return {
    ...printProperties(parser.properties, spell),
    // Fluent Bit expands nothing in there.
    ...(parser.rules.length === 0
      ? {}
      : { rules: parser.rules.map(({ state, regex, nextState }) => ({ state, regex, next_state: nextState })) }),
  };
}
