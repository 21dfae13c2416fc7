import { refusal } from '../../../pipeline/argument';
import { concat, partsOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { expanded, passesOf } from '../expansion';
import { fluentBitEscapes } from '../interpolation';
import type { Given, Property, Word } from './option';
import type { MultilineParser, Parser } from './parser';
import type { Plugin } from './plugin';
import { textOf } from './print';

/** What classic configuration says. */
export interface Classic {
  readonly service: readonly Property[];
  readonly env: Readonly<Record<string, Text>>;
  readonly inputs: readonly Plugin[];
  readonly filters: readonly Plugin[];
  readonly outputs: readonly Plugin[];
  /** Variables that the file of parsers needs. */
  readonly uses: readonly string[];
}

/** Sections of `key value` lines. @throws if it holds what they cannot say */
export function printClassic({ service, env, inputs, filters, outputs, uses }: Classic): Text {
  const used = new Set(uses);
  const body = [
    ...(service.length === 0 ? [] : [section('SERVICE', service, used)]),
    ...inputs.map((one) => plugin('INPUT', one, used)),
    ...filters.map((one) => plugin('FILTER', one, used)),
    ...outputs.map((one) => plugin('OUTPUT', one, used)),
  ];
  const variables = Object.entries({ ...env, ...escapes(used) });
  const set = variables.map(([name, value]) => concat(`@SET ${name}=`, line(`env.${name}`, value), '\n'));
  return concat(...set, ...(set.length === 0 ? [] : ['\n']), ...between(body));
}

/** The file of parsers, which classic configuration keeps apart, and the variables that it needs. */
export function printClassicParsers(
  parsers: readonly Parser[],
  multiline: readonly MultilineParser[],
): { readonly text: Text; readonly uses: readonly string[] } {
  const used = new Set<string>();
  const all = [
    ...parsers.map(({ properties }) => section('PARSER', properties, used)),
    ...multiline.map(({ properties, rules }) =>
      concat(section('MULTILINE_PARSER', properties, used), ...rules.map((rule) => ruleLine(rule))),
    ),
  ];
  return { text: concat(...between(all)), uses: [...used] };
}

function ruleLine({ state, regex, nextState }: MultilineParser['rules'][number]): Text {
  const words = [state, regex, nextState].map((word) => {
    if (/["\r\n]/.test(word))
      throw refusal('rules', 'hold no quote or line break in classic configuration', word, 'print YAML');
    return `"${word}"`;
  });
  return `    rule ${words.join(' ')}\n`;
}

function plugin(name: string, { section: of, type, properties, processors }: Plugin, used: Set<string>): Text {
  if (Object.keys(processors).length > 0) {
    throw refusal(
      `${type}.processors`,
      'be left out of classic configuration, which has none',
      processors,
      'print YAML',
    );
  }
  return section(name, [['name', type], ...properties], used, (property) => passesOf(of, type, property));
}

function section(
  name: string,
  properties: readonly Property[],
  used: Set<string>,
  passes: (property: string) => 1 | 2 = () => 1,
): Text {
  const lines = properties.flatMap(([property, value]) =>
    wordsOf(value).map((word) =>
      concat(`    ${property} `, line(property, spelled(word, used, passes(property))), '\n'),
    ),
  );
  return concat(`[${name}]\n`, ...lines);
}

function wordsOf(value: Given): readonly (Word | number | boolean)[] {
  return Array.isArray(value) ? (value as readonly Word[]) : [value as Word | number | boolean];
}

function spelled(word: Word | number | boolean, used: Set<string>, passes: 1 | 2): Text {
  if (typeof word === 'number' || typeof word === 'boolean') return String(word);
  return expanded(textOf(word), (name) => used.add(name), passes);
}

/** A value as it stands to the end of its line. */
function line(property: string, value: Text): Text {
  const parts = partsOf(value);
  const [first, last] = [parts[0], parts.at(-1)];
  const breaks = parts.some((part) => typeof part === 'string' && /[\r\n\0]/.test(part));
  const loses =
    parts.length === 0 ||
    (typeof first === 'string' && /^\s/.test(first)) ||
    (typeof last === 'string' && /\s$/.test(last));
  if (!breaks && !loses) return value;
  const rule = breaks ? 'be one line in classic configuration' : 'begin and end with no space in classic configuration';
  throw refusal(property, rule, value, 'print YAML, the default, or keep a script in a file');
}

function escapes(used: ReadonlySet<string>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fluentBitEscapes).filter(([name]) => used.has(name)));
}

function between(sections: readonly Text[]): readonly Text[] {
  return sections.flatMap((one, index) => (index === 0 ? [one] : ['\n', one]));
}
