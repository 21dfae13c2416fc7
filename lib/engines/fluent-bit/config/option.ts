import type { Duration, Size } from 'cdk8s';
import { concat, LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { SecretRef } from '../../../text/secret-ref';
import { bytesOf, duration as durationCheck, isDuration, isSize, size as sizeCheck } from '../../loki-stages/quantity';
import { snakeCase } from '../../loki-stages/setting';
import * as checks from '../../option-check';
import type { Check } from '../../option-check';

/** A text, or what holds a secret. */
export type Word = Text | SecretRef | SecretText;

/** What Fluent Bit is given for a property; a list gives it as often. */
export type Given = Word | number | boolean | readonly Word[];

/** A secret inside a text: the text is secret with it. */
export class SecretText {
  constructor(
    readonly text: LiveText,
    readonly secret: SecretRef,
  ) {
    Object.freeze(this);
  }
}

/** A property as it is printed. */
export type Property = readonly [name: string, value: Given];

/** How an option is checked and printed. */
export interface Option {
  readonly check: Check;
  /** @param name - of the property: the option's in snake case */
  print(name: string, value: unknown): readonly Property[];
}

/** All options of a plugin: a name that is misspelt would be refused by the program only, in the cluster. */
export type Options<T> = { readonly [K in keyof T]-?: Option };

/** What a plugin's options print, in the order in which they are declared. */
export function printOptions<T extends object>(options: T, declared: Options<T>): readonly Property[] {
  return Object.entries<Option>(declared).flatMap(([name, option]) => {
    const value = Object.hasOwn(options, name) ? options[name as keyof T] : undefined;
    return value === undefined ? [] : option.print(snakeCase(name), value);
  });
}

/** The checks of options, for {@link checks.checkAll}. */
export function checksOf<T extends object>(declared: Options<T>): checks.Checks<T> {
  const entries = Object.entries<Option>(declared).map(([name, { check }]) => [name, check]);
  return Object.fromEntries(entries) as checks.Checks<T>;
}

/** An option that may be left out, printed as it is. */
export function plain(check: Check, print: (value: never) => Given = (value) => value): Option {
  return { check: checks.maybe(check), print: (name, value) => [[name, print(value as never)]] };
}

export const boolean = plain(checks.boolean);
export const text = plain(checks.filledText);
export const string = plain(checks.filled);
export const secret = plain(checks.secretRef);
export const port = plain(checks.whole(1, 65_535));

export function whole(least: number, most?: number): Option {
  return plain(checks.whole(least, most));
}

export function oneOf(...choices: readonly string[]): Option {
  return plain(checks.oneOf(...choices));
}

/** A time of whole seconds, since Fluent Bit drops fractions in silence. */
export function seconds(least = 0): Option {
  return plain(wholeSeconds(least), (value: Duration) => `${value.toMilliseconds() / 1000}s`);
}

/** The same, where Fluent Bit reads a number of seconds. */
export function secondCount(least = 0): Option {
  return plain(wholeSeconds(least), (value: Duration) => value.toMilliseconds() / 1000);
}

/** Seconds and, behind a point, nanoseconds, which Fluent Bit does not read as a fraction. */
export function splitSeconds(least = 1): Option {
  return plain(durationCheck(least), (value: Duration) => {
    const milliseconds = value.toMilliseconds();
    const rest = (milliseconds % 1000) * 1_000_000;
    return rest === 0 ? milliseconds / 1000 : `${Math.floor(milliseconds / 1000)}.${rest}`;
  });
}

/** Seconds with a fraction. */
export const fractionalSeconds = plain(durationCheck(1), (value: Duration) => value.toMilliseconds() / 1000);

/** Milliseconds. */
export const milliseconds = plain(durationCheck(1), (value: Duration) => value.toMilliseconds());

function wholeSeconds(least: number): Check {
  return (at, value) => {
    durationCheck(least * 1000)(at, value);
    if ((value as Duration).toMilliseconds() % 1000 === 0) return;
    throw refusal(at, 'be whole seconds', (value as Duration).toHumanString(), 'Fluent Bit reads no fractions here');
  };
}

/** Bytes, since Fluent Bit's own units are powers of 1000. */
export function size(least = 1): Option {
  return plain(sizeCheck(least), (value: Size) => bytesOf(value));
}

/** One property of several parts between commas. */
export function commas(check: Check = withoutComma, least: 0 | 1 = 0): Option {
  return plain(checks.list(check, least), (parts: readonly Text[]) => joined(parts, ','));
}

/** One property of several words. */
export const words = plain(checks.list(oneWord, 1), (parts: readonly Text[]) => joined(parts, ' '));

/** The property as often as the list is long. */
export function repeated(check: Check, print: (value: never) => Word = (value) => value): Option {
  return plain(checks.list(check), (all: readonly never[]) => all.map((value) => print(value)));
}

/** The property for each of the user's names, with what stands for it. */
export function pairs(check: Check, print: (name: string, value: never) => Word, key: Check = oneWord): Option {
  return plain(
    (at, value) => {
      checks.map(check)(at, value);
      for (const name of Object.keys(value as object)) key(`${at}.${name}`, name);
    },
    (all: Readonly<Record<string, unknown>>) => Object.entries(all).map(([name, one]) => print(name, one as never)),
  );
}

/** The same option under the name that Fluent Bit has for it. */
export function as(name: string, option: Option): Option {
  return { check: option.check, print: (_, value) => option.print(name, value) };
}

/** Options that Fluent Bit spells with a common beginning: `tls.verify`. */
export function group<T extends object>(declared: Options<T>): Option {
  return {
    check: checks.maybe(checks.object(checksOf(declared))),
    print: (_, value) => printOptions(value as T, declared),
  };
}

export function joined(parts: readonly Text[], by: string): Text {
  return concat(...parts.flatMap((part, index) => (index === 0 ? [part] : [by, part])));
}

export function withoutComma(at: string, value: unknown): void {
  checks.filledText(at, value);
  const literals =
    value instanceof LiveText ? value.parts.filter((part) => typeof part === 'string') : [value as string];
  if (literals.some((literal) => literal.includes(','))) {
    throw refusal(at, 'hold no comma, where Fluent Bit would split it', value, 'choose another');
  }
}

export function oneWord(at: string, value: unknown): void {
  checks.filledText(at, value);
  const literals =
    value instanceof LiveText ? value.parts.filter((part) => typeof part === 'string') : [value as string];
  if (literals.some((literal) => /[\s"]/.test(literal))) {
    throw refusal(at, 'be one word without quotes, where Fluent Bit would split it', value, 'choose another');
  }
}

/** What properties that are not typed can hold. */
export type ExtraValue = Text | SecretRef | Duration | Size | number | boolean | readonly Text[];

/** A property of Fluent Bit's that is not typed. */
export function printExtra(value: ExtraValue): Given {
  if (typeof value !== 'object' || value instanceof LiveText || SecretRef.is(value)) return value;
  if (Array.isArray(value)) return value as readonly Text[];
  if (isDuration(value)) {
    wholeSeconds(0)('extra', value);
    return `${value.toMilliseconds() / 1000}s`;
  }
  if (isSize(value)) return bytesOf(value);
  throw refusal('extra', 'hold texts, numbers, true or false, durations, sizes and lists of texts', value, 'write one');
}

/** A word and what follows it. */
export function concatWords(first: string, second: Text): Text {
  return concat(first, ' ', second);
}
