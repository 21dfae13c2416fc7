import { shown } from '../findings/shown';
import { checkHelmAction } from './helm-action';
import { checkName } from './name';
import type { Name } from './name';

/** Who fills a live part in: `helm`, `flux`, or `env`, which stands for whatever reads variables at the destination. */
export type ReaderName = string;

/** A part of a text that one reader on the way, and no other, fills in. */
export interface Live {
  /** Who fills it in. */
  readonly reader: ReaderName;
  /** What that reader looks up: a variable's name, a template action. */
  readonly name: string;
}

/**
 * Text with parts that a reader on its way fills in. It has no value before that reader runs, so it is no string: join it
 * with the tag `text`, never with `+`.
 */
export class LiveText {
  /** Literals and live parts in order; no empty literal, no two literals side by side. */
  readonly parts: readonly (string | Live)[];

  /** Prefer {@link env}, {@link helm} and the tag `text`. @throws if a part is neither a string nor `{ reader, name }` */
  constructor(parts: readonly (string | Live)[]) {
    if (!Array.isArray(parts)) throw new TypeError(`'parts' must be a list, got ${shown(parts)}; use the tag text`);
    const merged: (string | Live)[] = [];
    for (const part of parts as readonly (string | Live)[]) {
      checkPart(part);
      const last = merged.at(-1);
      if (typeof part !== 'string') merged.push(Object.freeze({ reader: part.reader, name: part.name }));
      else if (typeof last === 'string') merged[merged.length - 1] = last + part;
      else if (part !== '') merged.push(part);
    }
    this.parts = Object.freeze(merged);
    Object.freeze(this);
  }

  /** Refuses to be joined with `+`. @throws always: a live text has no characters yet */
  toString(): never {
    throw new TypeError(`${this.name()} has no value before its reader runs; join it with the tag text, not with +`);
  }

  /** Refuses to be JSON. @throws always: JSON would keep the parts and lose who fills them in */
  toJSON(): never {
    throw new TypeError(`${this.name()} has no value before its reader runs; print it instead of JSON.stringify`);
  }

  private name(): string {
    const lives = this.parts.filter((part) => typeof part !== 'string');
    return `a live text (${lives.map((live) => `${live.reader} ${live.name}`).join(', ')})`;
  }
}

function checkPart(part: unknown): void {
  const { reader, name } = (typeof part === 'object' && part !== null ? part : {}) as Partial<Live>;
  if (typeof part === 'string' || (typeof reader === 'string' && typeof name === 'string')) return;
  throw new TypeError(`'parts' must be strings and { reader, name }, got ${shown(part)}; use the tag text`);
}

/** A plain string is literal for every reader on its way; nothing in it is ever expanded. */
export type Text = string | LiveText;

/** An environment variable of the program that reads the text, by its name. */
export function env<const S extends string>(variable: Name<S>): LiveText {
  return new LiveText([{ reader: 'env', name: checkName('variable', variable) }]);
}

/**
 * What a Helm template action prints, such as `.Release.Name`. Only a value that the chart passes to `tpl` can hold one.
 *
 * @throws if it is not one action on one line that prints a value
 */
export function helm(action: string): LiveText {
  return new LiveText([{ reader: 'helm', name: checkHelmAction(action) }]);
}

/** The parts joined; a plain string where none of them is live. */
export function concat(...texts: readonly Text[]): Text {
  if (texts.every((text) => typeof text === 'string')) return texts.join('');
  const joined = new LiveText(texts.flatMap((text) => (typeof text === 'string' ? [text] : text.parts)));
  return joined.parts.every((part) => typeof part === 'string') ? joined.parts.join('') : joined;
}

/** The parts of any text; none of the empty string. */
export function partsOf(text: Text): readonly (string | Live)[] {
  return typeof text !== 'string' ? text.parts : text === '' ? [] : [text];
}

/** The live parts in order, with repetitions. */
export function livesOf(text: Text): readonly Live[] {
  return partsOf(text).filter((part) => typeof part !== 'string');
}

/** The live parts beside a literal, if any. */
export interface Beside {
  readonly before?: Live;
  readonly after?: Live;
}

/** The text with each literal encoded and its live parts left: for encoders, whose output is exact for any literal. */
export function mapLiterals(text: Text, encode: (literal: string, at: Beside) => string): Text {
  const parts = partsOf(text);
  return concat(
    ...parts.map((part, index) => {
      if (typeof part !== 'string') return new LiveText([part]);
      const [before, after] = [parts[index - 1], parts[index + 1]];
      return encode(part, {
        ...(typeof before === 'object' ? { before } : {}),
        ...(typeof after === 'object' ? { after } : {}),
      });
    }),
  );
}
