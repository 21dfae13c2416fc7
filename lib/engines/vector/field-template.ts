import { LiveText } from '../../text/live-text';
import { Unmodelled, Unspellable } from '../../text/unspellable';
import type { Reader } from '../../text/reader';

const name = 'vector template';
const remedy = 'build the text in a remap transform and name its field';
const reference = /\{\{([^}]+)\}\}/g;
// `%%`, `%n` and `%t` stay as written in a literal without a date: Vector then keeps the source of it.
const inert = /%[%nt]/g;

/** A field of the event in one of Vector's templates, by its path. */
export function fieldTemplate(path: string): LiveText {
  return new LiveText([{ reader: 'vector-field', name: path }]);
}

/**
 * A template of Vector, as in the labels of a loki sink: `{{ path }}` becomes a field of the event, `%F` and its kin a part
 * of its time. Neither has an escape.
 */
export const vectorTemplate: Reader = {
  name,
  fills: 'vector-field',
  escape(literal, next = 'end', before = 'start') {
    const open = literal.search(next === 'live' ? /\{\{[^}]*(?:\}\}|$)/ : /\{\{[^}]+\}\}/);
    if (open >= 0) throw new Unspellable(name, 'what looks like a field', open, remedy);
    if (next === 'live' && literal.endsWith('{'))
      throw new Unspellable(name, 'a brace before a field', literal.length - 1, remedy);
    if (before === 'live' && literal.startsWith('}')) throw new Unspellable(name, 'a brace after a field', 0, remedy);
    const percent = literal.replace(inert, 'xx').indexOf('%');
    if (percent >= 0) throw new Unspellable(name, 'what looks like a date', percent, remedy);
    return literal;
  },
  spell: (live) => `{{ ${live.name} }}`,
  read(text, values) {
    for (const literal of text.split(/\{\{[^}]+\}\}/)) {
      if (literal.replace(inert, '').includes('%')) throw new Unmodelled(name, 'a date');
    }
    return text.replace(reference, (_, path: string) => {
      if (!Object.hasOwn(values, path.trim())) throw new Unmodelled(name, `the absent field ${path.trim()}`);
      return values[path.trim()] as string;
    });
  },
};
