import { refusal } from '../../../pipeline/argument';
import { livesOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { text } from '../../option-check';
import type { Plugin, Section } from './plugin';

/** The files of all plugins. @throws if two differ that have one name */
export function gathered(all: readonly Plugin[]): Readonly<Record<string, Text>> {
  const found = new Map<string, Text>();
  for (const [name, content] of all.flatMap(({ files }) => Object.entries(files))) {
    const before = found.get(name);
    if (before !== undefined && before !== content) {
      throw refusal('script.file', 'be that of one script', name, 'rename one of them');
    }
    found.set(name, content);
  }
  return Object.fromEntries(found);
}

/** A list of plugins of one section. */
export function plugins(section: Section, least: 0 | 1): (at: string, value: unknown) => void {
  const [kind, example] = {
    inputs: ['Input', 'tail'],
    filters: ['Filter', 'lua'],
    outputs: ['Output', 'loki'],
    processors: ['', ''],
  }[section];
  return (at, value) => {
    const remedy = `give what ${kind ?? ''}.${example ?? ''}(…) or another gives back`;
    if (!Array.isArray(value) || value.length < least) throw refusal(at, `be a list of ${section}`, value, remedy);
    for (const [index, one] of (value as readonly unknown[]).entries()) {
      if (isObject(one) && one['section'] === section) continue;
      throw refusal(`${at}[${index}]`, `be one of the ${section}`, one, remedy);
    }
  };
}

/** Fluent Bit expands nothing there. */
export function settledText(at: string, value: unknown): void {
  text(at, value);
  if (livesOf(value as Text).some(({ reader }) => reader === 'env')) {
    throw refusal(
      at,
      'hold no variable, which Fluent Bit would not expand there',
      value,
      'name the variable where it is used',
    );
  }
}

/** A list of parsers of one kind. */
export function kinds(kind: 'parser' | 'multiline-parser'): (at: string, value: unknown) => void {
  return (at, value) => {
    if (Array.isArray(value) && value.every((one) => isObject(one) && one['kind'] === kind)) return;
    const example = kind === 'parser' ? 'Parser.json' : 'MultilineParser.regex';
    throw refusal(at, 'be a list of parsers', value, `give what ${example}(…) or another gives back`);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
