import { shown } from '../../findings/shown';
import { Regex } from '../../languages/regex/regex';
import { isName } from '../../text/name';
import { refusal } from '../../pipeline/argument';
import {
  anything,
  boolean,
  filled,
  filledText,
  list,
  map,
  maybe,
  number,
  oneOf,
  positive,
  string,
  text,
  whole,
} from '../option-check';
import type { Check } from '../option-check';
import { attribute, blocks, optional, optionalBytes } from './field';
import type { Field } from './field';
import { metrics } from './metrics';
import { duration, size } from './quantity';
import { promtailValue, snakeCase } from './setting';
import type { Setting } from './setting';
import { printAlloyStage, printPromtailStage } from './stage-data';
import type { StageData, StageSettings, StageType } from './stage-data';
import type * as Options from './stage-options';

/** Fields by option: a name that is not among them is an error. */
type FieldsOf<T> = { readonly [K in T extends unknown ? keyof T : never]-?: Field };

/** What both agents know of a stage, by the option's name. */
function type<T>(of: Omit<StageType, 'fields'> & { readonly fields: FieldsOf<T> }): StageType {
  return Object.freeze(of);
}

/** RE2, so that a pattern that Go refuses is found here. */
const re2: Check = (at, value) => {
  filled(at, value);
  try {
    Regex.parse(value as string);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TypeError(`'${at}' must be a pattern of RE2, got ${shown(value)}; ${why}`, { cause: error });
  }
};

const labelNames = (check: Check): Check => {
  const values = map(check, 1);
  return (at, value) => {
    values(at, value);
    const bad = Object.keys(value as object).find((name) => !isName(name));
    if (bad !== undefined) throw refusal(at, 'have letters, digits and _ as names', bad, 'rename it');
  };
};

const share: Check = (at, value) => {
  number(at, value);
  if ((value as number) < 0 || (value as number) > 1) throw refusal(at, 'be from 0 to 1', value, 'write such a number');
};

const names: Check = (at, value) => {
  if (typeof value === 'string') filled(at, value);
  else list(filled, 1)(at, value);
  const comma = [value].flat().find((name) => (name as string).includes(','));
  if (comma !== undefined) throw refusal(at, 'be names without a comma', comma, 'rename it where it is extracted');
};

const stages: Field = {
  check: maybe(
    list((at, value) => {
      if (typeof value !== 'object' || value === null || !('settings' in value)) {
        throw new TypeError(`'${at}' must be a stage, got ${shown(value)}; write one such as LokiStage.json(…)`);
      }
    }),
  ),
  print: (_, value) => (value as unknown as readonly StageData[]).map(printAlloyStage),
};

/** Alloy takes several sources with commas between. */
const sources: Field = {
  check: maybe(names),
  print: (name, value) => optional(anything).print(name, Array.isArray(value) ? value.join(',') : value),
};

const values = (settings: StageSettings): ReturnType<typeof promtailValue> => promtailValue(settings['values']);

