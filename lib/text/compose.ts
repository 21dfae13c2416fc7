import { Unmodelled, Unreadable, Unspellable } from './unspellable';
import type { Reader, Values } from './reader';

const reader = 'docker compose';
// Compose folds case, and two letters outside ASCII fold into it.
const variable =
  /\$(?:(\$)|([_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*)|\{([_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*)(\}|:?[-+?])?|(\{))/g;

function substitute(text: string, values: Values): string {
  return text.replace(variable, (_, escaped?: string, named?: string, braced?: string, after?: string) => {
    if (escaped !== undefined) return '$';
    const name = named ?? braced;
    if (name === undefined || (braced !== undefined && after === undefined)) {
      throw new Unreadable(reader, 'an expression without its end');
    }
    if (braced !== undefined && after !== '}') throw new Unmodelled(reader, `the operator ${after ?? ''}`);
    return Object.hasOwn(values, name) ? (values[name] as string) : '';
  });
}

/** A value in a docker compose file; variables come from the shell and from `.env`. */
export const composeInterpolation: Reader = {
  name: reader,
  fills: 'env',
  escape: (literal) => literal.replaceAll('$', '$$$$'),
  spell: (live) => `\${${live.name}}`,
  read: substitute,
};

/** A value in an `.env` file, or an `env_file`, as docker compose reads it; `docker run --env-file` knows no quotes. */
export const composeDotenv: Reader = {
  name: 'docker compose .env',
  fills: 'env',
  frame: ['"', '"'],
  escape(literal) {
    const nul = literal.indexOf('\0');
    if (nul >= 0) throw new Unspellable(this.name, 'NUL', nul, 'no environment variable can hold it; leave it out');
    return literal.replace(/[\\"]/g, '\\$&').replaceAll('$', '$$$$').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  },
  spell: (live) => `\${${live.name}}`,
  read(text, values) {
    const inside = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(text)?.[1];
    if (inside === undefined) throw new Unmodelled(this.name, 'a value without double quotes');
    const unquoted = inside.replace(/\\([\s\S])/g, (whole, next: string) => (next === '"' ? next : whole));
    const unescaped = unquoted.replace(
      /\\(?:([abcfnrtv$"\\])|(0\d{0,3}))/g,
      (whole, letter?: string, octal?: string) => {
        if (octal !== undefined) throw new Unmodelled(this.name, 'an octal escape');
        return letter === '$' ? '$$' : (controls[letter as string] ?? whole);
      },
    );
    return substitute(unescaped, values);
  },
};

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};
