import { wellFormed } from './well-formed';

// A quoted value has JSON's escapes; a bare key or value holds no space, `=` or `"`.

const pair =
  / *([^ ="]+)(?:=(?:([^ ="]+)|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"))?)?(?= |$)/y;

/** The pairs of a text that is wholly logfmt; undefined where it is not. */
export function readLogfmt(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  const end = text.replace(/ +$/, '').length;
  pair.lastIndex = 0;
  for (let at = 0; at < end; at = pair.lastIndex) {
    const found = pair.exec(text);
    if (found === null) return undefined;
    const [, key = '', bare, quoted] = found;
    const value = bare ?? (quoted === undefined ? '' : wellFormed(JSON.parse(quoted) as string));
    if (value !== '') pairs.set(key, value);
  }
  return pairs;
}
