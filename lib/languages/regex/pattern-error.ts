const SHOWN = 120;

/** A pattern that has no meaning which every engine shares: names the part, where it stands, and the remedy. */
export class PatternError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'PatternError';

  /**
   * @param language what the pattern is written in, such as `RE2`
   * @param pattern the whole pattern as it was given
   * @param found what is wrong with the part, such as `the lookahead`
   * @param part the text of the offending part
   * @param position where the part starts, in UTF-16 units from 0; undefined for a tree that was not parsed
   * @param remedy what to write instead
   */
  constructor(
    language: string,
    readonly pattern: string,
    found: string,
    readonly part: string,
    readonly position: number | undefined,
    remedy: string,
  ) {
    const place = position === undefined ? '' : ` at position ${position} of ${quoted(pattern)}`;
    super(`'pattern' must be ${language}, got ${found}${part === '' ? '' : ` ${quoted(part)}`}${place}; ${remedy}`);
  }
}

function quoted(text: string): string {
  return `'${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}'`;
}
