import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filledText, oneOf as oneOfCheck } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { oneOf, repeated, text } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** Puts keys into a map, or what a map holds in its place. */
export interface NestOptions extends FilterOptions {
  readonly operation: 'nest' | 'lift';
  /** Keys that `nest` takes; `*` at the end stands for any text. @default - none */
  readonly wildcard?: readonly Text[];
  /** The key of the map that `nest` makes. */
  readonly nestUnder?: Text;
  /** The key of the map that `lift` opens. */
  readonly nestedUnder?: Text;
  /** Before the keys that move. @default - nothing */
  readonly addPrefix?: Text;
  /** What is taken from the beginning of the keys that move. @default - nothing */
  readonly removePrefix?: Text;
}

const options: Options<Omit<NestOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  operation: { ...oneOf('nest', 'lift'), check: oneOfCheck('nest', 'lift') },
  wildcard: repeated(filledText),
  nestUnder: text,
  nestedUnder: text,
  addPrefix: text,
  removePrefix: text,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/nest */
export function nest(given: NestOptions): Filter {
  const { operation, nestUnder, nestedUnder } = given;
  if (operation === 'nest' && nestUnder === undefined) {
    throw refusal('nest.nestUnder', 'be given to nest', undefined, "give the map's key");
  }
  if (operation === 'lift' && nestedUnder === undefined) {
    throw refusal('nest.nestedUnder', 'be given to lift', undefined, "give the map's key");
  }
  if (given.addPrefix !== undefined && given.removePrefix !== undefined) {
    throw refusal('nest.addPrefix', "not stand beside 'removePrefix'", given.addPrefix, 'use two filters');
  }
  return plugin('filters', 'nest', given, options);
}
