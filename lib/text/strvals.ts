import { livesOf } from './live-text';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';

/** Comma and backslash as Helm's `--set` reads them; a brace at the beginning would open a list. */
function escapeValue(literal: string): string {
  return literal.replace(/[\\,]|^\{/g, '\\$&');
}

function readValue(reader: string, text: string): string {
  if (text.startsWith('{')) throw new Unmodelled(reader, 'a list');
  return text.replace(/\\([\s\S]?)|,/g, (part, escaped: string) => {
    if (part === ',') throw new Unmodelled(reader, 'a second key');
    return escaped;
  });
}

const setString = 'helm --set-string';

/** A value of Helm's `--set-string key=value`. */
export const helmSetString: Reader = {
  name: setString,
  escape: (literal, _next, before = 'start') =>
    before === 'start' ? escapeValue(literal) : escapeValue(`x${literal}`).slice(1),
  read: (text) => readValue(setString, text),
};

const targetPath = 'flux targetPath';
const typed = /^(?:true|false|null|0|[-+]\d+|[1-9]\d*)$/iu;

/**
 * A value that a Flux HelmRelease takes from a ConfigMap or Secret by `valuesFrom` with a `targetPath`: Helm's `--set`, or
 * `--set-string` where it stands in quotes.
 */
export const fluxTargetPath: Reader = {
  name: targetPath,
  check(text) {
    if (livesOf(text).length === 0) return;
    throw new Unspellable(targetPath, 'a live part', 0, 'write the value into the HelmRelease');
  },
  escape(literal) {
    // Quotes make it a string whatever it looks like. Flux strips every quote at the end, so a text that ends with one must
    // stand bare; such a text is no number and no boolean.
    const safe = escapeValue(literal).replace(/^["']/, '\\$&');
    return /["']$/.test(literal) ? safe : `'${safe}'`;
  },
  read(text) {
    const quoted = /^'[\s\S]*'$|^"[\s\S]*"$/.test(text) || text === "'" || text === '"';
    const value = readValue(targetPath, quoted ? text.replace(/^["']+|["']+$/g, '') : text);
    if (!quoted && typed.test(value)) throw new Unmodelled(targetPath, 'a typed value');
    return value;
  },
};
