const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * A text as a quoted string of Alloy, in printable ASCII.
 *
 * @throws if the text holds half of a surrogate pair, which no string of Alloy can
 */
export function quote(text: string): string {
  return `"${text.replace(/["\\]|[^\x20-\x7e]/gu, escape)}"`;
}

/**
 * Whether a text survives as a raw string, between backticks, as it is: Go drops carriage returns from it, and `alloy fmt`
 * takes tabs and the blanks at the ends of lines for its own.
 */
export function isRaw(text: string): boolean {
  return /^[\n\x20-\x5f\x61-\x7e]*$/.test(text) && !/ \n/.test(text);
}

/** A text as a string of Alloy: between backticks where that spares escapes and is exact, else in quotes. */
export function printString(text: string): string {
  return /["\\]|\n[^]/.test(text) && isRaw(text) ? `\`${text}\`` : quote(text);
}

function escape(character: string): string {
  const known = named[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code >= 0xd800 && code <= 0xdfff) {
    const got = `half a surrogate pair (U+${hex.toUpperCase()})`;
    throw new TypeError(`text must be well-formed Unicode, got ${got}; remove it`);
  }
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
