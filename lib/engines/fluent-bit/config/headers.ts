import { concat, LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { refusal } from '../../../pipeline/argument';
import { filled, filledText } from '../../option-check';
import { pairs, SecretText } from './option';

/** Headers by name; what is secret is a secret, or follows a word: `{ scheme: 'Bearer', secret: secret('TOKEN') }`. */
export type Headers = { readonly [header: string]: Text | SecretRef | SchemedSecret };

/** A secret behind a word of its own, such as `Bearer`. */
export interface SchemedSecret {
  readonly scheme: string;
  readonly secret: SecretRef;
}

export const headers = pairs(headerValue, (name, value: Text | SecretRef | SchemedSecret) => {
  if (SecretRef.is(value)) return withSecret(`${name} `, value);
  if (typeof value === 'object' && 'scheme' in value) return withSecret(`${name} ${value.scheme} `, value.secret);
  return concat(`${name} `, value);
});

function withSecret(before: string, secret: SecretRef): SecretText {
  return new SecretText(concat(before, new LiveText([secret.held])) as LiveText, secret);
}

function headerValue(at: string, value: unknown): void {
  if (SecretRef.is(value)) return;
  if (typeof value === 'object' && value !== null && !(value instanceof LiveText) && 'scheme' in value) {
    const { scheme, secret } = value as Partial<SchemedSecret>;
    filled(`${at}.scheme`, scheme);
    if (!SecretRef.is(secret)) throw refusal(`${at}.secret`, 'be a secret', undefined, "write secret('NAME')");
    return;
  }
  filledText(at, value);
  const literals =
    value instanceof LiveText ? value.parts.filter((part) => typeof part === 'string') : [value as string];
  if (literals.some((literal) => /[\r\n]/.test(literal)))
    throw refusal(at, 'be one line', value, 'remove the line break');
}
