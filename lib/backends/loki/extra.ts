import type { Duration, Size } from 'cdk8s';
import { isDuration, isSize } from '../../engines/loki-stages/quantity';
import type { Finding } from '../../findings/finding';
import { misspelt } from '../../findings/near-name';
import { got } from '../../pipeline/argument';
import { LiveText } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { SecretRef } from '../../text/secret-ref';
import type { YamlValue } from '../../languages/yaml/print';
import type { YamlBlock } from './options/print-options';
import { knownOptions } from './known-options/known-options';
import type { KnownBlock, OptionKind } from './known-options/known-options';

/** A value in Loki's own words. */
export type ExtraValue =
  | Text
  | SecretRef
  | Duration
  | Size
  | number
  | boolean
  | readonly ExtraValue[]
  | { readonly [option: string]: ExtraValue };

/** Options that are not typed, by the names that Loki's reference gives them: `{ limits_config: { volume_enabled: false } }`. */
export interface Extra {
  readonly [option: string]: ExtraValue;
}

/** Names that Loki 3.7 does not have, and values that are none of theirs. */
export function checkExtra(extra: Extra): readonly Finding[] {
  return checkBlock(extra, knownOptions(), 'extra');
}

function checkBlock(block: Extra, known: KnownBlock, at: string): readonly Finding[] {
  return Object.entries(block).flatMap(([name, value]) => {
    const kind = known.get(name) ?? known.get('*');
    const place = `${at}.${name}`;
    if (kind === undefined) return [unknown(name, known, at)];
    if (typeof kind === 'string') return ofKind(value, kind, place) ? [] : [wrong(place, value, kind)];
    return isBlock(value) ? checkBlock(value, kind(), place) : [wrong(place, value, 'block')];
  });
}

function unknown(name: string, known: KnownBlock, at: string): Finding {
  const near = misspelt(name, [...known.keys()]);
  return {
    rule: 'loki/unknown-option',
    severity: 'error',
    at,
    got: name,
    message: `'${at}' must have options that Loki 3.7 has: it does not start with others`,
    remedy: near === undefined ? 'leave it out, or look for its place in the reference' : `did you mean ${near}?`,
  };
}

const words: Readonly<Record<OptionKind | 'block', string>> = {
  boolean: 'true or false',
  int: 'a whole number or a size',
  bytes: 'a size with its unit, as 64KiB',
  float: 'a number',
  duration: 'a duration in hours or less, as 36h',
  string: 'a text',
  list: 'a list',
  map: 'an object',
  block: 'an object',
};

/** Limits, unlike all else, are read as Prometheus reads durations. */
function isLimit(at: string): boolean {
  return at.startsWith('extra.limits_config.');
}

function wrong(at: string, value: unknown, kind: OptionKind | 'block'): Finding {
  const word = kind === 'duration' && isLimit(at) ? 'a duration in whole numbers, as 36h or 7d' : words[kind];
  const message = `'${at}' must be ${word}`;
  return { rule: 'loki/option-kind', severity: 'error', at, got: got(value), message, remedy: `write ${word}` };
}

/** Whether it is options by their names. */
export function isBlock(value: ExtraValue): value is Extra {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof LiveText || SecretRef.is(value) || isDuration(value) || isSize(value));
}

function ofKind(value: ExtraValue, kind: OptionKind, at: string): boolean {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      if (typeof value === 'object' && value !== null && !(value instanceof LiveText)) return isSize(value);
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^\d+ ?([kmgtpe]i?)?b?$/i.test(value));
    case 'bytes':
      return typeof value === 'string' && /^\d+([KMGTPE]i?)?B$/.test(value);
    case 'float':
      return typeof value === 'number';
    case 'duration':
      if (typeof value === 'string') {
        const spelling = isLimit(at)
          ? /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$|^0$/
          : /^(?=.)(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$|^0$/;
        return spelling.test(value);
      }
      return value === 0 || value instanceof LiveText || (typeof value === 'object' && isDuration(value));
    case 'string':
      return typeof value === 'string' || value instanceof LiveText || SecretRef.is(value);
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isBlock(value);
  }
}

/** Both, block by block; where both say an option, its place goes to `twice`. */
export function merged(typed: YamlBlock, extra: YamlBlock, twice: (at: string) => void, at = 'extra'): YamlBlock {
  const all: Record<string, YamlValue> = { ...typed };
  for (const [name, value] of Object.entries(extra)) {
    const before = Object.hasOwn(typed, name) ? typed[name] : undefined;
    if (before === undefined) all[name] = value;
    else if (isTree(before) && isTree(value)) all[name] = merged(before, value, twice, `${at}.${name}`);
    else twice(`${at}.${name}`);
  }
  return all;
}

function isTree(value: YamlValue): value is YamlBlock {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LiveText);
}
