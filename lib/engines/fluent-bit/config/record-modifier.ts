import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filledText } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { pairs, repeated, text } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';
import { listToken, tokens } from './token';

/** Adds texts to a record, and leaves keys out of it. */
export interface RecordModifierOptions extends FilterOptions {
  /** Texts by key. They stand behind keys of that name, which stay. @default - none */
  readonly record?: { readonly [key: string]: Text };
  /** Keys that are left out; `*` at the end stands for any text. @default - none */
  readonly removeKey?: readonly Text[];
  /** Keys of which all others are left out. @default - none is */
  readonly allowlistKey?: readonly Text[];
  /** The key of a UUID of its own for each record. @default - none */
  readonly uuidKey?: Text;
}

const options: Options<Omit<RecordModifierOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  record: pairs(filledText, (name, value: Text) => tokens(listToken, name, value), filledText),
  removeKey: repeated(filledText),
  allowlistKey: repeated(filledText),
  uuidKey: text,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/record-modifier */
export function recordModifier(given: RecordModifierOptions): Filter {
  if ((given.removeKey ?? []).length > 0 && (given.allowlistKey ?? []).length > 0) {
    throw refusal('record_modifier.removeKey', "not stand beside 'allowlistKey'", given.removeKey, 'use two filters');
  }
  return plugin('filters', 'record_modifier', given, options);
}
