import type { Regex } from '../languages/regex/regex';
import type { TimeFormat } from '../languages/time/time-format';
import type { ConditionSpec } from './condition-spec';
import type { EngineName } from './engine-name';
import type { RefSpec, ValueSpec } from './ref-spec';

/** Each stage as data, by its kind. A translation is a table with a row for each of these. */
export interface StageSpecs {
  /** An object in JSON becomes fields. */
  readonly parseJson: { readonly from: RefSpec; readonly only?: readonly string[] };
  /** Pairs of `key=value` become fields. */
  readonly parseLogfmt: { readonly from: RefSpec; readonly only?: readonly string[] };
  /** `pattern` is what the user wrote, `regex` what it means. */
  readonly parsePattern: ParseByRegex & { readonly pattern: string };
  /** Named groups become fields. */
  readonly parseRegex: ParseByRegex;
  /** `from` is always the origin's path. */
  readonly parsePath: ParseByRegex & { readonly pattern: string };
  /** Stages for the records of a condition. */
  readonly when: { readonly condition: ConditionSpec; readonly stages: readonly StageSpec[] };
  /** Fields move to other names. */
  readonly rename: { readonly names: readonly (readonly [from: string, to: string])[] };
  /** Fields get values. */
  readonly set: { readonly values: readonly (readonly [name: string, value: ValueSpec])[] };
  /** Fields go. */
  readonly remove: { readonly names: readonly string[] };
  /** The first format that reads the text wins. `zone` is an IANA name or an offset, for texts that name none. */
  readonly time: { readonly from: RefSpec; readonly formats: readonly TimeFormat[]; readonly zone: string };
  /** A level in any spelling becomes one of seven words. */
  readonly level: { readonly field: string };
  /** A field gets the name of the first pattern that the line matches. */
  readonly classify: { readonly field: string; readonly classes: readonly (readonly [name: string, regex: Regex])[] };
  /** Lines become one entry. */
  readonly joinLines: { readonly firstLine: Regex; readonly maxWaitMs: number; readonly maxLines: number };
  /** Records without the condition go. */
  readonly keep: { readonly condition: ConditionSpec };
  /** Records of the condition go. */
  readonly drop: { readonly condition: ConditionSpec };
  /** A share of the records stays. */
  readonly sample: {
    /** From 0 (none) to 1 (all). */
    readonly share: number;
    readonly unless?: ConditionSpec;
    readonly first?: { readonly of: RefSpec; readonly eachMs: number };
  };
  /** Records beyond a rate go. */
  readonly throttle: { readonly linesPerSecond: number; readonly per?: RefSpec; readonly unless?: ConditionSpec };
  /** What a pattern finds in the line becomes a text. */
  readonly replace: { readonly regex: Regex; readonly by: string };
  /** The line becomes another. */
  readonly line: { readonly value: RefSpec } | { readonly json: readonly string[] | 'all' };
  /** Records are counted. */
  readonly count: MetricSpec;
  /** A number of each record is gathered. */
  readonly measure: MetricSpec & { readonly value: RefSpec };
  /** An engine's own code runs. */
  readonly native: { readonly language: EngineName; readonly source: string };
}

interface ParseByRegex {
  readonly from: RefSpec;
  readonly regex: Regex;
}

interface MetricSpec {
  readonly metric: string;
  readonly when?: ConditionSpec;
  readonly labels: readonly (readonly [name: string, value: ValueSpec])[];
}

/** The names of the stages, as findings and reports write them. */
export type StageKind = keyof StageSpecs;

/** One stage as data. */
export type StageSpec = { [K in StageKind]: { readonly kind: K } & StageSpecs[K] }[StageKind];

/** The data of one kind of stage. */
export type StageOf<K extends StageKind> = { readonly kind: K } & StageSpecs[K];
