/** What surrounds a place in Alloy's text: code, a string `"…"` or `` `…` ``, or a comment to the line's end or to its mark. */
export type Surrounding = 'code' | 'string' | 'raw' | 'line comment' | 'comment';

/** What surrounds the end of a piece of text that begins within `state`. */
export function surroundingAfter(source: string, state: Surrounding): Surrounding {
  let at = state;
  for (let index = 0; index < source.length; index++) {
    const pair = source.slice(index, index + 2);
    const character = source[index];
    if (at === 'code') {
      if (character === '"') at = 'string';
      else if (character === '`') at = 'raw';
      else if (pair === '//') at = 'line comment';
      else if (pair === '/*') {
        at = 'comment';
        index += 1;
      }
    } else if (at === 'string') {
      if (character === '\\') index += 1;
      // A string ends with its line, whatever is missing: the parser says so.
      else if (character === '"' || character === '\n') at = 'code';
    } else if (at === 'raw') {
      if (character === '`') at = 'code';
    } else if (at === 'line comment') {
      if (character === '\n') at = 'code';
    } else if (pair === '*/') {
      at = 'code';
      index += 1;
    }
  }
  return at;
}

/** The text with each line but the first begun by `margin`, where that changes no string and no comment of several lines. */
export function indented(source: string, margin: string): string {
  if (margin === '') return source;
  let state: Surrounding = 'code';
  return source
    .split('\n')
    .map((line, index) => {
      const inCode = state === 'code';
      state = surroundingAfter(`${line}\n`, state);
      return index > 0 && inCode && line.trim() !== '' ? margin + line : line;
    })
    .join('\n');
}
