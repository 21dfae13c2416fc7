import { Unmodelled, Unreadable, Unspellable } from './unspellable';
import type { Reader } from './reader';

const name = 'airflow.cfg';
// What Python's str.strip() removes.
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const edges = new RegExp(`^${space}|${space}$`, 'u');
const expansion = /\$(?:[A-Za-z_]|\{[^}]*\})/;

/**
 * A value in `airflow.cfg`: Python's ConfigParser reads `%%` as `%` and takes the white space off both ends; Airflow then
 * expands `$NAME`, `${NAME}` and a leading `~` as often as they appear, for which there is no escape.
 */
export const airflowConfig: Reader = {
  name,
  fills: 'env',
  escape(literal, next = 'end', before = 'start') {
    const refuse = (what: string, at: number, remedy: string): never => {
      throw new Unspellable(name, what, at, remedy);
    };
    const lineEnd = literal.search(/[\r\n]/);
    if (lineEnd >= 0) refuse('an end of line', lineEnd, 'write the value on one line');
    const dollar = literal.search(expansion);
    if (dollar >= 0)
      refuse('what looks like a variable', dollar, 'Airflow expands it and knows no escape; set the variable');
    if (next === 'live' && /\$(?:\{[^}]*)?$/.test(literal))
      refuse('a dollar before a variable', literal.lastIndexOf('$'), 'put a character between');
    if (before === 'start' && literal.startsWith('~')) refuse('~', 0, 'write the home folder out');
    const outer = `${before === 'live' ? 'x' : ''}${literal}${next === 'live' ? 'x' : ''}`;
    const edge = edges.exec(outer);
    if (edge !== null) refuse('white space at an end', edge.index, 'leave it out');
    return literal.replaceAll('%', '%%');
  },
  spell: (live) => `\${${live.name}}`,
  read(text, values) {
    if (/[\r\n]/.test(text)) throw new Unmodelled(name, 'an end of line');
    const trimmed = text.replace(new RegExp(`^${space}+|${space}+$`, 'gu'), '');
    const plain = trimmed.replace(/%(%|\(|)/g, (_, next: string) => {
      if (next === '(') throw new Unmodelled(name, 'a reference to another option');
      if (next === '') throw new Unreadable(name, "'%' must be followed by '%' or '('");
      return '%';
    });
    if (plain.startsWith('~')) throw new Unmodelled(name, '~');
    return plain.replace(/\$(?:(\w+)|\{([^}]*)\})/gu, (whole, bare?: string, braced?: string) => {
      const variable = bare ?? braced ?? '';
      return Object.hasOwn(values, variable) ? (values[variable] as string) : whole;
    });
  },
};
