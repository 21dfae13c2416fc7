import type { Duration, Size } from 'cdk8s';
import { call } from '../../languages/alloy/alloy';
import type { AlloyValue } from '../../languages/alloy/alloy';
import { Code } from '../../languages/alloy/code';
import type { YamlValue } from '../../languages/yaml/print';
import { LiveText } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { SecretRef } from '../../text/secret-ref';
import { alloySize, bytesOf, goDuration, isDuration, isSize } from './quantity';

/** An option's value as users write it; what is undefined is left out. */
export type Setting =
  | Text
  | SecretRef
  | Duration
  | Size
  | Code
  | number
  | boolean
  | undefined
  | readonly Setting[]
  | { readonly [name: string]: Setting };

/** A value in Alloy: a duration or a size is text, a secret is read when Alloy evaluates. */
export function alloyValue(setting: Setting): AlloyValue {
  if (typeof setting !== 'object' || setting instanceof LiveText || Code.is(setting)) return setting ?? null;
  if (SecretRef.is(setting)) return call('sys.env', setting.variable);
  if (Array.isArray(setting)) return (setting as readonly Setting[]).map(alloyValue);
  if (isDuration(setting)) return goDuration(setting);
  if (isSize(setting)) return alloySize(setting);
  return Object.fromEntries(present(setting).map(([name, value]) => [name, alloyValue(value)]));
}

/** A value in Promtail's YAML, by the names that are given to its options. */
export function promtailValue(setting: Setting, rename: (name: string) => string = (name) => name): YamlValue {
  if (typeof setting !== 'object' || setting instanceof LiveText) return setting ?? null;
  if (SecretRef.is(setting)) return new LiveText([{ reader: 'env', name: setting.variable }]);
  if (Code.is(setting)) throw new TypeError("a stage of Promtail must hold values, got Alloy's code; write the value");
  if (Array.isArray(setting)) return (setting as readonly Setting[]).map((item) => promtailValue(item));
  if (isDuration(setting)) return goDuration(setting);
  if (isSize(setting)) return bytesOf(setting);
  return Object.fromEntries(present(setting).map(([name, value]) => [rename(name), promtailValue(value)]));
}

/** `maxWaitTime` as both write it: `max_wait_time`. */
export function snakeCase(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A deep copy that nobody can change. */
export function frozen<T extends Setting>(setting: T): T {
  if (typeof setting !== 'object' || setting === null || Object.isFrozen(setting)) return setting;
  if (Array.isArray(setting)) return Object.freeze(setting.map((item: Setting) => frozen(item))) as unknown as T;
  if (Object.getPrototypeOf(setting) !== Object.prototype && Object.getPrototypeOf(setting) !== null) return setting;
  const copied = Object.entries(setting).map(([name, value]) => [name, frozen(value as Setting)]);
  return Object.freeze(Object.fromEntries(copied)) as T;
}

function present(setting: object): readonly (readonly [string, Setting])[] {
  return Object.entries(setting as { readonly [name: string]: Setting }).filter(([, value]) => value !== undefined);
}
