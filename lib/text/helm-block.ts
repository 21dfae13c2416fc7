import { codePoint } from './go-yaml';
import { partsOf } from './live-text';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';

/** How a chart's template opens the block scalar: `|-` drops the newlines at the end, `|` keeps one. */
export type BlockHeader = '|-' | '|';

const remedy = 'print it as printable ASCII, or deliver the text in a ConfigMap of your own';
// Go's YAML reads these as ends of lines, or not at all.
const unprintable = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * The block scalar that a chart writes a value into, as `key: |-` and `{{ tpl … | nindent 4 }}` do. Nothing in a block
 * scalar can be escaped, so a text either fits or has no spelling.
 */
export function helmBlock(header: BlockHeader): Reader {
  const name = `helm block scalar ${header}`;
  const refuse = (what: string, at: number, instead = remedy): never => {
    throw new Unspellable(name, what, at, instead);
  };
  return {
    name,
    check(text) {
      if (header === '|' && typeof partsOf(text).at(-1) === 'object') {
        refuse('a live part at the end', partsOf(text).length - 1, 'end with one newline');
      }
    },
    escape(literal, next = 'end', before = 'start') {
      const bad = unprintable.exec(literal);
      if (bad !== null) refuse(codePoint(bad[0]), bad.index);
      if (before === 'start') {
        // The first line that is not empty sets the indentation of all.
        const lead = /^\n*[ \t]/.exec(literal);
        if (lead !== null) refuse('white space before the first word', lead[0].length - 1, 'begin with a word');
      }
      if (next === 'end') {
        const end = literal.replace(/\n+$/, '').length;
        const kept = literal.length - end;
        if (header === '|-' && kept > 0) refuse('a newline at the end', end, 'leave it out');
        const empty = before === 'start' && end === 0;
        if (header === '|' && literal !== '' && (kept !== 1 || empty)) {
          refuse(kept === 0 ? 'no newline at the end' : 'empty lines at the end', end, 'end with one newline');
        }
      }
      return literal;
    },
    read(text) {
      const bad = unprintable.exec(text);
      if (bad !== null) throw new Unmodelled(name, codePoint(bad[0]));
      if (/^\n*[ \t]/.test(text)) throw new Unmodelled(name, 'white space before the first word');
      const body = text.replace(/\n+$/, '');
      return header === '|-' || body === '' ? body : `${body}\n`;
    },
  };
}
