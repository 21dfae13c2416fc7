import type { Finding, RuleId, Severity } from '../../../findings/finding';
import type { LimitsOptions } from '../options/limits';

/** A finding of a rule of Loki's. */
export function finding(
  rule: `loki/${string}` & RuleId,
  at: string,
  found: string,
  message: string,
  remedy: string,
  severity: Severity = 'error',
): Finding {
  return { rule, severity, at, got: found, message, remedy };
}

/** What Loki 3.7 itself takes where a limit is not said. */
export const limitDefaults = Object.freeze({
  ingestionRateMb: 4,
  ingestionBurstSizeMb: 6,
  maxLabelNamesPerSeries: 15,
  maxLabelValueLength: 2048,
  maxLineBytes: 256 * 1024,
  perStreamRateBytes: 3 * 1024 ** 2,
  perStreamBurstBytes: 15 * 1024 ** 2,
  maxGlobalStreamsPerUser: 5000,
  maxStructuredMetadataEntriesCount: 128,
  rejectOldSamplesMaxAgeMs: 7 * 86_400_000,
} satisfies { readonly [limit: string]: number });

/** Limits as they are given, none where none are. */
export type Limits = LimitsOptions;
