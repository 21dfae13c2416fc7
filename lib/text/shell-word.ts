import { through } from './reader';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';
import type { Text } from './live-text';

/** One word of a POSIX shell's command, in single quotes whatever it holds, since quoting is never wrong. */
export const posixShell: Reader = {
  name: 'shell',
  fills: 'env',
  frame: ["'", "'"],
  escape(literal) {
    const nul = literal.indexOf('\0');
    if (nul >= 0) throw new Unspellable(this.name, 'NUL', nul, 'no argument can hold it; leave it out');
    return literal.replaceAll("'", "'\\''");
  },
  // In double quotes the shell neither splits the value nor looks for file names in it.
  spell: (live) => `'"\${${live.name}}"'`,
  read(text, values) {
    const word = /'([^']*)'|"\$\{([A-Za-z_][A-Za-z0-9_]*)\}"|\\([\s\S])|([A-Za-z0-9_@%+=:,./-]+)|([\s\S])/g;
    return text.replace(
      word,
      (_, single?: string, variable?: string, escaped?: string, bare?: string, other?: string) => {
        if (other !== undefined) throw new Unmodelled(this.name, JSON.stringify(other));
        if (variable !== undefined) return Object.hasOwn(values, variable) ? (values[variable] as string) : '';
        if (escaped === '\n') return '';
        return single ?? escaped ?? bare ?? '';
      },
    );
  },
};

/** The text as one word of a shell command. */
export function shellWord(text: Text): Text {
  return through(text, posixShell);
}
