import { PatternError } from './pattern-error';

/** A place in a pattern that is being read. */
export class Cursor {
  at = 0;

  /**
   * @param source what is read
   * @param language what it is written in, for messages
   */
  constructor(
    readonly source: string,
    private readonly language: string,
  ) {
    const lone = /\p{Surrogate}/u.exec(source);
    if (lone !== null) {
      throw this.error('a lone surrogate', lone.index, lone.index, 'remove it, no text holds one');
    }
  }

  get done(): boolean {
    return this.at >= this.source.length;
  }

  /** The character here, empty at the end. */
  get here(): string {
    const character = this.source.codePointAt(this.at);
    return character === undefined ? '' : String.fromCodePoint(character);
  }

  /** Passes the text if it stands here. */
  take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Passes one character. */
  takeCharacter(): string {
    const character = this.here;
    this.at += character.length;
    return character;
  }

  /** Passes what a sticky expression matches here. */
  takeMatch(expression: RegExp): RegExpExecArray | undefined {
    const match = this.peek(expression);
    if (match !== undefined) this.at += match[0].length;
    return match;
  }

  /** What a sticky expression matches here. */
  peek(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    return expression.exec(this.source) ?? undefined;
  }

  /** What was found from `start` to `end`, and what to write instead. */
  error(found: string, start: number, end: number, remedy: string): PatternError {
    return new PatternError(this.language, this.source, found, this.source.slice(start, end), start, remedy);
  }
}
