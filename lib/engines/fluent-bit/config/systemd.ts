import type { Text } from '../../../text/live-text';
import { inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { as, boolean, oneOf, repeated, text, whole } from './option';
import type { Options } from './option';
import { filledText } from '../../option-check';
import { plugin } from './plugin';
import type { Input } from './plugin';

/** Entries of the system's journal. A `*` in `tag` stands for the unit. */
export interface SystemdOptions extends InputOptions {
  /** Folder of the journal. @default - the system's own */
  readonly path?: Text;
  /** Matches of fields such as `_SYSTEMD_UNIT=docker.service`. @default - every entry */
  readonly systemdFilter?: readonly Text[];
  /** Whether one of `systemdFilter` is enough, or all are needed. @default 'or' */
  readonly systemdFilterType?: 'and' | 'or';
  /** Fields of an entry at most; the others are left out. @default 8000 */
  readonly maxFields?: number;
  /** Entries read before others have their turn. @default 5000 */
  readonly maxEntries?: number;
  /** Whether it begins at the journal's end, where `db` knows no position. @default false */
  readonly readFromTail?: boolean;
  /** Whether the fields' names are in lower case. @default false */
  readonly lowercase?: boolean;
  /** Whether `_` before the fields' names is left out. @default false */
  readonly stripUnderscores?: boolean;
  /** File of the position, SQLite's. Without one a restart reads all again. @default - none */
  readonly db?: Text;
  /** How careful SQLite is. @default 'full' */
  readonly dbSync?: 'extra' | 'full' | 'normal' | 'off';
}

const options: Options<Omit<SystemdOptions, 'extra' | 'processors'>> = {
  ...inputOptions,
  path: text,
  systemdFilter: repeated(filledText),
  systemdFilterType: oneOf('and', 'or'),
  maxFields: whole(1),
  maxEntries: whole(1),
  readFromTail: boolean,
  lowercase: boolean,
  stripUnderscores: boolean,
  db: text,
  dbSync: as('db.sync', oneOf('extra', 'full', 'normal', 'off')),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/inputs/systemd */
export function systemd(given: SystemdOptions = {}): Input {
  return plugin('inputs', 'systemd', given, options);
}
