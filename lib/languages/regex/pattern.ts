/** RE2's syntax as text, with flags that hold for all of it. */
export interface Re2 {
  /** The pattern, backslashes not doubled. */
  readonly source: string;
  /** Any of `i` (ignore case), `m` (`^` and `$` at lines), `s` (`.` matches a newline), `U` (swap greed). */
  readonly flags: string;
}

/**
 * A pattern in RE2's syntax. A JavaScript literal is a convenient way to write one: its source is read as RE2, so `\s` is
 * ASCII, `$` is the end of the text, and what only JavaScript has is refused.
 */
export type Pattern = RegExp | Re2;
