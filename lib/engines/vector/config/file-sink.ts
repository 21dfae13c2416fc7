import { refusal } from '../../../pipeline/argument';
import type { Text } from '../../../text/live-text';
import { partsOf } from '../../../text/live-text';
import { checkSettings, sink } from './component';
import type { Consumer, Reads } from './component';
import { optOut } from './confinement';
import type { Confined } from './confinement';
import { encoding, encodingSince, framing } from './encoding';
import type { Encoding, Framing } from './encoding';
import { unknownTo } from './release';
import { boolean, filled, filledText, maybe, object, oneOf, whole } from './shape';
import type { Check, Checks } from './shape';
import { sinkChecks, sinkSince } from './sink-options';
import type { SinkOptions } from './sink-options';

/** Files, appended to. */
export interface FileSinkOptions extends Reads, SinkOptions, Confined {
  /**
   * A template, such as `/data/{{ app }}/%F.log`; folders are made. From Vector 0.57 it has to begin with a folder before
   * its first field, or `baseDir` says where it may lead; an event that leads elsewhere is dropped.
   */
  readonly path: Text;
  /** Folder that holds every path, absolute. From Vector 0.57. @default - the literal folder `path` begins with */
  readonly baseDir?: Text;
  /** How an event becomes text or bytes. */
  readonly encoding: Encoding;
  /** What stands between events. @default - a line break; of `gelf` NUL, of `native` its length, of `otlp` nothing */
  readonly framing?: Framing;
  /** The file's name is not changed by it. @default 'none' */
  readonly compression?: 'none' | 'gzip' | 'zstd';
  /** Seconds without an event after which a file is closed, and only then complete if compressed. @default 30 */
  readonly idleTimeoutSecs?: number;
  /** Of dates in `path`: a name such as `Europe/Berlin`, or `local`. @default - the configuration's, else UTC */
  readonly timezone?: string;
  /** When a file is emptied. From Vector 0.51. @default - never */
  readonly truncate?: FileTruncate;
  /** Whether Vector's own metrics of it carry the file's path. @default - they do not */
  readonly internalMetrics?: { readonly includeFileTag: boolean };
}

/** When a file that is opened again is emptied first. Seconds, from 1 on. */
export interface FileTruncate {
  /** Since it was closed. @default - never */
  readonly afterCloseTimeSecs?: number;
  /** Since it was last written to. @default - never */
  readonly afterModifiedTimeSecs?: number;
  /** Since it was opened. @default - never */
  readonly afterSecs?: number;
}

const absolute: Check = (at, value) => {
  filledText(at, value);
  const [first] = partsOf(value as Text);
  if (typeof first === 'string' && !first.startsWith('/')) throw refusal(at, 'be absolute', value, 'begin it with /');
};

const checks: Checks<FileSinkOptions> = {
  ...sinkChecks,
  path: filledText,
  baseDir: maybe(absolute),
  encoding,
  framing: maybe(framing),
  compression: maybe(oneOf('none', 'gzip', 'zstd')),
  idleTimeoutSecs: maybe(whole(1)),
  timezone: maybe(filled),
  truncate: maybe(
    object<FileTruncate>({
      afterCloseTimeSecs: maybe(whole(1)),
      afterModifiedTimeSecs: maybe(whole(1)),
      afterSecs: maybe(whole(1)),
    }),
  ),
  internalMetrics: maybe(object<{ includeFileTag: boolean }>({ includeFileTag: boolean })),
  dangerouslyAllowUnconfinedTemplateResolution: maybe(boolean),
};

/** @see https://vector.dev/docs/reference/configuration/sinks/file/ */
export function fileSink(name: string, options: FileSinkOptions): Consumer {
  const checked = checkSettings(name, options, checks);
  const { inputs: _inputs, dangerouslyAllowUnconfinedTemplateResolution: isAllowed, ...settings } = checked;
  return sink('file', name, options, settings, {
    byVersion: (version) => optOut(version, isAllowed),
    check: (version) =>
      unknownTo(version, settings, [
        ...sinkSince(settings),
        ...encodingSince,
        { option: 'truncate', first: '0.51.0' },
        { option: 'baseDir', first: '0.57.0' },
      ]),
  });
}
