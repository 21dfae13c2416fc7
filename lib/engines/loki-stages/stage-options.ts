import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../text/live-text';
import type { NonEmpty } from '../../pipeline/non-empty';

/** Lines as container runtimes write them: time, stream, flags, content. */
export interface CriOptions {
  /** Lines that are put together at most. @default 100 */
  readonly maxPartialLines?: number;
  /** Longest line that is put together; only with `maxPartialLineSizeTruncate`. @default - no limit */
  readonly maxPartialLineSize?: Size;
  /** Whether longer lines are cut. @default false */
  readonly maxPartialLineSizeTruncate?: boolean;
}

/** One JSON object a line. */
export interface JsonOptions {
  /** JMESPath by extracted name; `''` is the name itself. */
  readonly expressions: { readonly [name: string]: string };
  /** Extracted value that is read instead of the line. @default - the line */
  readonly source?: string;
  /** Drops lines that are no JSON. @default false */
  readonly dropMalformed?: boolean;
}

/** One line of `key=value`. */
export interface LogfmtOptions {
  /** Key by extracted name; `''` is the name itself. */
  readonly mapping: { readonly [name: string]: string };
  /** @default - the line */
  readonly source?: string;
}

/** A regular expression in RE2's syntax. */
export interface RegexOptions {
  /** Each group that has a name is extracted. */
  readonly expression: string;
  /** @default - the line */
  readonly source?: string;
  /** Whether groups become labels too. Alloy only. @default false */
  readonly labelsFromGroups?: boolean;
}

/** A pattern such as `<_> [<level>] <message>`. Alloy only. */
export interface PatternOptions {
  readonly pattern: string;
  /** @default - the line */
  readonly source?: string;
  /** Whether captures become labels too. @default false */
  readonly labelsFromGroups?: boolean;
}

/** A Go template, which sets an extracted value. */
export interface TemplateOptions {
  /** Name of the extracted value, which it also reads as `.Value`. */
  readonly source: string;
  readonly template: Text;
}

/** Labels from extracted values. */
export interface LabelsOptions {
  /** Extracted name by label; `''` is the label's own name. */
  readonly values: { readonly [label: string]: string };
  /** What the names are looked up in. Alloy only. @default 'extracted' */
  readonly sourceType?: 'extracted' | 'structured_metadata';
}

/** Labels with one value each. */
export interface StaticLabelsOptions {
  readonly values: { readonly [label: string]: Text };
}

/** Structured metadata from extracted values. */
export interface StructuredMetadataOptions {
  /** Extracted name by name of the metadata; `''` is the name itself. */
  readonly values: { readonly [name: string]: string };
}

/** Names that a stage is about. */
export interface NamesOptions {
  readonly values: NonEmpty<string>;
}

/** The entry's time, from an extracted value. */
export interface TimestampOptions {
  readonly source: string;
  /** Go's layout, or a name such as `RFC3339Nano` or `UnixMs`. */
  readonly format: string;
  /** Tried in turn where `format` does not fit. @default - none */
  readonly fallbackFormats?: readonly string[];
  /** Of times without a zone, of the IANA database. @default 'UTC' */
  readonly location?: string;
  /** What happens to a time that cannot be read: `fudge` is the last one known and a nanosecond. @default 'fudge' */
  readonly actionOnFailure?: 'fudge' | 'skip';
  /** Whether equal times of a stream are kept apart by a nanosecond. Alloy only. @default 'fudge' */
  readonly actionOnDuplicateTimestamp?: 'fudge' | 'keep';
}

/** The extracted value that becomes the line. */
export interface OutputOptions {
  readonly source: string;
}

/** Lines that are dropped; all conditions must hold. */
export interface DropOptions {
  /** Extracted value that `expression` or `value` is about; of several, their join. @default - the line */
  readonly source?: string | NonEmpty<string>;
  /** Between the values of several sources. @default ';' */
  readonly separator?: string;
  /** RE2. */
  readonly expression?: string;
  /** Equal to this; needs `source`. */
  readonly value?: string;
  readonly olderThan?: Duration;
  readonly longerThan?: Size;
  /** Label of the counter of dropped lines. @default 'drop_stage' */
  readonly dropCounterReason?: string;
}

