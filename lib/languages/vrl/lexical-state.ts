/** What surrounds a place in VRL source: code, a string `"…"`, a literal such as `r'…'`, or a comment. */
export type Surrounding = 'code' | 'string' | 'raw' | 'comment';

/** What surrounds the end of a piece of source that begins within `state`. */
export function surroundingAfter(source: string, state: Surrounding): Surrounding {
  let at = state;
  for (let index = 0; index < source.length; index++) {
    const character = source[index];
    if (at === 'code') {
      if (character === '"') at = 'string';
      else if (character === '#') at = 'comment';
      // r'…' s'…' t'…': a quote opens nothing without its letter, and Vector refuses it.
      else if (character === "'") at = 'raw';
    } else if (at === 'comment') {
      if (character === '\n') at = 'code';
    } else if (character === '\\') index += 1;
    else if (character === (at === 'string' ? '"' : "'")) at = 'code';
  }
  return at;
}
