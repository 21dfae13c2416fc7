import { checkWhole, source } from './component';
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
  /** @default false */
  readonly ignoreCheckpoints?: boolean;
  /** Files not written to for longer are left alone. @default - none is too old */
  readonly ignoreOlderSecs?: number;
  /** A longer line is dropped and counted. @default 102400 */
  readonly maxLineBytes?: number;
  /** @default 2048 */
  readonly maxReadBytes?: number;
  /** @default false */
  readonly oldestFirst?: boolean;
  /** Least time between two looks for new files. @default 1000 */
  readonly globMinimumCooldownMs?: number;
  /** How a file is known again: by its first lines, or by what the file system says. @default - a checksum of the first line */
  readonly fingerprint?:
    | { readonly strategy: 'checksum'; readonly lines?: number; readonly ignoredHeaderBytes?: number }
    | { readonly strategy: 'device_and_inode' };
  /** @default false */
  readonly ignoreNotFound?: boolean;
  /** Lines joined as they are read; without a limit to their number. @default - none are joined */
  readonly multiline?: Multiline;
  /** Removes a file that has been read to its end. @default - never */
  readonly removeAfterSecs?: number;
  /** @default - for ever */
  readonly rotateWaitSecs?: number;
  /** @default '\n' */
  readonly lineDelimiter?: string;
  readonly encoding?: { readonly charset: string };
  readonly internalMetrics?: { readonly includeFileTag: boolean };
  /** Where checkpoints are. @default - the configuration's `dataDir` */
  readonly dataDir?: string;
}

/** Which lines are one. Patterns are in the syntax of Rust's regex crate. */
export interface Multiline {
  readonly mode: 'halt_before' | 'halt_with' | 'continue_through' | 'continue_past';
  readonly startPattern: string;
  readonly conditionPattern: string;
  readonly timeoutMs: number;
}

/** @see https://vector.dev/docs/reference/configuration/sources/file/ */
export function file(name: string, options: FileOptions): Output {
  if (!Array.isArray(options.include) || options.include.length === 0) {
    throw new TypeError(`'include' of ${name} must have a glob, got ${JSON.stringify(options.include)}; add one`);
  }
  checkWhole('maxLineBytes', options.maxLineBytes, 1, 'give bytes');
  checkWhole('globMinimumCooldownMs', options.globMinimumCooldownMs, 1, 'give milliseconds');
  return source('file', name, options);
}
