import { Unspellable } from './unspellable';

// Go's sigs.k8s.io/yaml goes through JSON, which leaves DEL and C1 as they are, and YAML refuses those or takes them, like
// U+2028 and U+2029, for ends of lines.
const mangled = /[\x7f-\x9f\u2028\u2029\ufffe\uffff]/;
// It writes every character of a string that begins with this by its number, so that no reader sees a brace or a dollar in it.
const byteOrderMark = '\ufeff';

/** What Go's YAML does not give back of a string that it writes itself, or `undefined`. */
export function mangledByGoYaml(text: string): { readonly what: string; readonly at: number } | undefined {
  const found = mangled.exec(text);
  return found === null ? undefined : { what: codePoint(found[0]), at: found.index };
}

/** @throws {@link Unspellable} if Go's YAML would not give the literal back, or would hide it from the readers after it */
export function refuseMangled(reader: string, literal: string, before: 'live' | 'start'): void {
  if (before === 'start' && literal.startsWith(byteOrderMark)) {
    throw new Unspellable(reader, codePoint(byteOrderMark), 0, 'leave the byte order mark out');
  }
  const bad = mangledByGoYaml(literal);
  if (bad !== undefined) throw new Unspellable(reader, bad.what, bad.at, 'print it as printable ASCII');
}

/** The character as Unicode writes it: `U+2028`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
