import { checkSettings, source } from './component';
import { boolean, filled, list, maybe, object, oneOf, string, variant, whole } from './shape';
import type { Check, Checks } from './shape';
import type { NonEmpty, Output } from './component';

/** Lines of files, as they are written. */
export interface FileOptions {
  /** Globs: `*` within a path segment, `**` any number of segments. */
  readonly include: NonEmpty<string>;
  /** Globs; here a `*` also matches `/`. @default - none */
  readonly exclude?: readonly string[];
  /** Field for the path; `''` for none. @default 'file' */
  readonly fileKey?: string;
  /** Field for the position of the line in the file. @default - none */
  readonly offsetKey?: string;
  /** Field for the host's name; `''` for none. @default 'host' */
  readonly hostKey?: string;
  /** Where to begin in a file without a checkpoint. @default 'beginning' */
  readonly readFrom?: 'beginning' | 'end';
  /** Whether each start begins as if no file had been read before. @default false */
  readonly ignoreCheckpoints?: boolean;
  /** Files not written to for longer are left alone. @default - none is too old */
  readonly ignoreOlderSecs?: number;
  /** A longer line is dropped and counted. @default 102400 */
  readonly maxLineBytes?: number;
  /** Bytes read of one file before the next has its turn. @default 2048 */
  readonly maxReadBytes?: number;
  /** Whether the oldest file is read to its end before the next, instead of all by turns. @default false */
  readonly oldestFirst?: boolean;
  /** Least time between two looks for new files. @default 1000 */
  readonly globMinimumCooldownMs?: number;
  /** How a file is known again: by its first lines, or by what the file system says. @default - a checksum of the first line */
  readonly fingerprint?:
    | { readonly strategy: 'checksum'; readonly lines?: number; readonly ignoredHeaderBytes?: number }
    | { readonly strategy: 'device_and_inode' };
  /** Whether a missing file goes unmentioned in Vector's own log. @default false */
  readonly ignoreNotFound?: boolean;
  /** Lines joined as they are read; without a limit to their number. @default - none are joined */
  readonly multiline?: Multiline;
  /** Removes a file that has been read to its end. @default - never */
  readonly removeAfterSecs?: number;
  /** Seconds for which a file that was deleted or moved is still read. @default - for ever */
  readonly rotateWaitSecs?: number;
  /** What ends a line. @default '\n' */
  readonly lineDelimiter?: string;
  /** For files that are not UTF-8. */
  readonly encoding?: { readonly charset: string };
  /** What Vector's own metrics of this source carry. */
  readonly internalMetrics?: { readonly includeFileTag: boolean };
  /** Where checkpoints are. @default - the configuration's `dataDir` */
  readonly dataDir?: string;
}

/** Which lines are one. Patterns are in the syntax of Rust's regex crate. */
export interface Multiline {
  /**
   * What `conditionPattern` says of a line: that it ends before (`halt_before`) or with (`halt_with`) it, or goes on
   * while (`continue_through`) or one line past (`continue_past`) it.
   */
  readonly mode: 'halt_before' | 'halt_with' | 'continue_through' | 'continue_past';
  /** A regular expression of Rust's: where an event of several lines begins. */
  readonly startPattern: string;
  /** A regular expression of Rust's, read as `mode` says. */
  readonly conditionPattern: string;
  /** Milliseconds without a further line after which the event is complete. */
  readonly timeoutMs: number;
}

export const multiline: Check = object<Multiline>({
  mode: oneOf('halt_before', 'halt_with', 'continue_through', 'continue_past'),
  startPattern: filled,
  conditionPattern: filled,
  timeoutMs: whole(1),
});

const checks: Checks<FileOptions> = {
  include: list(filled, 1),
  exclude: maybe(list(filled)),
  fileKey: maybe(string),
  offsetKey: maybe(string),
  hostKey: maybe(string),
  readFrom: maybe(oneOf('beginning', 'end')),
  ignoreCheckpoints: maybe(boolean),
  ignoreOlderSecs: maybe(whole(0)),
  maxLineBytes: maybe(whole(1)),
  maxReadBytes: maybe(whole(1)),
  oldestFirst: maybe(boolean),
  globMinimumCooldownMs: maybe(whole(1)),
  fingerprint: maybe(
    variant('strategy', {
      checksum: { lines: maybe(whole(1)), ignoredHeaderBytes: maybe(whole(0)) },
      device_and_inode: {},
    }),
  ),
  ignoreNotFound: maybe(boolean),
  multiline: maybe(multiline),
  removeAfterSecs: maybe(whole(0)),
  rotateWaitSecs: maybe(whole(0)),
  lineDelimiter: maybe(filled),
  encoding: maybe(object<{ charset: string }>({ charset: filled })),
  internalMetrics: maybe(object<{ includeFileTag: boolean }>({ includeFileTag: boolean })),
  dataDir: maybe(filled),
};

/** @see https://vector.dev/docs/reference/configuration/sources/file/ */
export function file(name: string, options: FileOptions): Output {
  return source('file', name, checkSettings(name, options, checks));
}
