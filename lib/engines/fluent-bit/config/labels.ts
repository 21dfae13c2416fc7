import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filledText } from '../../option-check';
import { alias } from './input-options';
import { concatWords, pairs, text } from './option';
import type { Option, Options } from './option';
import { plugin } from './plugin';
import type { Common, Processor } from './plugin';

/** Changes labels of metrics: one of a kind, since Fluent Bit 5.1 breaks down at the end over more; else use several. */
export interface LabelsOptions extends Common {
  /** A label that is changed where it is there. @default - none */
  readonly update?: { readonly [label: string]: Text };
  /** A label that is added where it is absent. @default - none */
  readonly insert?: { readonly [label: string]: Text };
  /** Both. @default - none */
  readonly upsert?: { readonly [label: string]: Text };
  /** @default - none */
  readonly delete?: Text;
  /** A label that becomes the SHA-256 of its value. @default - none */
  readonly hash?: Text;
}

const several = pairs(filledText, (label, value: Text) => concatWords(label, value));

const byLabel: Option = {
  check: (at, value) => {
    several.check(at, value);
    if (value === undefined || Object.keys(value as object).length === 1) return;
    throw refusal(at, 'have one label', value, 'use a processor for each: Fluent Bit 5.1 breaks down over a list');
  },
  print: (name, value) => several.print(name, value).map(([one, all]) => [one, (all as readonly Text[])[0] ?? '']),
};

const options: Options<Omit<LabelsOptions, 'extra'>> = {
  ...alias,
  update: byLabel,
  insert: byLabel,
  upsert: byLabel,
  delete: text,
  hash: text,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/processors/labels */
export function labels(given: LabelsOptions): Processor {
  return plugin('processors', 'labels', given, options);
}
