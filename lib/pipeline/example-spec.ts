import { types } from 'node:util';
import { Regex } from '../languages/regex/regex';
import type { Pattern } from '../languages/regex/pattern';
import { timeReader } from '../languages/time/time-reader';
import type { Instant } from '../languages/time/instant';
import { checkOptions, checkPairs, checkString, checkWhole, refusal } from './argument';
import type { Example, ExpectedEntry } from './example';
import { fieldValue, plainValue } from './interpreter/value';
import type { ByName } from './non-empty';
import type { LogRecord } from './record';
import type { SinkKind } from './sink-spec';

/** An example as data. */
export interface ExampleSpec {
  readonly records: Iterable<LogRecord>;
  readonly ships: readonly ExpectedSpec[];
  readonly counts: readonly (readonly [metric: string, count: number])[];
}

/** What is expected of one entry. */
export interface ExpectedSpec {
  readonly sink?: number;
  /** Kinds of sinks that send such entries. */
  readonly kinds: readonly SinkKind[];
  readonly facts: readonly Fact[];
}

/** What must hold at one place of an entry. */
export interface Fact {
  /** `['labels', 'level']` */
  readonly path: readonly [string] | readonly [string, string];
  readonly must: Must;
}

export type Must =
  | { readonly be: 'absent' }
  | { readonly be: 'value'; readonly value: unknown }
  | { readonly be: 'time'; readonly instant: Instant; readonly text: string }
  | { readonly be: 'match'; readonly regex: Regex; readonly pattern: Pattern };

/** What a part of an entry holds. */
type Part = 'text' | 'time' | 'texts' | 'values';

const json: Readonly<Record<string, Part>> = { time: 'time', line: 'text', fields: 'values', origin: 'values' };

/** The parts of the entries of each kind of sink. */
const parts: { readonly [K in SinkKind]: Readonly<Record<string, Part>> } = {
  loki: { labels: 'texts', structuredMetadata: 'texts', time: 'time', line: 'text' },
  otlp: {
    ...{ time: 'time', body: 'text', severity: 'text', traceId: 'text', spanId: 'text' },
    ...{ resource: 'texts', attributes: 'values' },
  },
  http: json,
  stdout: json,
};

/** When records of examples are read that bring no time of their own. */
export const exampleTime: Instant = BigInt(Date.UTC(2000, 0, 1)) * 1_000_000n;

const allParts: Readonly<Record<string, Part>> = { ...parts.loki, ...parts.otlp, ...parts.http };
const readTime = timeReader('iso8601');

/**
 * Examples by name as a pipeline keeps them: copies that nobody can change.
 *
 * @throws if one is none
 */
export function checkExamples(examples: unknown): ByName<Example> {
  const pairs = checkPairs('examples', examples, "write { 'what it shows': { records, ships } }");
  return Object.freeze(Object.fromEntries(pairs.map(([name, one]) => [name, checkExample(`examples.${name}`, one)])));
}

function checkExample(at: string, example: unknown): Example {
  exampleSpec(example as Example, at);
  const { records, ships, counts } = example as Example;
  return Object.freeze({
    records: Array.isArray(records) ? copyOf(records as readonly LogRecord[]) : new ReadOnce(records),
    ships: copyOf(ships),
    ...(counts === undefined ? {} : { counts: copyOf(counts) }),
  });
}

/** An example as data. @throws if it is none */
export function exampleSpec(example: Example, at = 'example'): ExampleSpec {
  const { records, ships, counts = {} } = checkOptions(example, ['records', 'ships', 'counts'], at);
  if (typeof records !== 'object' || records === null || !(Symbol.iterator in records)) {
    throw refusal(`${at}.records`, 'be records', records, 'make them with records([…], { path })');
  }
  if (!Array.isArray(ships)) throw refusal(`${at}.ships`, 'be a list of entries', ships, 'write [] for none');
  return {
    records,
    ships: ships.map((one: ExpectedEntry, index) => expectedSpec(one, `${at}.ships[${index}]`)),
    counts: checkPairs(`${at}.counts`, counts, 'write { metric: count }').map(([metric, count]) => [
      metric,
      checkWhole(`${at}.counts.${metric}`, count, 0, 'write how many records are counted'),
    ]),
  };
}

/** What is expected of an entry, as data. @throws if no sink sends such entries */
export function expectedSpec(entry: ExpectedEntry, at: string): ExpectedSpec {
  const known = [...Object.keys(allParts), 'sink'];
  const { sink, ...said } = checkOptions(entry, known as (keyof ExpectedEntry)[], at);
  const names = Object.keys(said);
  const kinds = (Object.keys(parts) as SinkKind[]).filter((kind) =>
    names.every((name) => Object.hasOwn(parts[kind], name)),
  );
  if (kinds.length === 0) {
    const kept = Object.values(parts).map((one) => `{ ${Object.keys(one).join(', ')} }`);
    throw refusal(at, 'be an entry of one kind of sink', names.join(', '), `write ${[...new Set(kept)].join(' or ')}`);
  }
  return {
    ...(sink === undefined ? {} : { sink: checkWhole(`${at}.sink`, sink, 0, 'write the place of the sink, from 0') }),
    kinds,
    facts: Object.entries(said).flatMap(([name, value]) => facts(name, allParts[name] ?? 'text', value, at)),
  };
}

function facts(name: string, part: Part, value: unknown, at: string): readonly Fact[] {
  const place = `${at}.${name}`;
  if (value === undefined || part === 'text' || part === 'time')
    return [{ path: [name], must: must(place, part, value) }];
  return checkPairs(place, value, `write { name: ${part === 'texts' ? 'text' : 'value'} }`).map(([key, held]) => ({
    path: [name, key],
    must: must(`${place}.${key}`, part === 'texts' ? 'text' : 'values', held),
  }));
}

function must(place: string, part: Part, value: unknown): Must {
  if (value === undefined) return { be: 'absent' };
  if (part === 'time') {
    const text = checkString(place, value);
    const instant = readTime(text);
    if (instant !== undefined) return { be: 'time', instant, text };
    throw refusal(place, 'be RFC 3339 in the years 1678 to 2261', text, 'write one such as 2026-11-21T00:22:41.116Z');
  }
  if (isPattern(value)) return { be: 'match', regex: Regex.parse(value), pattern: value };
  if (part === 'text') return { be: 'value', value: checkString(place, value, 'write a text or a pattern') };
  return { be: 'value', value: plainValue(fieldValue(value, place)) };
}

/** A RegExp, of whatever realm, or what `re2` makes. */
function isPattern(value: unknown): value is Pattern {
  if (types.isRegExp(value)) return true;
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
  const { source, flags } = value as Partial<Pattern>;
  return typeof source === 'string' && typeof flags === 'string';
}

/** Records that are read when they are first asked for, and once. */
class ReadOnce implements Iterable<LogRecord> {
  readonly #from: Iterable<LogRecord>;
  #read: readonly LogRecord[] | undefined;

  constructor(from: Iterable<LogRecord>) {
    this.#from = from;
    Object.freeze(this);
  }

  [Symbol.iterator](): Iterator<LogRecord> {
    this.#read ??= copyOf([...this.#from]);
    return this.#read[Symbol.iterator]();
  }
}

function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || isPattern(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf)) as T;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, held]) => [key, copyOf(held)]))) as T;
}
