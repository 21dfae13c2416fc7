import type { Duration } from 'cdk8s';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, filled, oneOf } from '../../option-check';
import { attribute, block, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration } from '../../loki-stages/quantity';
import { component } from './component';
import type { HasComponent } from './component';
import { logsReceivers, targets } from './shape';
import type { LogsReceiver, Targets } from './shape';

/** Lines of files. Positions are in `--storage.path`. */
export interface LokiSourceFileOptions {
  /** `__path__` is the file; a pattern only with `fileMatch`. */
  readonly targets: Targets;
  readonly forwardTo: NonEmpty<LogsReceiver>;
  /** Of the IANA's names. @default - UTF-8 */
  readonly encoding?: string;
  /** Whether a file without a position is read from its end. @default false */
  readonly tailFromEnd?: boolean;
  /** What happens where the file of positions cannot be read. @default 'restart_from_beginning' */
  readonly onPositionsFileError?: 'skip' | 'restart_from_beginning' | 'restart_from_end';
  /** Positions of Promtail's or another agent's, taken over where there are none yet. */
  readonly legacyPositionsFile?: string;
  /** Whether `__path__` may be a pattern. @default - it is one file */
  readonly fileMatch?: {
    /** @default false */
    readonly enabled?: boolean;
    /** @default Duration.seconds(10) */
    readonly syncPeriod?: Duration;
    /** @default - none is left out */
    readonly ignoreOlderThan?: Duration;
  };
  /** How often files are looked at: the more seldom, the longer nothing was written. */
  readonly fileWatch?: {
    /** @default Duration.millis(250) */
    readonly minPollFrequency?: Duration;
    /** @default Duration.millis(250) */
    readonly maxPollFrequency?: Duration;
  };
  /** Files that are packed. */
  readonly decompression?: {
    readonly enabled: boolean;
    readonly format: 'gz' | 'z' | 'bz2';
    /** @default - none */
    readonly initialDelay?: Duration;
  };
}

const fields: Fields<LokiSourceFileOptions> = {
  targets,
  forwardTo: logsReceivers,
  encoding: optional(filled),
  tailFromEnd: optional(boolean),
  onPositionsFileError: optional(oneOf('skip', 'restart_from_beginning', 'restart_from_end')),
  legacyPositionsFile: optional(filled),
  fileMatch: block<NonNullable<LokiSourceFileOptions['fileMatch']>>({
    enabled: optional(boolean),
    syncPeriod: optional(duration(1)),
    ignoreOlderThan: optional(duration(1)),
  }),
  fileWatch: block<NonNullable<LokiSourceFileOptions['fileWatch']>>({
    minPollFrequency: optional(duration(1)),
    maxPollFrequency: optional(duration(1)),
  }),
  decompression: block<NonNullable<LokiSourceFileOptions['decompression']>>({
    enabled: attribute(boolean),
    format: attribute(oneOf('gz', 'z', 'bz2')),
    initialDelay: optional(duration()),
  }),
};

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.source.file/ */
export function lokiSourceFile(label: string, options: LokiSourceFileOptions): HasComponent {
  return Object.freeze({ component: component('loki.source.file', label, options, fields) });
}
