/** How VRL's programs of one age are written. */
export interface VrlDialect {
  /** Whether string literals know `\u{…}`: VRL 0.33, so Vector 0.56. Before, such characters stand as they are. */
  readonly unicodeEscapes: boolean;
}

/** What Vector 0.56 and later read. */
export const currentVrl: VrlDialect = Object.freeze({ unicodeEscapes: true });

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

/**
 * A text as a VRL string literal: the one place where text becomes VRL.
 *
 * @throws if the text holds half of a surrogate pair, which no VRL string can
 */
export function quote(text: string, dialect: VrlDialect = currentVrl): string {
  // `{{ }}` in a literal is a template of VRL's own: `\{` ends that.
  const escaped = text.replace(/["\\]|\{(?=\{)|[^\x20-\x7e]/gu, (character) => escape(character, dialect));
  return `"${escaped}"`;
}

function escape(character: string, dialect: VrlDialect): string {
  const known = named[character];
  if (known !== undefined) return known;
  if (character === '{') return '\\{';
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) {
    const hex = code.toString(16).toUpperCase();
    throw new TypeError(`text must be well-formed Unicode, got half a surrogate pair (U+${hex}); remove it`);
  }
  return dialect.unicodeEscapes ? `\\u{${code.toString(16)}}` : character;
}
