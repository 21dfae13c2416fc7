/**
 * A text as a Go template's actions write it, in printable ASCII and double quotes: with a backtick in it, a template would
 * stand on one line of Alloy, as nothing between backticks can hold one.
 */
export function quote(text: string): string {
  const escaped = Array.from(text, (character) => {
    if (/["\\]/.test(character)) return `\\${character}`;
    if (/[ -_a-~]/.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

/** A number as a float of a Go template: its actions take `5` for a whole number, which is equal to no number of JSON. */
export function float(value: number): string {
  const printed = String(value);
  return /^-?\d+$/.test(printed) ? `${printed}.0` : printed;
}
