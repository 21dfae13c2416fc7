import { concat, LiveText, mapLiterals, partsOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { Unspellable } from '../../../text/unspellable';

/** One of several words of a property, as Fluent Bit's lists are split: quoted where it is not plainly one. */
export function listToken(text: Text): Text {
  if (typeof text === 'string' && /^[^\s"][^ ]*$/.test(text)) return text;
  const last = partsOf(text).at(-1);
  if (typeof last === 'string' && last.endsWith('\\')) {
    throw new Unspellable(
      'fluent-bit lists',
      'a backslash at the end of several words',
      last.length - 1,
      'leave it out',
    );
  }
  return quoted(text, (literal) => literal.replaceAll('"', '\\"'));
}

/** The same for the filter `modify`, which knows an escape for backslashes too. */
export function modifyToken(text: Text): Text {
  if (typeof text === 'string' && /^[^\s"'][^ ]*$/.test(text)) return text;
  return quoted(text, (literal) => literal.replace(/[\\"]/g, '\\$&'));
}

/** Whatever stands for a live part must hold no quote. */
function quoted(text: Text, escape: (literal: string) => string): Text {
  const parts = partsOf(text).length === 0 ? [''] : [text];
  return concat(
    '"',
    ...parts.map((part) => (part instanceof LiveText ? mapLiterals(part, escape) : escape(part))),
    '"',
  );
}

/** Words with a space between. */
export function tokens(spell: (text: Text) => Text, ...all: readonly Text[]): Text {
  return concat(...all.flatMap((one, index) => (index === 0 ? [spell(one)] : [' ', spell(one)])));
}
