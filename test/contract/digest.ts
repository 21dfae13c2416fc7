import { createHash } from 'node:crypto';
import { Regex } from '../../lib/languages/regex/regex';
import { SecretRef } from '../../lib/text/secret-ref';
import type { ContractCase } from './contract-case';

/** Tells whether a case is still what it was: over its pipeline, what is read, and what is expected. */
export function digestOf({ pipeline, ...rest }: ContractCase): string {
  const { sources, stages, sinks } = pipeline({ url: 'http://loki' });
  const specs = [sources, stages, sinks].map((all) => all.map(({ spec }) => spec));
  const text = JSON.stringify(plain([specs, rest]));
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** As JSON, where a pattern is its text and a secret its variable. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (value instanceof Regex) return { regex: value.toGo() };
  if (SecretRef.is(value)) return { secret: value.variable };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
