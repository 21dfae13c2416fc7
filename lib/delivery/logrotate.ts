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
  /**
   * A file is rotated when it is larger, and in any case after a day. Logrotate looks when it runs, which is once a day on most
   * systems: let it run each hour where files grow faster. @default Size.mebibytes(50)
   */
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

/**
 * Why logrotate must not be told of a glob, beside others that it is told of.
 *
 * @returns undefined where it may
 */
export function notRotated(glob: string, others: readonly string[]): string | undefined {
  if (glob.includes('**')) return 'logrotate cannot name it on the machine';
  // The old file is named as before, with .1 behind it.
  if (/[*?\]]$/.test(glob)) return 'it may find old files, which would be rotated again and again';
  // Logrotate refuses globs of which two find the same file.
  const other = others.find((one) => one !== glob && mayMeet(one, glob));
  return other === undefined ? undefined : `${other} may find the same files`;
}

/** Whether a file may be found by both globs, none of which has a `**`. */
function mayMeet(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  return left.length === right.length && left.every((segment, index) => namesMeet(segment, right[index] as string));
}

/** By what stands before the first wildcard, and behind the last. */
function namesMeet(one: string, other: string): boolean {
  const isPlain = (name: string): boolean => !/[*?[]/.test(name);
  if (isPlain(one) && isPlain(other)) return one === other;
  const start = (name: string): string => name.replace(/[*?[].*$/s, '');
  const end = (name: string): string => name.replace(/^.*[*?\]]/s, '');
  const [starts, ends] = [
    [start(one), start(other)],
    [end(one), end(other)],
  ].map((pair) => pair.sort((a, b) => a.length - b.length)) as [[string, string], [string, string]];
  return starts[1].startsWith(starts[0]) && ends[1].endsWith(ends[0]);
}
