import { livesOf } from './live-text';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';

/** Comma and backslash as Helm's `--set` reads them; a brace at the beginning would open a list. */
function escapeValue(literal: string): string {
  return literal.replace(/[\\,]|^\{/g, '\\$&');
}

function readValue(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

/** A value of Helm's `--set-string key=value`. */
export const helmSetString: Reader = {
  name: 'helm --set-string',
  escape: (literal, _next, before = 'start') =>
    before === 'start' ? escapeValue(literal) : escapeValue(`x${literal}`).slice(1),
  read: (text) => readValue(text),
};

const targetPath = 'flux targetPath';

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
    if (!quoted && /^(?:true|false|null|0|[-+]?[1-9]\d*)$/i.test(text))
      throw new Unmodelled(targetPath, 'a typed value');
    return readValue(quoted ? text.replace(/^["']+|["']+$/g, '') : text);
  },
};
