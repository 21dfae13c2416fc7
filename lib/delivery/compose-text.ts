import { printYaml } from '../languages/yaml/print';
import { composeInterpolation } from '../text/compose';
import { checkName } from '../text/name';
import { settle, through } from '../text/reader';
import type { YamlValue } from '../languages/yaml/print';
import type { Text } from '../text/live-text';

/** What docker compose fills in, from its shell or its `.env` file, as it must be written in a compose file. */
export class ComposeVariable {
  private constructor(
    /** Already in compose's own spelling. */
    readonly written: string,
  ) {
    Object.freeze(this);
  }

  /** A variable without which compose does nothing, and says so. */
  static required(name: string, message: string): ComposeVariable {
    return new ComposeVariable(`\${${checkName('variable', name)}:?${escaped(message.replace(/[{}\n]/g, ' '))}}`);
  }

  /** A variable that need not be set, nor hold anything. */
  static optional(name: string, fallback: string): ComposeVariable {
    if (/[{}\n]/.test(fallback)) {
      const got = JSON.stringify(fallback);
      throw new Error(`'default' of ${name} must be of one line without braces, got ${got}; set it in .env instead`);
    }
    return new ComposeVariable(`\${${checkName('variable', name)}:-${escaped(fallback)}}`);
  }

  /** The variable within a text. */
  within(before: string, after: string): ComposeVariable {
    return new ComposeVariable(escaped(before) + this.written + escaped(after));
  }
}

/** What a compose file can say. */
export type ComposeValue =
  string | number | boolean | ComposeVariable | readonly ComposeValue[] | { readonly [key: string]: ComposeValue };

/** A compose file as text, in which strings are as they are meant: compose reads `$` nowhere but in variables. */
export function printCompose(file: { readonly [key: string]: ComposeValue }): string {
  return settle(printYaml(written(file)), 'compose');
}

function written(value: ComposeValue): YamlValue {
  if (value instanceof ComposeVariable) return value.written;
  if (typeof value === 'string') return escaped(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly ComposeValue[]).map(written);
  // Compose reads no variables in names.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item)]));
}

function escaped(text: Text): string {
  return settle(through(text, composeInterpolation), 'compose');
}