/** All stages by their names here. */
export const stageTypes = {
  cri: type<Options.CriOptions>({
    alloy: 'cri',
    promtail: 'cri',
    fields: {
      maxPartialLines: optional(whole(1)),
      maxPartialLineSize: optionalBytes,
      maxPartialLineSizeTruncate: optional(boolean),
    },
  }),
  docker: type<object>({ alloy: 'docker', promtail: 'docker', fields: {} }),
  json: type<Options.JsonOptions>({
    alloy: 'json',
    promtail: 'json',
    fields: { expressions: attribute(map(string, 1)), source: optional(filled), dropMalformed: optional(boolean) },
  }),
  logfmt: type<Options.LogfmtOptions>({
    alloy: 'logfmt',
    promtail: 'logfmt',
    fields: { mapping: attribute(map(string, 1)), source: optional(filled) },
  }),
  regex: type<Options.RegexOptions>({
    alloy: 'regex',
    promtail: 'regex',
    fields: { expression: attribute(re2), source: optional(filled), labelsFromGroups: optional(boolean) },
    alloyOnly: ['labelsFromGroups'],
  }),
  pattern: type<Options.PatternOptions>({
    alloy: 'pattern',
    fields: { pattern: attribute(filled), source: optional(filled), labelsFromGroups: optional(boolean) },
  }),
  template: type<Options.TemplateOptions>({
    alloy: 'template',
    promtail: 'template',
    fields: { source: attribute(filled), template: attribute(text) },
  }),
  labels: type<Options.LabelsOptions>({
    alloy: 'labels',
    promtail: 'labels',
    fields: { values: attribute(labelNames(string)), sourceType: optional(oneOf('extracted', 'structured_metadata')) },
    alloyOnly: ['sourceType'],
    toPromtail: values,
  }),
  staticLabels: type<Options.StaticLabelsOptions>({
    alloy: 'static_labels',
    promtail: 'static_labels',
    fields: { values: attribute(labelNames(filledText)) },
    toPromtail: values,
  }),
  structuredMetadata: type<Options.StructuredMetadataOptions>({
    alloy: 'structured_metadata',
    promtail: 'structured_metadata',
    fields: { values: attribute(labelNames(string)) },
    toPromtail: values,
  }),
  structuredMetadataDrop: type<Options.NamesOptions>({
    alloy: 'structured_metadata_drop',
    fields: { values: attribute(list(filled, 1)) },
  }),
  labelDrop: type<Options.NamesOptions>({
    alloy: 'label_drop',
    promtail: 'labeldrop',
    fields: { values: attribute(list(filled, 1)) },
    toPromtail: values,
  }),
  labelKeep: type<Options.NamesOptions>({
    alloy: 'label_keep',
    promtail: 'labelallow',
    fields: { values: attribute(list(filled, 1)) },
    toPromtail: values,
  }),
  timestamp: type<Options.TimestampOptions>({
    alloy: 'timestamp',
    promtail: 'timestamp',
    fields: {
      source: attribute(filled),
      format: attribute(filled),
      fallbackFormats: optional(list(filled)),
      location: optional(filled),
      actionOnFailure: optional(oneOf('fudge', 'skip')),
      actionOnDuplicateTimestamp: optional(oneOf('fudge', 'keep')),
    },
    alloyOnly: ['actionOnDuplicateTimestamp'],
  }),
  output: type<Options.OutputOptions>({
    alloy: 'output',
    promtail: 'output',
    fields: { source: attribute(filled) },
  }),
  match: type<MatchOptions>({
    alloy: 'match',
    promtail: 'match',
    fields: {
      selector: attribute(filled),
      action: optional(oneOf('keep', 'drop')),
      pipelineName: optional(filled),
      dropCounterReason: optional(filled),
      stages,
    },
    toPromtail: ({ stages: inner, ...rest }) => ({
      ...(promtailValue(rest, snakeCase) as object),
      ...(inner === undefined ? {} : { stages: (inner as unknown as readonly StageData[]).map(printPromtailStage) }),
    }),
  }),
  drop: type<Options.DropOptions>({
    alloy: 'drop',
    promtail: 'drop',
    fields: {
      source: sources,
      separator: optional(string),
      expression: optional(re2),
      value: optional(string),
      olderThan: optional(duration(1)),
      longerThan: optional(size()),
      dropCounterReason: optional(filled),
    },
  }),
  sampling: type<Options.SamplingOptions>({
    alloy: 'sampling',
    promtail: 'sampling',
    fields: { rate: attribute(share), dropCounterReason: optional(filled) },
  }),
  limit: type<Options.LimitOptions>({
    alloy: 'limit',
    promtail: 'limit',
    fields: {
      rate: attribute(positive),
      burst: attribute(whole(1)),
      drop: optional(boolean),
      byLabelName: optional(filled),
      maxDistinctLabels: optional(whole(1)),
    },
  }),
  multiline: type<Options.MultilineOptions>({
    alloy: 'multiline',
    promtail: 'multiline',
    fields: {
      firstline: attribute(re2),
      maxWaitTime: optional(duration(1)),
      maxLines: optional(whole(1)),
      trimNewlines: optional(boolean),
    },
    alloyOnly: ['trimNewlines'],
  }),
  pack: type<Options.PackOptions>({
    alloy: 'pack',
    promtail: 'pack',
    fields: { labels: attribute(list(filled)), ingestTimestamp: optional(boolean) },
  }),
  replace: type<Options.ReplaceOptions>({
    alloy: 'replace',
    promtail: 'replace',
    fields: { expression: attribute(re2), source: optional(filled), replace: optional(string) },
  }),
  decolorize: type<object>({ alloy: 'decolorize', promtail: 'decolorize', fields: {} }),
  tenant: type<Options.TenantOptions>({
    alloy: 'tenant',
    promtail: 'tenant',
    fields: { label: optional(filled), source: optional(filled), value: optional(text) },
  }),
  metrics: metrics,
  eventLogMessage: type<Options.EventLogMessageOptions>({
    alloy: 'eventlogmessage',
    promtail: 'eventlogmessage',
    fields: { source: optional(filled), dropInvalidLabels: optional(boolean), overwriteExisting: optional(boolean) },
  }),
  truncate: type<{ readonly rule: readonly Options.TruncateRule[] }>({
    alloy: 'truncate',
    fields: {
      rule: blocks<Options.TruncateRule>(
        {
          limit: attribute(size()),
          suffix: optional(string),
          sourceType: optional(oneOf('line', 'label', 'structured_metadata', 'extracted')),
          sources: optional(list(filled)),
        },
        1,
      ),
    },
  }),
  luhn: type<Options.LuhnOptions>({
    alloy: 'luhn',
    fields: {
      replacement: optional(string),
      source: optional(filled),
      minLength: optional(whole(1)),
      delimiters: optional(string),
    },
  }),
} as const;

/** Stages for the lines that a selector of LogQL matches. */
export interface MatchOptions {
  /** LogQL, such as `{app="api"} |= "error"`. */
  readonly selector: string;
  /** What runs on these lines; none where they are dropped. */
  readonly stages?: readonly StageData[];
  /** Whether these lines are kept, or dropped. @default 'keep' */
  readonly action?: 'keep' | 'drop';
  /** Added to the names of the stages' metrics. @default - none */
  readonly pipelineName?: string;
  /** Label of the counter of dropped lines. @default 'match_stage' */
  readonly dropCounterReason?: string;
}

/** Options of a stage as settings. */
export function settingsOf(options: object): { readonly [option: string]: Setting } {
  return options as { readonly [option: string]: Setting };
}
