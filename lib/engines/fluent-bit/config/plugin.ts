import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { checkAll, maybe, map, anything } from '../../option-check';
import { frozen } from '../../loki-stages/setting';
import type { Setting } from '../../loki-stages/setting';
import { checksOf, printExtra, printOptions } from './option';
import type { ExtraValue, Options, Property } from './option';
import type { MultilineParser, Parser } from './parser';
import type { Condition } from './condition';
import { condition as conditionCheck } from './condition';

/** Which part of the configuration lists a plugin. */
export type Section = 'inputs' | 'filters' | 'processors' | 'outputs';

/** One plugin as it stands in a configuration: an input, a filter, a processor or an output. */
export interface Plugin<S extends Section = Section> {
  readonly section: S;
  /** Fluent Bit's word for what it is, such as `tail`. */
  readonly type: string;
  /** Its options as they were given. */
  readonly options: { readonly [option: string]: unknown };
  /** What it prints beside its name, in this order. */
  readonly properties: readonly Property[];
  /** Properties of `extra`, by Fluent Bit's names. */
  readonly extra: { readonly [property: string]: ExtraValue };
  /** What it runs records through: an input what it reads, an output what it sends. */
  readonly processors: Processors;
  /** Under which condition a processor is run. */
  readonly condition?: Condition;
  /** Parsers that it names. */
  readonly parsers: readonly (Parser | MultilineParser)[];
  /** Files that it reads, which stand beside the configuration. */
  readonly files: Readonly<Record<string, Text>>;
}

/** Where records come from. */
export type Input = Plugin<'inputs'>;
/** What happens to records whose tag it matches; in `processors` to all that pass there. */
export type Filter = Plugin<'filters'>;
/** What happens to records as an input reads or an output sends them. */
export type Processor = Plugin<'processors'>;
/** Where records go. */
export type Output = Plugin<'outputs'>;

/** What stands in `processors`: a processor, or a filter without `match`. */
export type Step = Processor | Filter;

/** What records of each kind are run through, in this order. Classic configuration has no processors. */
export interface Processors {
  readonly logs?: readonly Step[];
  readonly metrics?: readonly Step[];
  readonly traces?: readonly Step[];
}

/** What all plugins have. */
export interface Common {
  /** Its name in Fluent Bit's own metrics and messages. @default - its type and a number, such as `tail.0` */
  readonly alias?: Text;
  /** How much it says of itself. @default - as the service says */
  readonly logLevel?: LogLevel;
  /**
   * Properties that are not typed, by Fluent Bit's names: `{ 'net.keepalive': false }`. A name that the plugin does not
   * have is a finding. Nothing here may be typed as well.
   *
   * @default - none
   */
  readonly extra?: { readonly [property: string]: ExtraValue };
}

/** How much is said. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

export const logLevels = ['off', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** What is not printed as other options are. */
interface Beside {
  readonly extra?: { readonly [property: string]: ExtraValue };
  readonly processors?: Processors;
  readonly condition?: Condition;
}

/** What some plugins bring along. */
export interface More {
  readonly parsers?: readonly (Parser | MultilineParser)[];
  readonly files?: Readonly<Record<string, Text>>;
}

/** A plugin of a section. @throws if an option is none, or holds what it cannot mean */
export function plugin<S extends Section, T extends object>(
  section: S,
  type: string,
  given: T & Beside,
  declared: Options<Omit<T, keyof Beside>>,
  more: More = {},
): Plugin<S> {
  const names = {
    ...checksOf(declared),
    extra: maybe(map(anything)),
    ...(section === 'inputs' || section === 'outputs' ? { processors: maybe(processorsCheck) } : {}),
    ...(section === 'processors' || section === 'filters' ? { condition: maybe(conditionCheck) } : {}),
  };
  checkAll(type, given as object, names);
  const { extra = {}, processors = {}, condition, ...options } = given;
  const typed = printOptions(options as unknown as Omit<T, keyof Beside>, declared);
  const twice = Object.keys(extra).find((name) => typed.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  if (twice !== undefined) {
    throw refusal(`${type}.extra`, 'hold no property that is typed as well', twice, 'give it once');
  }
  const listed = Object.keys(extra).find((name) => section === 'processors' && Array.isArray(extra[name]));
  if (listed !== undefined) {
    throw refusal(
      `${type}.extra.${listed}`,
      'be no list',
      extra[listed],
      'use several processors: Fluent Bit 5.1 breaks down',
    );
  }
  const untyped = Object.entries(extra).map(([name, value]): Property => [name, printExtra(value)]);
  return Object.freeze({
    section,
    type,
    options: frozen(options as unknown as Setting) as unknown as Plugin['options'],
    properties: Object.freeze([...typed, ...untyped].map(frozenProperty)),
    extra: Object.freeze({ ...extra }),
    processors: frozenProcessors(processors),
    ...(condition === undefined ? {} : { condition }),
    parsers: Object.freeze([...(more.parsers ?? [])]),
    files: Object.freeze({ ...more.files }),
  });
}

function frozenProperty([name, value]: Property): Property {
  return Object.freeze([name, Array.isArray(value) ? Object.freeze([...(value as readonly Text[])]) : value] as const);
}

function frozenProcessors(processors: Processors): Processors {
  const entries = Object.entries(processors).map(([signal, steps]) => [
    signal,
    Object.freeze([...((steps ?? []) as readonly Step[])]),
  ]);
  return Object.freeze(Object.fromEntries(entries)) as Processors;
}

function processorsCheck(at: string, value: unknown): void {
  const known = { logs: maybe(steps), metrics: maybe(steps), traces: maybe(steps) };
  checkAll(at, value as Processors, known);
}

function steps(at: string, value: unknown): void {
  if (!Array.isArray(value)) throw refusal(at, 'be a list', value, 'put it into a list, even where it is the only one');
  for (const [index, step] of (value as readonly unknown[]).entries()) {
    const { section } = (typeof step === 'object' && step !== null ? step : {}) as Partial<Plugin>;
    if (section === 'processors' || section === 'filters') continue;
    throw refusal(
      `${at}[${index}]`,
      'be processors and filters',
      step,
      'give what Processor.labels(…) or another gives back',
    );
  }
}
