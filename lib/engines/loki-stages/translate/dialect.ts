import type { MultilineOptions, TimestampOptions } from '../stage-options';

/** What one agent of the family does otherwise than another. */
export interface Dialect {
  /** Whether what reads files leaves a CR before the end of a line in it. */
  readonly keepsCarriageReturn: boolean;
  /** What the stages must be told that do more than they are asked for. */
  readonly timestamp: Pick<TimestampOptions, 'actionOnDuplicateTimestamp'>;
  readonly multiline: Pick<MultilineOptions, 'trimNewlines'>;
}

export const promtailDialect: Dialect = Object.freeze({ keepsCarriageReturn: true, timestamp: {}, multiline: {} });

/** Alloy's nudge tells only times apart that follow on each other, and changes those of lines that are not equal too. */
export const alloyDialect: Dialect = Object.freeze({
  keepsCarriageReturn: false,
  timestamp: Object.freeze({ actionOnDuplicateTimestamp: 'keep' }),
  multiline: Object.freeze({ trimNewlines: false }),
});
