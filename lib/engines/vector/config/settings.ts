import { Vrl } from '../../../languages/vrl/vrl';
import type { VrlDialect } from '../../../languages/vrl/quote';
import type { YamlValue } from '../../../languages/yaml/print';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';

/** An option's value as users write it; what is undefined is left out. */
export type Setting =
  | Text
  | SecretRef
  | Vrl
  | ByName<Setting>
  | number
  | boolean
  | null
  | undefined
  | readonly Setting[]
  | { readonly [option: string]: Setting };

/** Names that are the user's own, which stay as they are written. */
export class ByName<T> {
  constructor(readonly entries: { readonly [name: string]: T }) {
    Object.freeze(this);
  }
}

/** A map of the user's own names, if there is one. */
export function byName<T>(entries: { readonly [name: string]: T } | undefined): ByName<T> | undefined {
  return entries === undefined ? undefined : new ByName(Object.freeze({ ...entries }));
}

/** Options in Vector's spelling: `maxLineBytes` becomes `max_line_bytes`, a secret the name of what holds it. */
export function printSettings(setting: Setting, dialect: VrlDialect): YamlValue {
  if (setting === undefined || setting === null) return null;
  // Ended by a line break, a program of one line is a block as well.
  if (Vrl.is(setting)) return `${setting.print(dialect)}\n`;
  if (SecretRef.is(setting)) return new LiveText([setting.held]);
  if (setting instanceof ByName) return entries(setting.entries, (name) => name, dialect);
  if (typeof setting !== 'object' || setting instanceof LiveText) return setting;
  if (Array.isArray(setting)) return (setting as readonly Setting[]).map((item) => printSettings(item, dialect));
  return entries(setting as { readonly [option: string]: Setting }, snakeCase, dialect);
}

function entries(
  map: { readonly [name: string]: Setting },
  rename: (name: string) => string,
  dialect: VrlDialect,
): { readonly [name: string]: YamlValue } {
  const present = Object.entries(map).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [rename(name), printSettings(value, dialect)]));
}

/** An option in Vector's spelling. */
export function snakeCase(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A deep copy that nobody can change. */
export function frozen<T extends Setting>(setting: T): T {
  if (typeof setting !== 'object' || setting === null || isValue(setting)) return setting;
  if (Array.isArray(setting)) return Object.freeze(setting.map((item: Setting) => frozen(item))) as unknown as T;
  const copied = Object.entries(setting).map(([name, value]) => [name, frozen(value as Setting)]);
  return Object.freeze(Object.fromEntries(copied)) as T;
}

/** What is one value, and frozen from its beginning. */
function isValue(setting: object): boolean {
  return setting instanceof LiveText || setting instanceof ByName || Vrl.is(setting) || SecretRef.is(setting);
}
