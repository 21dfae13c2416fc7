import type { Finding } from '../../findings/finding';

/** A place in a file, from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A finding of `check`, and the place in the file that it is about. */
export interface CheckFinding extends Finding, FilePlace {}

/** A file that was read, and its lines. */
export class SourceFile {
  readonly #starts: readonly number[];

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.#starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** The place of a character, by its index. Columns are counted in characters. */
  place(index: number): FilePlace {
    const line = Math.max(1, this.#starts.filter((start) => start <= index).length);
    const column = [...this.text.slice(this.#starts[line - 1], index)].length + 1;
    return { file: this.path, line, column };
  }
}
