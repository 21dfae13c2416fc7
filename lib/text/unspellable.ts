/** A text that a reader on its way gives no means to write. */
export class Unspellable extends Error {
  /** The reader that has no spelling for it. */
  readonly reader: string;
  /** What has no spelling. */
  readonly what: string;
  /** Where it begins in the literal, in UTF-16 code units from 0. */
  readonly position: number;
  /** What to do instead. */
  readonly remedy: string;

  constructor(reader: string, what: string, position: number, remedy: string) {
    super(`text must have a spelling for ${reader}, got ${what} at character ${position}; ${remedy}`);
    this.name = 'Unspellable';
    this.reader = reader;
    this.what = what;
    this.position = position;
    this.remedy = remedy;
  }
}

/** A live part that no reader on the way fills in. */
export class Unfilled extends Error {
  constructor(live: { readonly reader: string; readonly name: string }, where: string) {
    super(
      `'${where}' must be read by ${live.reader}, which fills ${live.name} in, but nothing on its way does; ` +
        `write a plain string there, or choose a place that ${live.reader} reads`,
    );
    this.name = 'Unfilled';
  }
}

/** A text that the real program would refuse, found by its model. */
export class Unreadable extends Error {
  constructor(reader: string, what: string) {
    super(`${reader} refuses the text: ${what}`);
    this.name = 'Unreadable';
  }
}

/** A text that a model does not cover, though the real program may read it; no `escape` writes such a text. */
export class Unmodelled extends Error {
  constructor(reader: string, what: string) {
    super(`the model of ${reader} does not cover ${what}`);
    this.name = 'Unmodelled';
  }
}
