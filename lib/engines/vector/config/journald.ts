import { checkSettings, source } from './component';
import type { Output } from './component';
import { byName } from './settings';
import { boolean, filled, list, map, maybe, string, whole } from './shape';
import type { Checks } from './shape';

/** The journal of systemd, which `journalctl` reads; that program has to be in the agent's image. */
export interface JournaldOptions {
  /** Whether only entries count that are written after the first start; else those of before too. @default false */
  readonly sinceNow?: boolean;
  /**
   * Whether only entries since the machine's start count. False works with systemd before 250 and, by Vector 0.56 or later, from
   * 258 on.
   *
   * @default true
   */
  readonly currentBootOnly?: boolean;
  /** Units: what their processes write, not what systemd says of them. Without a `.`, `.service` is added. @default - all */
  readonly includeUnits?: readonly string[];
  /** Units that are left out, none of `includeUnits`. @default - none */
  readonly excludeUnits?: readonly string[];
  /** Values by field, such as `{ _TRANSPORT: ['kernel'] }`: an entry needs one of all these, or a unit. @default - all */
  readonly includeMatches?: JournalMatches;
  /** Values by field: one that is there leaves the entry out. @default - none */
  readonly excludeMatches?: JournalMatches;
  /** Where the checkpoint is. @default - the configuration's `dataDir` */
  readonly dataDir?: string;
  /** Further arguments of `journalctl`. @default - none */
  readonly extraArgs?: readonly string[];
  /** Entries between two checkpoints. @default 16 */
  readonly batchSize?: number;
  /** The program that is run to read the journal; the image has to hold it. @default - looked for in PATH */
  readonly journalctlPath?: string;
  /** Folder of the journal. @default - the system's */
  readonly journalDirectory?: string;
  /** Which of the host's journals. @default - the system's own */
  readonly journalNamespace?: string;
  /** Whether events have `__CURSOR`, the entry's place in the journal. @default false */
  readonly emitCursor?: boolean;
}

/** Values by field of the journal. */
export interface JournalMatches {
  /** Values by field; any one of them has to be met. */
  readonly [field: string]: readonly string[];
}

const matches = maybe(map(list(string, 1)));

const checks: Checks<JournaldOptions> = {
  sinceNow: maybe(boolean),
  currentBootOnly: maybe(boolean),
  includeUnits: maybe(list(filled)),
  excludeUnits: maybe(list(filled)),
  includeMatches: matches,
  excludeMatches: matches,
  dataDir: maybe(filled),
  extraArgs: maybe(list(filled)),
  batchSize: maybe(whole(1)),
  journalctlPath: maybe(filled),
  journalDirectory: maybe(filled),
  journalNamespace: maybe(filled),
  emitCursor: maybe(boolean),
};

/** @see https://vector.dev/docs/reference/configuration/sources/journald/ */
export function journald(name: string, options: JournaldOptions = {}): Output {
  const settings = checkSettings(name, options, checks);
  checkApart(name, settings);
  const { includeMatches, excludeMatches } = settings;
  return source('journald', name, {
    ...settings,
    includeMatches: byName(includeMatches),
    excludeMatches: byName(excludeMatches),
  });
}

// Vector refuses it at the start only.
function checkApart(name: string, options: JournaldOptions): void {
  const excluded = pairs(options.excludeUnits, options.excludeMatches);
  const both = pairs(options.includeUnits, options.includeMatches).find((pair) => excluded.includes(pair));
  if (both === undefined) return;
  throw new TypeError(`'${name}' must not include and exclude the same, got ${both}; remove it from one of them`);
}

function pairs(units: readonly string[] = [], fields: JournalMatches = {}): readonly string[] {
  return [
    ...units.map((unit) => `_SYSTEMD_UNIT=${unit.includes('.') ? unit : `${unit}.service`}`),
    ...Object.entries(fields).flatMap(([field, values]) => values.map((value) => `${field}=${value}`)),
  ];
}
