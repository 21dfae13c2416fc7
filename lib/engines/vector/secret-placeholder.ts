import { Unreadable, Unspellable } from '../../text/unspellable';
import type { Reader } from '../../text/reader';

const name = 'vector secrets';
const placeholder = /SECRET\[(\w+\.[\w.\-/]+)\]/g;

/** What Vector would take for a secret's name in a literal, if anything. */
export function placeholderIn(literal: string): { readonly text: string; readonly at: number } | undefined {
  return placeholdersIn(literal)[0];
}

/** All that Vector would take for secrets' names. */
export function placeholdersIn(text: string): readonly { readonly text: string; readonly at: number }[] {
  return [...text.matchAll(placeholder)].map((match) => ({ text: match[0], at: match.index }));
}

/**
 * Vector's own secrets: `SECRET[backend.key]` anywhere in the text of a configuration file becomes what the backend gives,
 * after variables have been expanded and before the YAML is parsed. There is no escape.
 */
export const vectorSecrets: Reader = {
  name,
  fills: 'vector-secret',
  escape(literal, next = 'end') {
    const found = placeholderIn(literal)?.at ?? (next === 'live' ? literal.search(/SECRET\[[\w.\-/]*$/) : -1);
    if (found >= 0) throw new Unspellable(name, "what looks like a secret's name", found, 'write it otherwise');
    return literal;
  },
  spell: (live) => `SECRET[${live.name}]`,
  read: (text, values) =>
    text.replace(placeholder, (_, key: string) => {
      if (!Object.hasOwn(values, key)) throw new Unreadable(name, `no backend gives ${key}`);
      return values[key] as string;
    }),
};
