import { Unmodelled, Unreadable, Unspellable } from './unspellable';
import type { Reader, Values } from './reader';

/** How two programs with one ancestor differ. */
export interface EnvsubstOptions {
  /** Whether a backslash before a backslash or a slash is dropped, outside of `${…}` too. */
  readonly backslash: boolean;
}

/** The grammar of `drone/envsubst` and its fork in Flux, which expand `${…}` and read `$$` as `$`. */
export function envsubst(name: string, fills: string, { backslash }: EnvsubstOptions): Reader {
  return {
    name,
    fills,
    escape(literal) {
      const nul = literal.indexOf('\0');
      if (nul >= 0) throw new Unspellable(name, 'NUL', nul, 'it ends the text there; leave it out');
      const doubled = literal.replaceAll('$', '$$$$');
      return backslash ? doubled.replaceAll('\\', '\\\\') : doubled;
    },
    spell: (live) => `\${${live.name}}`,
    read: (text, values) => new Substitution(name, text, values, backslash).all(),
  };
}

const operator = /(?::[-=?+]|=)/y;
const variable = /[\p{L}\p{Nd}_]+/uy;

class Substitution {
  private at = 0;

  constructor(
    private readonly reader: string,
    private readonly text: string,
    private readonly values: Values,
    private readonly backslash: boolean,
  ) {
    if (text.includes('\0')) throw new Unmodelled(reader, 'NUL');
  }

  all(): string {
    const out: string[] = [];
    while (this.at < this.text.length) {
      if (this.take('$$')) out.push('$');
      else if (this.take('${')) out.push(this.expression());
      else if (this.backslash && this.take('\\\\')) out.push('\\');
      else if (this.backslash && this.take('\\/')) out.push('/');
      else out.push(this.until(this.backslash ? /[$\\]/g : /\$/g));
    }
    return out.join('');
  }

  // After `${`: up to and with its `}`.
  private expression(): string {
    if (this.take('#')) {
      const length = String(new TextEncoder().encode(this.value(this.match(variable))).length);
      return this.close(length);
    }
    const value = this.value(this.match(variable));
    if (this.take('}')) return value;
    if (/[,^/#%]/.test(this.text[this.at] ?? '')) throw new Unmodelled(this.reader, 'an operator of bash');
    if (this.text[this.at] === ':' && !/[-=?+]/.test(this.text[this.at + 1] ?? '')) {
      throw new Unmodelled(this.reader, 'a substring');
    }
    this.match(operator);
    const fallback = this.fallback();
    return value === '' ? fallback : value;
  }

  // Here `$$` is two dollars, and expressions nest.
  private fallback(): string {
    const out: string[] = [];
    while (!this.take('}')) {
      if (this.at >= this.text.length) throw new Unreadable(this.reader, 'an expression without its end');
      out.push(this.take('${') ? this.expression() : this.until(/\}|\$\{/g));
    }
    return out.join('');
  }

  private close(value: string): string {
    if (!this.take('}')) throw new Unreadable(this.reader, 'a bad substitution');
    return value;
  }

  private value(name: string): string {
    return Object.hasOwn(this.values, name) ? (this.values[name] as string) : '';
  }

  private take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Unreadable(this.reader, 'a bad substitution');
    this.at += found.length;
    return found;
  }

  // At least one character, up to the next match of the pattern.
  private until(stop: RegExp): string {
    stop.lastIndex = this.at + 1;
    const end = stop.exec(this.text)?.index ?? this.text.length;
    const piece = this.text.slice(this.at, end);
    this.at = end;
    return piece;
  }
}
