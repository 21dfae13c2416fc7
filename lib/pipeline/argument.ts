import { misspelt } from '../findings/near-name';
import { shown } from '../findings/shown';
import { isName } from '../text/name';
import { Regex } from '../languages/regex/regex';
import type { Pattern } from '../languages/regex/pattern';
import { LiveText } from '../text/live-text';
import type { Text } from '../text/live-text';
import { SecretRef } from '../text/secret-ref';

/** A value as messages show it; never a secret's. */
export function got(value: unknown): string {
  if (SecretRef.is(value)) return `secret ${value.held.name}`;
  return value instanceof LiveText ? 'a live text' : shown(value);
}

/** The error of one value that cannot be meant. */
export function refusal(property: string, rule: string, value: unknown, remedy: string): TypeError {
  return new TypeError(`'${property}' must ${rule}, got ${got(value)}; ${remedy}`);
}

/**
 * Options as they were given.
 *
 * @throws if they are no object, or hold what is none of these: a name that is misspelt would be ignored without a word
 */
export function checkOptions<T extends object>(
  options: T,
  names: readonly (keyof T & string)[],
  property = 'options',
): T {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw refusal(property, 'be an object', options, `write { ${names.join(', ')} } or some of them`);
  }
  const unknown = Object.keys(options).find((name) => !names.some((known) => known === name));
  if (unknown === undefined) return options;
  // All names of a long list hide the one that is meant.
  const near = misspelt(unknown, names);
  if (near !== undefined) throw refusal(property, 'have no other names than its own', unknown, `did you mean ${near}?`);
  throw refusal(property, `have no other names than ${names.join(', ')}`, unknown, 'leave it out');
}

/** A pattern, parsed. */
export function checkPattern(property: string, value: unknown): Regex {
  const isObject = typeof value === 'object' && value !== null && 'source' in value && 'flags' in value;
  if (!isObject && typeof value !== 'string') throw refusal(property, 'be a RegExp or re2`…`', value, 'write /…/');
  return Regex.parse(value as Pattern | string);
}

/** A string that UTF-8 can carry. */
export function checkString(property: string, value: unknown, remedy = 'write a string'): string {
  if (typeof value !== 'string') throw refusal(property, 'be a string', value, remedy);
  // A lone surrogate has no bytes: no configuration file could hold it.
  if (/\p{Surrogate}/u.test(value))
    throw refusal(property, 'be well-formed unicode', value, 'remove the lone surrogate');
  return value;
}

/** A string that is not empty. */
export function checkFilled(property: string, value: unknown, remedy: string): string {
  if (checkString(property, value, remedy) === '') throw refusal(property, 'not be empty', value, remedy);
  return value as string;
}

/** The name of a label, a metric or a variable. */
export function checkNamed(property: string, value: unknown): string {
  const name = checkString(property, value);
  if (!isName(name)) throw refusal(property, 'be letters, digits and _, and not begin with a digit', name, 'rename it');
  return name;
}

/** A plain string or a live text; a secret is neither. */
export function checkText(property: string, value: unknown): Text {
  if (SecretRef.is(value)) {
    throw refusal(property, 'hold no secret', value, "give the secret where one belongs, such as 'auth'");
  }
  if (value instanceof LiveText) return value;
  return checkString(property, value, 'write a string, or a text of env, helm or a Flux variable');
}

/** A whole number from `least` on. */
export function checkWhole(property: string, value: unknown, least: number, remedy: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw refusal(property, `be a whole number from ${least} on`, value, remedy);
  }
  return value;
}

/** The elements of a list, of which there must be one. */
export function checkList(property: string, value: unknown, remedy: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw refusal(property, 'be a list that is not empty', value, remedy);
  return Object.freeze([...(value as unknown[])]);
}

/** Each string of a list, none twice. */
export function checkNames(property: string, value: unknown, remedy: string): readonly string[] {
  const names = checkList(property, value, remedy).map((name) => checkFilled(property, name, remedy));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(property, 'name each once', twice, 'remove one of them');
  return Object.freeze(names);
}

/** The pairs of an object, in the order written. */
export function checkPairs(property: string, value: unknown, remedy: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(property, 'be an object', value, remedy);
  }
  return Object.entries(value).map(([name, held]) => [checkFilled(property, name, 'name it'), held] as const);
}
