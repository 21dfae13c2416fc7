import { alloy } from '../../../languages/alloy/alloy';
import type { Alloy } from '../../../languages/alloy/alloy';
import { quote } from '../../../languages/go-template/quote';
import { concat, LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { LokiStage } from '../loki-stage';
import type { MultilineOptions, TimestampOptions } from '../stage-options';

/** What one agent of the family does otherwise than another. */
export interface Dialect {
  /** Whether what reads files leaves a CR before the end of a line in it. */
  readonly keepsCarriageReturn: boolean;
  /** What the stages must be told that do more than they are asked for. */
  readonly timestamp: Pick<TimestampOptions, 'actionOnDuplicateTimestamp'>;
  readonly multiline: Pick<MultilineOptions, 'trimNewlines'>;
  /** Extracts a text of variables under a name: what they hold is text to the template that does so, also where it has braces. */
  constant(name: string, text: LiveText): LokiStage | Alloy;
}

/**
 * Variables are expanded before anything is parsed, so their values stand where a template can hold most: between backticks. A
 * value with a backtick in it is none for Promtail.
 */
export const promtailDialect: Dialect = Object.freeze({
  keepsCarriageReturn: true,
  timestamp: {},
  multiline: {},
  constant(name: string, text: LiveText) {
    const actions = text.parts.map((part): Text =>
      typeof part === 'string' ? `{{ ${quote(part)} }}` : concat('{{ `', new LiveText([part]), '` }}'),
    );
    return LokiStage.template({ source: name, template: concat(...actions) });
  },
} satisfies Dialect);

/** Alloy's nudge tells only times apart that follow on each other, and changes those of lines that are not equal too. */
export const alloyDialect: Dialect = Object.freeze({
  keepsCarriageReturn: false,
  timestamp: Object.freeze({ actionOnDuplicateTimestamp: 'keep' }),
  multiline: Object.freeze({ trimNewlines: false }),
  constant(name: string, text: LiveText) {
    // Tabs, as Alloy's formatter has them. Of a template's text, only these two characters are special.
    return alloy`stage.template {
	source   = ${name}
	template = string.replace(${text}, "{{", ${'{{"{{"}}'})
}`;
  },
} satisfies Dialect);
