import { shown } from '../findings/shown';

type Chars<S, All = never> = S extends `${infer C}${infer Rest}` ? Chars<Rest, All | C> : All;
type NameChar = Chars<'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'>;
type AllNameChars<S> = S extends `${infer C}${infer Rest}` ? (C extends NameChar ? AllNameChars<Rest> : false) : true;

/** Whether `S` is a name as labels, variables and metrics need it; `true` for a string the compiler does not know. */
export type IsName<S> = string extends S ? true : S extends '' | `${number}${string}` ? false : AllNameChars<S>;

/** The reason why `S` is no name, for the compiler to print. */
export type NotAName<S extends string> = `'${S}' must be letters, digits and _, and not begin with a digit`;

/** `S` where it is a name as labels, variables and metrics need it; else the reason, for the compiler to print. */
export type Name<S extends string> = IsName<S> extends true ? S : NotAName<S>;

/** Whether a string that the compiler did not know is a name. */
export function isName(value: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value);
}

/**
 * The name as it was given.
 *
 * @throws if it is not letters, digits and `_`, or begins with a digit
 */
export function checkName(property: string, value: string): string {
  if (typeof value !== 'string' || !isName(value)) {
    throw new TypeError(
      `'${property}' must be letters, digits and _, and not begin with a digit, got ${shown(value)}; rename it`,
    );
  }
  return value;
}
