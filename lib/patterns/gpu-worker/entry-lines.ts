import { Duration } from 'cdk8s';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/** What PM2 writes before each line: `2026-11-21 00:24:22.422 +00:00: `. */
const pm2Date = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d`;

/**
 * Lines become entries: colours go, of a progress bar what a terminal shows in the end stays, and a stack trace or traceback is one
 * entry. PM2's date before each line is the time of what says no time of its own.
 */
export function entryStages(): NonEmpty<Stage> {
  return [
    Stage.replace(/\x1b\[[\d;?]*[A-Za-z]|^.*\r/, ''),
    // The first line of an entry keeps its date until it is read.
    Stage.replace(new RegExp(`^${pm2Date}: [ \\t]`), ' '),
    Stage.replace(new RegExp(`^${pm2Date}: \\}`), '}'),
    Stage.replace(new RegExp(`^${pm2Date}: $`), ''),
    // Programs print a stack at once; a reader of the logs waits for the pause.
    Stage.joinLines({ firstLine: new RegExp(`^(?:${firstLines.join('|')})`), maxWait: Duration.millis(200) }),
    Stage.parseRegex(new RegExp(`^(?<pm2_time>${pm2Date}): `)),
    Stage.replace(new RegExp(`^${pm2Date}: `), ''),
  ];
}

/** Of the names of exceptions, those that JavaScript prints in front of a stack; Python prints its own behind one. */
const scriptErrors = '(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error: ';

/**
 * What begins an entry: anything but blanks and a closing brace, and but the last line of a Python traceback, which stands at the margin:
 * `torch.OutOfMemoryError: …`.
 */
const firstLines: readonly string[] = [
  String.raw`[^\w.\s}]`,
  // A first word that no colon follows, or one without a space behind it.
  String.raw`[\w.]+(?:[^\w.:]|$|:[^ ])`,
  `(?:${notEndingIn('Error', 'Exception')}): `,
  scriptErrors,
];

/** A word of letters, digits, `_` and `.` that ends in none of these, each of which ends in another letter: RE2 has no lookbehind. */
function notEndingIn(...ends: NonEmpty<string>): string {
  const but = (letters: string): string => String.raw`[^\W${letters}]|\.`;
  const short = ends.flatMap((end) =>
    [...end].slice(1).map((_, index) => {
      const rest = end.slice(index + 1);
      return String.raw`(?:[\w.]*(?:${but(end.charAt(index))}))?${rest}`;
    }),
  );
  const last = ends.map((end) => end.at(-1)).join('');
  return [String.raw`[\w.]*(?:${but(last)})`, ...short].join('|');
}

/** Formats of {@link entryStages}' `pm2_time`. */
export const pm2TimeFormat = '%Y-%m-%d %H:%M:%S.%f %z';
