import type { Regex } from '../languages/regex/regex';
import type { TimeFormat } from '../languages/time/time-format';
import type { ConditionSpec } from './condition-spec';
import type { EngineName } from './engine-name';
import type { RefSpec, ValueSpec } from './ref-spec';

/** Each stage as data, by its kind. A translation is a table with a row for each of these. */
export interface StageSpecs {
  readonly parseJson: { readonly from: RefSpec; readonly only?: readonly string[] };
  readonly parseLogfmt: { readonly from: RefSpec; readonly only?: readonly string[] };
  /** `pattern` is what the user wrote, `regex` what it means. */
  readonly parsePattern: ParseByRegex & { readonly pattern: string };
  readonly parseRegex: ParseByRegex;
  /** `from` is always the origin's path. */
  readonly parsePath: ParseByRegex & { readonly pattern: string };
  readonly when: { readonly condition: ConditionSpec; readonly stages: readonly StageSpec[] };
  readonly rename: { readonly names: readonly (readonly [from: string, to: string])[] };
  readonly set: { readonly values: readonly (readonly [name: string, value: ValueSpec])[] };
  readonly remove: { readonly names: readonly string[] };
  /** The first format that reads the text wins. `zone` is an IANA name or an offset, for texts that name none. */
  readonly time: { readonly from: RefSpec; readonly formats: readonly TimeFormat[]; readonly zone: string };
  readonly level: { readonly field: string };
  readonly classify: { readonly field: string; readonly classes: readonly (readonly [name: string, regex: Regex])[] };
  readonly joinLines: { readonly firstLine: Regex; readonly maxWaitMs: number; readonly maxLines: number };
  readonly keep: { readonly condition: ConditionSpec };
  readonly drop: { readonly condition: ConditionSpec };
  readonly sample: {
    /** From 0 (none) to 1 (all). */
    readonly share: number;
    readonly unless?: ConditionSpec;
    readonly first?: { readonly of: RefSpec; readonly eachMs: number };
  };
  readonly throttle: { readonly linesPerSecond: number; readonly per?: RefSpec; readonly unless?: ConditionSpec };
  readonly replace: { readonly regex: Regex; readonly by: string };
  readonly line: { readonly value: RefSpec } | { readonly json: readonly string[] | 'all' };
  readonly count: MetricSpec;
  readonly measure: MetricSpec & { readonly value: RefSpec };
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

export type StageKind = keyof StageSpecs;

/** One stage as data. */
export type StageSpec = { [K in StageKind]: { readonly kind: K } & StageSpecs[K] }[StageKind];

/** The data of one kind of stage. */
export type StageOf<K extends StageKind> = { readonly kind: K } & StageSpecs[K];
