import { Size } from 'cdk8s';
import { checkOptions, checkWhole, refusal } from '../pipeline/argument';

/** How log files are kept from filling the disk. */
export interface LogRotateOptions {
  /**
   * `copytruncate` copies a file and empties it, for programs that keep it open and never ask again: what they write in the
   * instant between the two is lost, and so is what the agent has not read by then. `rename` loses nothing, but asks for
   * programs that open a new file once the old one is renamed: what one still writes into the old file is read until logrotate
   * compresses that, at the next rotation.
   *
   * @default 'copytruncate'
   */
  readonly by?: 'copytruncate' | 'rename';
  /** A file is rotated once it is larger, and at the latest after a day. @default Size.mebibytes(50) */
  readonly size?: Size;
  /** How many old files are kept of each. @default 5 */
  readonly keep?: number;
}

/** @throws if an option is none that can be meant */
export function checkLogRotate(options: LogRotateOptions): Required<LogRotateOptions> {
  const given = checkOptions(options, ['by', 'size', 'keep'], 'rotate');
  const { by = 'copytruncate', size = Size.mebibytes(50), keep = 5 } = given;
  if (by !== 'copytruncate' && by !== 'rename') {
    throw refusal('rotate.by', 'be copytruncate or rename', by, 'leave it out where programs keep their files open');
  }
  if (!(size instanceof Size)) throw refusal('rotate.size', 'be a Size', size, 'write Size.mebibytes(50)');
  checkWhole('rotate.keep', keep, 1, 'write how many old files are kept');
  return { by, size, keep };
}

/**
 * A configuration of logrotate for the files that the globs find.
 *
 * @throws if a path has a line break or a quote, which logrotate has no spelling for
 */
export function printLogRotate(globs: readonly string[], options: LogRotateOptions = {}): string {
  const { by, size, keep } = checkLogRotate(options);
  const bad = globs.find((glob) => /["\n\r]/.test(glob));
  if (bad !== undefined) {
    throw refusal(
      'rotate',
      'be for paths without quotes and line breaks',
      bad,
      'rename the folder, or set it to false',
    );
  }
  const directives = [
    'daily',
    `maxsize ${Math.max(1, Math.round(size.toKibibytes()))}k`,
    `rotate ${keep}`,
    'missingok',
    'notifempty',
    // The newest old file stays as it is: a file that is renamed is read to its end first.
    'compress',
    'delaycompress',
    // Folders that others may write to are refused otherwise.
    'su root root',
    by === 'copytruncate' ? 'copytruncate' : 'nocreate',
  ];
  return `${globs.map((glob) => `"${glob}"`).join('\n')} {\n${directives.map((line) => `  ${line}\n`).join('')}}\n`;
}
