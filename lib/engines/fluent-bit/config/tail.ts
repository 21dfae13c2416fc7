import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { as, boolean, commas, oneOf, seconds, size, splitSeconds, text, withoutComma } from './option';
import type { Options } from './option';
import { defined, multilineList, parserOption } from './parser';
import type { MultilineParser, Parser } from './parser';
import { plugin } from './plugin';
import type { Input } from './plugin';

/** Lines of files. Renamed files are followed; what is cut off (copytruncate) is read from the beginning. */
export interface TailOptions extends InputOptions {
  /** Globs without commas: `*` within a path segment. There is no `**`. */
  readonly path: readonly [Text, ...Text[]];
  /** Globs of files that are left out. @default - none */
  readonly excludePath?: readonly Text[];
  /** The key of the line. @default 'log' */
  readonly key?: Text;
  /** Key for the file's path. @default - none */
  readonly pathKey?: Text;
  /** Key for the line's position in the file. @default - none */
  readonly offsetKey?: Text;
  /** Whether files that are there at the start, and have no position in `db`, are read from their beginning. @default false */
  readonly readFromHead?: boolean;
  /** Whether files that come later are. @default true */
  readonly readNewlyDiscoveredFilesFromHead?: boolean;
  /** Time between two looks for new files; what is written before lies unread for so long. @default Duration.seconds(60) */
  readonly refreshInterval?: Duration;
  /** Time between two looks whether a symbolic link leads elsewhere. @default Duration.seconds(2) */
  readonly watcherInterval?: Duration;
  /** Time between two looks for what inotify did not tell. @default Duration.seconds(2) */
  readonly progressCheckInterval?: Duration;
  /** Time for which a file that was renamed is still read. @default Duration.seconds(5) */
  readonly rotateWait?: Duration;
  /** Files not written to for longer are left alone. @default - none is too old */
  readonly ignoreOlder?: Duration;
  /** Whether a file that becomes too old while it is read is let go. @default false */
  readonly ignoreActiveOlderFiles?: boolean;
  /** What is read of a file at a time. @default - 32768 bytes */
  readonly bufferChunkSize?: Size;
  /**
   * The longest line. With one that is longer the **file** is abandoned, unless `skipLongLines` or `truncateLongLines`
   * say otherwise.
   *
   * @default - 32768 bytes
   */
  readonly bufferMaxSize?: Size;
  /** What is read of a file at most before others have their turn, where it was there at the start. @default - 50,000,000 bytes */
  readonly staticBatchSize?: Size;
  /** The same, of files that are written to. @default - 50,000,000 bytes */
  readonly eventBatchSize?: Size;
  /** Whether a line over `bufferMaxSize` is left out, and the file goes on. @default false */
  readonly skipLongLines?: boolean;
  /** Whether a line over `bufferMaxSize` is cut. @default false */
  readonly truncateLongLines?: boolean;
  /** Whether lines without a character are left out. @default false */
  readonly skipEmptyLines?: boolean;
  /** Whether Fluent Bit ends with the files, for tests. @default false */
  readonly exitOnEof?: boolean;
  /** Whether the kernel is asked not to keep what was read. @default true */
  readonly fileCacheAdvise?: boolean;
  /** Whether inotify tells of changes; else files are looked at four times a second. @default true */
  readonly inotifyWatcher?: boolean;
  /** What makes fields of a line. Nothing where lines are joined. @default - none */
  readonly parser?: Parser | string;
  /** Patterns by which lines are joined: Fluent Bit's `docker`, `cri`, `go`, `java`, `python`, `ruby`, or your own. @default - none */
  readonly multilineParser?: readonly [MultilineParser | string, ...(MultilineParser | string)[]];
  /** Groups of this pattern of the path can stand in `tag`: `<name>`. @default - none */
  readonly tagRegex?: Text;
  /** File of positions, SQLite's. Without one a restart reads from the end, or all again. @default - none */
  readonly db?: Text;
  /** How careful SQLite is. @default 'normal' */
  readonly dbSync?: 'extra' | 'full' | 'normal' | 'off';
  /** Whether nobody else may open `db` meanwhile; it is faster. @default false */
  readonly dbLocking?: boolean;
  /** SQLite's journal. `WAL` does not work on network file systems. @default 'WAL' */
  readonly dbJournalMode?: 'DELETE' | 'TRUNCATE' | 'PERSIST' | 'MEMORY' | 'WAL' | 'OFF';
  /** Whether a position is that of an inode of the same name; else of the inode, whatever its name. @default false */
  readonly dbCompareFilename?: boolean;
  /** UTF-16 is made UTF-8. @default - nothing is */
  readonly unicodeEncoding?: 'auto' | 'UTF-16LE' | 'UTF-16BE';
  /** Another encoding is made UTF-8, such as `ShiftJIS`. @default - none is */
  readonly genericEncoding?: string;
}

const options: Options<Omit<TailOptions, 'extra' | 'processors'>> = {
  ...inputOptions,
  path: commas(withoutComma, 1),
  excludePath: commas(),
  key: text,
  pathKey: text,
  offsetKey: text,
  readFromHead: boolean,
  readNewlyDiscoveredFilesFromHead: boolean,
  refreshInterval: splitSeconds(),
  watcherInterval: seconds(1),
  progressCheckInterval: seconds(1),
  rotateWait: seconds(),
  ignoreOlder: seconds(1),
  ignoreActiveOlderFiles: boolean,
  bufferChunkSize: size(),
  bufferMaxSize: size(),
  staticBatchSize: size(),
  eventBatchSize: size(),
  skipLongLines: boolean,
  truncateLongLines: boolean,
  skipEmptyLines: boolean,
  exitOnEof: boolean,
  fileCacheAdvise: boolean,
  inotifyWatcher: boolean,
  parser: parserOption,
  multilineParser: as('multiline.parser', multilineList),
  tagRegex: text,
  db: text,
  dbSync: as('db.sync', oneOf('extra', 'full', 'normal', 'off')),
  dbLocking: as('db.locking', boolean),
  dbJournalMode: as('db.journal_mode', oneOf('DELETE', 'TRUNCATE', 'PERSIST', 'MEMORY', 'WAL', 'OFF')),
  dbCompareFilename: as('db.compare_filename', boolean),
  unicodeEncoding: as('unicode.encoding', oneOf('auto', 'UTF-16LE', 'UTF-16BE')),
  genericEncoding: as('generic.encoding', text),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/inputs/tail */
export function tail(given: TailOptions): Input {
  return plugin('inputs', 'tail', given, options, {
    parsers: defined([given.parser, ...(given.multilineParser ?? [])]),
  });
}
