import { refusal } from '../../../pipeline/argument';
import type { Duration } from 'cdk8s';
import { checkAll, filled } from '../../option-check';
import * as checks from '../../option-check';
import { as, boolean, checksOf, joined, milliseconds, plain, printOptions, text } from './option';
import type { Options, Property } from './option';
import type { Text } from '../../../text/live-text';

/** How a text becomes fields. Filters and inputs that are given it name it, and the configuration defines it. */
export interface Parser {
  readonly kind: 'parser';
  readonly name: string;
  readonly properties: readonly Property[];
  readonly options: ParserOptions;
}

/** What parsers of all formats have. */
export interface ParserOptions {
  /** Key of the record's time. @default - 'time', where `timeFormat` is given */
  readonly timeKey?: Text;
  /**
   * How the time is written, as strptime reads it and `%L` for a fraction. Without a zone in it, the time is taken for UTC.
   * A time that does not fit leaves that of reading.
   *
   * @default - the time of reading
   */
  readonly timeFormat?: Text;
  /** Whether the key stays in the record. @default false */
  readonly timeKeep?: boolean;
  /** Whether a time must fit the format to its end. @default true */
  readonly timeStrict?: boolean;
  /** The zone of times without one, as `+0900`. @default - UTC */
  readonly timeOffset?: Text;
  /** The zone of times without one by its IANA name, as `Asia/Seoul`; its files must be on the system. @default - UTC */
  readonly timeZone?: Text;
  /** Whether times without a zone are in that of the system. @default false */
  readonly timeSystemTimezone?: boolean;
  /** What fields are turned into. @default - text for regex, ltsv and logfmt */
  readonly types?: { readonly [field: string]: 'string' | 'integer' | 'float' | 'bool' | 'hex' };
  /** A field whose text is decoded as well: `json log`, `escaped_utf8 log do_next`. YAML has one. @default - none */
  readonly decodeField?: Text;
  /** The same, with the field replaced by what comes of it. @default - none */
  readonly decodeFieldAs?: Text;
}

/** A parser by groups of a pattern. */
export interface RegexParserOptions extends ParserOptions {
  /** A pattern of Onigmo's with named groups, `(?<level>\w+)`. Its `^` and `$` match at lines within the text too. */
  readonly regex: Text;
  /** Whether groups that are empty set nothing. @default true */
  readonly skipEmptyValues?: boolean;
}

/** A parser of `key=value` pairs. */
export interface LogfmtParserOptions extends ParserOptions {
  /** Whether a word without `=` is left out, instead of becoming a key that is true. @default false */
  readonly logfmtNoBareKeys?: boolean;
}

const common: Options<ParserOptions> = {
  timeKey: text,
  timeFormat: text,
  timeKeep: boolean,
  timeStrict: boolean,
  timeOffset: text,
  timeZone: text,
  timeSystemTimezone: boolean,
  types: plain(checks.map(checks.oneOf('string', 'integer', 'float', 'bool', 'hex'), 1), (types: object) =>
    joined(
      Object.entries(types).map(([field, type]) => `${field}:${String(type)}`),
      ' ',
    ),
  ),
  decodeField: text,
  decodeFieldAs: text,
};

/** Parsers, in Fluent Bit's words. */
export const Parser = Object.freeze({
  /** The text is one JSON object; text behind it is ignored. Numbers are Fluent Bit's: 64 bits, whole or floating. */
  json: (name: string, options: ParserOptions = {}): Parser => parser(name, 'json', options, common),
  /** The groups of a pattern. */
  regex: (name: string, options: RegexParserOptions): Parser =>
    parser(name, 'regex', options, { regex: text, skipEmptyValues: boolean, ...common }),
  /** Labels and values between tabs, `host:a<TAB>status:200`. */
  ltsv: (name: string, options: ParserOptions = {}): Parser => parser(name, 'ltsv', options, common),
  /** `key=value` pairs between spaces. */
  logfmt: (name: string, options: LogfmtParserOptions = {}): Parser =>
    parser(name, 'logfmt', options, { logfmtNoBareKeys: boolean, ...common }),
});

function parser<T extends ParserOptions>(name: string, format: string, options: T, declared: Options<T>): Parser {
  const at = checkParserName(name);
  checkAll(at, options, checksOf(declared));
  const zones = (['timeOffset', 'timeZone', 'timeSystemTimezone'] as const).filter((one) => options[one] !== undefined);
  if (zones.length > 1) throw refusal(at, `have one of ${zones.join(' and ')}`, zones, 'remove the others');
  if (options.timeZone !== undefined && options.timeFormat === undefined) {
    throw refusal(`${at}.timeZone`, "stand beside 'timeFormat'", options.timeZone, 'give one, or remove it');
  }
  const properties: readonly Property[] = [['name', name], ['format', format], ...printOptions(options, declared)];
  return Object.freeze({
    kind: 'parser',
    name,
    properties: Object.freeze(properties),
    options: Object.freeze({ ...options }) as ParserOptions,
  });
}

