import { timeReader } from '../languages/time/time-reader';
import type { Fact, Must } from '../pipeline/example-spec';

const readTime = timeReader('iso8601');

/** What an entry holds where a fact looks; undefined where there is nothing. */
export function held(entry: unknown, { path }: Fact): unknown {
  let value = entry;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** Whether what was found is what is expected. */
export function holds({ must }: Fact, found: unknown): boolean {
  switch (must.be) {
    case 'absent':
      return found === undefined;
    case 'time':
      return typeof found === 'string' && readTime(found) === must.instant;
    case 'match':
      return typeof found === 'string' && must.regex.test(found);
    case 'value':
      return same(must.value, found);
  }
}

/** What is expected, as it was written. */
export function said(must: Must): unknown {
  if (must.be === 'absent') return undefined;
  if (must.be === 'time') return must.text;
  return must.be === 'match' ? must.pattern : must.value;
}

/** The facts as an object again: `{ labels: { level } }`. */
export function assembled(facts: readonly Fact[], valueOf: (fact: Fact) => unknown): object {
  const whole = new Map<string, unknown>();
  for (const fact of facts) {
    const [name, key] = fact.path;
    const value = valueOf(fact);
    if (key === undefined) whole.set(name, value);
    else whole.set(name, Object.fromEntries([...Object.entries(whole.get(name) ?? {}), [key, value]]));
  }
  return Object.fromEntries(whole);
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one, other] as Readonly<Record<string, unknown>>[] as [Record<string, unknown>, typeof one];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && same(left[key], (right as typeof left)[key]));
}
