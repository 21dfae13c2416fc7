import { isDeepStrictEqual } from 'node:util';
import { shown } from '../findings/shown';
import { LiveText } from '../text/live-text';
import { isEscaped, markEscaped } from './escaped';
import { printPath } from './value-path';
import type { YamlValue } from '../languages/yaml/print';
import type { ValuePath } from './value-path';

/** A value of a Helm chart. A string is literal for every program on its way; `null` deletes the chart's default. */
export type HelmValue = YamlValue;

/** Values of a Helm chart, by their names. */
export interface HelmValues {
  /** A value by its key; keys are never templates. */
  readonly [key: string]: HelmValue;
}

/** Whether a value has values of its own by name. */
export function isHelmValues(value: HelmValue): value is HelmValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LiveText);
}

/**
 * A frozen copy. Properties that are `undefined` are left out.
 *
 * @param place - what the values are called in messages
 * @throws if something in it is no Helm value, naming the path
 */
export function copyValues(values: unknown, place = 'values'): HelmValues {
  const copy = copyValue(values, [place], new Set());
  if (!isHelmValues(copy)) return refuse([place], 'be an object of values by name', values, 'wrap it in one');
  return copy;
}

function copyValue(value: unknown, path: ValuePath, around: ReadonlySet<unknown>): HelmValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : refuse(path, 'be a finite number', value, 'write it as text');
    case 'object':
      return value === null || value instanceof LiveText ? value : copyBranch(value, path, around);
    default:
      return refuse(path, 'be text, a number, a boolean, null, a list or an object', value, 'convert it');
  }
}

function copyBranch(value: object, path: ValuePath, around: ReadonlySet<unknown>): HelmValue {
  if (isEscaped(value)) return value as HelmValue;
  if (around.has(value)) return refuse(path, 'not contain itself', value, 'write it out');
  const inside = new Set(around).add(value);
  if (Array.isArray(value)) {
    return Object.freeze((value as unknown[]).map((item, index) => copyValue(item, [...path, index], inside)));
  }
  if (!isPlain(value)) {
    const remedy = 'give what it stands for, and where that is known late, all values as a function';
    return refuse(path, 'be text, a number, a boolean, null, a list or a plain object', value, remedy);
  }
  const copy: Record<string, HelmValue> = {};
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    // cdk8s would lose it without a word.
    if (key === '__proto__') refuse([...path, key], 'be another name', key, 'rename it');
    if (item !== undefined) copy[key] = copyValue(item, [...path, key], inside);
  }
  return Object.freeze(copy);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(path: ValuePath, rule: string, value: unknown, remedy: string): never {
  throw new TypeError(`'${printPath(path)}' must ${rule}, got ${kindOf(value)}; ${remedy}`);
}

function kindOf(value: unknown): string {
  const instance = typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlain(value);
  return instance ? `an instance of ${value.constructor.name}` : shown(value);
}

/**
 * Values merged deeply: a later one wins, `null` stays for Helm to read.
 *
 * @throws if two hold different lists at one path: neither joining them nor losing one is sure to be meant
 */
export function mergeValues(...all: readonly HelmValues[]): HelmValues {
  return all.reduce((below, above) => mergeTwo(below, above, ['values']), {});
}

function mergeTwo(below: HelmValues, above: HelmValues, path: ValuePath): HelmValues {
  const merged: Record<string, HelmValue> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = Object.hasOwn(below, key) ? below[key] : undefined;
    const at = [...path, key];
    if (Array.isArray(under) && Array.isArray(value) && !isDeepStrictEqual(under, value)) {
      throw new Error(
        `'${printPath(at)}' must be given once, got it in two of the values; lists are not joined: put all into one`,
      );
    }
    const deep = under !== undefined && isHelmValues(under) && isHelmValues(value);
    merged[key] = deep ? mergeTwo(under, value, at) : value;
  }
  Object.freeze(merged);
  return isEscaped(below) || isEscaped(above) ? markEscaped(merged) : merged;
}
