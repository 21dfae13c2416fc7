import { concat, LiveText, partsOf } from './live-text';
import type { Live, ReaderName, Text } from './live-text';
import { Unfilled } from './unspellable';

/** What fills live parts in, by their names. */
export type Values = Readonly<Record<string, string>>;

/**
 * A program, or a part of one, that rewrites a text on its way. Law: `read(escape(t)) = t` for every `t` that has a
 * spelling, whatever the values.
 */
export interface Reader {
  /** As it stands in messages: `helm tpl`, `flux post-build`. */
  readonly name: string;

  /** Whose live parts it spells and fills in: `helm`, `flux`, or `env` for a reader of environment variables. */
  readonly fills?: ReaderName;

  /** What encloses the whole text, as quotes do a shell word; live parts stand inside it. */
  readonly frame?: readonly [open: string, close: string];

  /**
   * The literal as it must be written so that this reader gives it back.
   *
   * @param next - what follows: a live part may begin with any character
   * @param before - what precedes
   * @throws {@link Unspellable} if nothing that could be written is read as this literal
   */
  escape(literal: string, next?: 'live' | 'end', before?: 'live' | 'start'): string;

  /**
   * What the literals alone do not show, such as a live part at an end of the text.
   *
   * @throws {@link Unspellable} if the text has no spelling whatever its live parts stand for
   */
  check?(text: Text): void;

  /** A live part of its own as it is written. */
  spell?(live: Live): string;

  /**
   * What the program makes of the text: a model of it, held to the real one by `npm run test:engines`.
   *
   * @throws {@link Unreadable} where the program would fail
   */
  read(text: string, values: Values): string;
}

/**
 * The text as it must be written to pass the readers, innermost first: each escapes the literals, spells the live parts
 * that it fills in (which from then on are literal for the readers outside), and leaves those of others. A value that an
 * outer reader fills in is read by the inner ones too, as in any file written by hand.
 *
 * @throws {@link Unspellable} if a reader gives no means to write a literal
 */
export function through(text: Text, ...readers: readonly Reader[]): Text {
  return readers.reduce(pass, text);
}

function pass(text: Text, reader: Reader): Text {
  reader.check?.(text);
  const parts = partsOf(text);
  const written = parts.map((part, index): Text => {
    if (typeof part === 'string') {
      return reader.escape(part, index + 1 < parts.length ? 'live' : 'end', index > 0 ? 'live' : 'start');
    }
    return part.reader === reader.fills && reader.spell !== undefined ? reader.spell(part) : new LiveText([part]);
  });
  const [open, close] = reader.frame ?? ['', ''];
  return concat(open, ...(parts.length === 0 ? [reader.escape('')] : written), close);
}

/**
 * The characters of a text that all its readers have spelled.
 *
 * @param where - the place in messages
 * @throws {@link Unfilled} if a live part is left, since no reader on the way fills it in
 */
export function settle(text: Text, where: string): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map((part) => {
      if (typeof part !== 'string') throw new Unfilled(part, where);
      return part;
    })
    .join('');
}
