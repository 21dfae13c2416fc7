import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { Unmodelled, Unreadable } from '../../../text/unspellable';
import { promtailExpandEnv } from '../interpolation';

// Private characters stand around a variable's name from the reading of the file to its last text.
const [open, close] = ['\ue000', '\ue001'];
const mark = new RegExp(`${open}(\\w+)${close}`, 'g');

/** The file as Promtail reads it, variables standing for themselves. */
export interface Expanded {
  readonly text: string;
  /** Names of the variables, each once. */
  readonly names: readonly string[];
  /** Those with a text that Promtail takes where they are empty. */
  readonly defaults: readonly string[];
}

/**
 * Reads `${NAME}` as `-config.expand-env=true` does where the file has one; `${1}` alone is a group of a rule's pattern.
 *
 * @throws Error where Promtail would not read it either
 */
export function expandVariables(text: string): Expanded {
  const names = [
    ...new Set([...text.replaceAll('$$', '').matchAll(/\$\{#?([A-Za-z_]\w*)/g)].map(([, name = '']) => name)),
  ];
  if (names.length === 0) return { text, names, defaults: [] };
  const groups = [...text.matchAll(/\$\{(\d+)\}/g)].map(([whole, name = '']) => [name, whole] as const);
  const values = Object.fromEntries([...names.map((name) => [name, `${open}${name}${close}`] as const), ...groups]);
  const defaults = [...text.matchAll(/\$\{([A-Za-z_]\w*)(?::?[-=])/g)].map(([, name = '']) => name);
  try {
    return { text: promtailExpandEnv.read(text, values), names, defaults: [...new Set(defaults)] };
  } catch (error) {
    if (!(error instanceof Unmodelled || error instanceof Unreadable)) throw error;
    throw new Error(`its variables cannot be read: ${error.message}`, { cause: error });
  }
}

/** Text of the file, its variables live. */
export function textOf(text: string): Text {
  const parts: (string | { reader: string; name: string })[] = [];
  let at = 0;
  for (const found of text.matchAll(mark)) {
    parts.push(text.slice(at, found.index), { reader: 'env', name: found[1] ?? '' });
    at = found.index + found[0].length;
  }
  return parts.length === 0 ? text : new LiveText([...parts, text.slice(at)]);
}

/** The variable that a text is, and nothing besides. */
export function variableOf(text: string): string | undefined {
  return new RegExp(`^${open}(\\w+)${close}$`).exec(text)?.[1];
}

/** Text for people. */
export function shownText(text: string): string {
  return text.replace(mark, (_, name: string) => `\${${name}}`);
}