/** A share of the lines. */
export interface SamplingOptions {
  /** Share that is kept, from 0 to 1. */
  readonly rate: number;
  /** @default 'sampling_stage' */
  readonly dropCounterReason?: string;
}

/** A rate of lines. */
export interface LimitOptions {
  /** Lines a second. */
  readonly rate: number;
  /** Lines at once. */
  readonly burst: number;
  /** Drops what is more, in place of waiting, which holds back the files that are read. @default false */
  readonly drop?: boolean;
  /** A limit for each value of this label; needs `drop`. */
  readonly byLabelName?: string;
  /** Values of the label that are counted. @default 10000 */
  readonly maxDistinctLabels?: number;
}

/** Lines that are one entry. */
export interface MultilineOptions {
  /** RE2 that the first line of an entry matches. */
  readonly firstline: string;
  /** How long the next line is waited for. @default Duration.seconds(3) */
  readonly maxWaitTime?: Duration;
  /** An entry of more is cut into several. @default 128 */
  readonly maxLines?: number;
  /** Whether line breaks at the ends are left out. Alloy only. @default true */
  readonly trimNewlines?: boolean;
}

/** Labels packed into the line as JSON. */
export interface PackOptions {
  readonly labels: readonly string[];
  /** Whether the entry's time is that of sending. @default true */
  readonly ingestTimestamp?: boolean;
}

/** Text that is replaced. */
export interface ReplaceOptions {
  /** RE2; what its groups match is replaced. */
  readonly expression: string;
  /** @default - the line */
  readonly source?: string;
  /** A Go template whose `.Value` is what a group matched. @default '' */
  readonly replace?: string;
}

/** Loki's tenant for the entry: one of the three. */
export type TenantOptions = { readonly label: string } | { readonly source: string } | { readonly value: Text };

/** What an entry counts for. */
export type Metric = { readonly name: string; readonly description?: string } & {
  /** Extracted value. @default - the metric's name */
  readonly source?: string;
  /** @default 'loki_process_custom_' in Alloy, 'promtail_custom_' in Promtail */
  readonly prefix?: string;
  /** How long a metric that nothing changes stays. @default Duration.minutes(5) */
  readonly maxIdleDuration?: Duration;
  /** Counts only where the extracted value equals this. @default - any */
  readonly value?: string;
} & (
    | {
        readonly type: 'counter';
        readonly action: 'inc' | 'add';
        /** Counts every line. @default false */
        readonly matchAll?: boolean;
        /** Adds the line's bytes; needs `matchAll` and `add`. @default false */
        readonly countEntryBytes?: boolean;
      }
    | { readonly type: 'gauge'; readonly action: 'set' | 'inc' | 'dec' | 'add' | 'sub' }
    | { readonly type: 'histogram'; readonly buckets: NonEmpty<number> }
  );

/** Lines of the Windows event log. */
export interface EventLogMessageOptions {
  /** @default 'message' */
  readonly source?: string;
  /** @default false */
  readonly dropInvalidLabels?: boolean;
  /** @default false */
  readonly overwriteExisting?: boolean;
}

/** Text that is cut. Alloy only. */
export interface TruncateRule {
  readonly limit: Size;
  /** Written in place of what is cut. @default - nothing */
  readonly suffix?: string;
  /** @default 'line' */
  readonly sourceType?: 'line' | 'label' | 'structured_metadata' | 'extracted';
  /** Names of what is cut; not for the line. @default - all */
  readonly sources?: readonly string[];
}

/** Numbers of payment cards that are replaced. Alloy only. */
export interface LuhnOptions {
  /** @default '**REDACTED**' */
  readonly replacement?: string;
  /** @default - the line */
  readonly source?: string;
  /** @default 13 */
  readonly minLength?: number;
  /** Characters that may stand between digits. @default - none */
  readonly delimiters?: string;
}