/** Which lines are one. Inputs and filters that are given it name it, and the configuration defines it. */
export interface MultilineParser {
  readonly kind: 'multiline-parser';
  readonly name: string;
  readonly properties: readonly Property[];
  readonly rules: readonly MultilineRule[];
  /** A parser whose field is looked at. */
  readonly parser?: Parser | string;
}

/** What multiline parsers of all types have. */
export interface MultilineOptions {
  /** A pause after which what has been joined goes on. Lines of Docker's and Kubernetes' come in at most so much later. @default Duration.seconds(4) */
  readonly flushTimeout?: Duration;
  /** Key of the text that is joined. @default - 'log' of an input, that of the filter's own option there */
  readonly keyContent?: Text;
  /** Key of the text that decides. @default - the same */
  readonly keyPattern?: Text;
  /** Key by which lines are told apart that come mixed, such as `stream`. @default - none */
  readonly keyGroup?: Text;
  /** A parser that is run before, such as `cri`'s. @default - none */
  readonly parser?: Parser | string;
}

/** From one state to the next: the first of a record is `start_state`. */
export interface MultilineRule {
  /** Where it holds; several with a comma between. */
  readonly state: string;
  /** A pattern of Onigmo's; nothing in it is expanded. */
  readonly regex: string;
  readonly nextState: string;
}

/** The text of lines that decide. */
export interface MatchedOptions extends MultilineOptions {
  readonly matchString: Text;
  /** Whether lines that do not match decide. @default false */
  readonly negate?: boolean;
}

const multiline: Options<Omit<MultilineOptions, 'parser'>> & { readonly parser: ReturnType<typeof plain> } = {
  flushTimeout: milliseconds,
  keyContent: text,
  keyPattern: text,
  keyGroup: text,
  parser: as('parser', plain(parserOrName, nameOf)),
};

/** Multiline parsers, in Fluent Bit's words. Each ends a joined line with a line break more than was written. */
export const MultilineParser = Object.freeze({
  /** By a state machine of patterns. */
  regex: (
    name: string,
    options: MultilineOptions & { readonly rules: readonly [MultilineRule, ...MultilineRule[]] },
  ) => {
    const { rules, ...rest } = options;
    checks.list(checks.object<MultilineRule>({ state: filled, regex: filled, nextState: filled }), 1)(
      `${name}.rules`,
      rules,
    );
    if (!rules.some(({ state }) => state.split(',').includes('start_state'))) {
      throw refusal(
        `${name}.rules`,
        'have one of the state start_state',
        rules,
        'Fluent Bit begins there; name the first so',
      );
    }
    return multilineParser(name, 'regex', rest, multiline, rules);
  },
  /** Joined are lines up to one that ends with `matchString`. */
  endswith: (name: string, options: MatchedOptions) => multilineParser(name, 'endswith', options, matched),
  /** Joined are lines up to one that is `matchString`. */
  equal: (name: string, options: MatchedOptions) => multilineParser(name, 'equal', options, matched),
});

const matched: Options<MatchedOptions> = { matchString: text, negate: boolean, ...multiline };

function multilineParser<T extends MultilineOptions>(
  name: string,
  type: string,
  options: T,
  declared: Options<T>,
  rules: readonly MultilineRule[] = [],
): MultilineParser {
  checkAll(checkParserName(name), options, checksOf(declared));
  const properties: readonly Property[] = [['name', name], ['type', type], ...printOptions(options, declared)];
  return Object.freeze({
    kind: 'multiline-parser',
    name,
    properties: Object.freeze(properties),
    rules: Object.freeze(rules.map((rule) => Object.freeze({ ...rule }))),
    ...(options.parser === undefined ? {} : { parser: options.parser }),
  });
}

function checkParserName(name: unknown): string {
  filled('name', name);
  if (/^[\w.-]+$/.test(name as string)) return name as string;
  throw refusal(
    'name',
    'be letters, digits, _, - and .',
    name,
    'rename it: where parsers are named, commas and spaces part them',
  );
}

/** What may stand where a parser is named. */
export function parserOrName(at: string, value: unknown): void {
  if (isKind(value, 'parser') || (typeof value === 'string' && /^[\w.-]+$/.test(value))) return;
  throw refusal(at, 'be a parser or the name of one', value, 'give what Parser.json(…) or another gives back');
}

/** What may stand where a multiline parser is named. */
function multilineOrName(at: string, value: unknown): void {
  if (isKind(value, 'multiline-parser') || (typeof value === 'string' && /^[\w.-]+$/.test(value))) return;
  throw refusal(at, 'be a multiline parser or the name of one', value, 'give what MultilineParser.regex(…) gives back');
}

function isKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind === kind;
}

/** The name of either. */
export function nameOf(one: Parser | MultilineParser | string): string {
  return typeof one === 'string' ? one : one.name;
}

/** Those that are not only named. */
export function defined<T extends Parser | MultilineParser>(all: readonly (T | string | undefined)[]): readonly T[] {
  return all.filter((one): one is T => typeof one === 'object');
}

export const parserOption = plain(parserOrName, nameOf);
export const multilineList = plain(checks.list(multilineOrName, 1), (all: readonly (MultilineParser | string)[]) =>
  all.map(nameOf).join(','),
);
