import type { Text } from '../../../text/live-text';
import { list } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { boolean, plain, text } from './option';
import type { Options } from './option';
import { filledText } from '../../option-check';
import { defined, nameOf, parserOrName } from './parser';
import type { Parser } from './parser';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** Makes fields of a field's text, by the first parser that can. A record that none can is left as it was. */
export interface ParserFilterOptions extends FilterOptions {
  /** The field, or a record accessor such as `$a['b']`. */
  readonly keyName: Text;
  /** Parsers, of which the first that can is used. */
  readonly parser: readonly [Parser | string, ...(Parser | string)[]];
  /** Whether the field stays. @default false */
  readonly preserveKey?: boolean;
  /** Whether all other fields stay. @default false */
  readonly reserveData?: boolean;
}

const options: Options<Omit<ParserFilterOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  keyName: { ...text, check: filledText },
  parser: {
    ...plain(list(parserOrName), (all: readonly (Parser | string)[]) => all.map(nameOf)),
    check: list(parserOrName, 1),
  },
  preserveKey: boolean,
  reserveData: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/parser */
export function parserFilter(given: ParserFilterOptions): Filter {
  return plugin('filters', 'parser', given, options, {
    parsers: defined(Array.isArray(given.parser) ? (given.parser as readonly (Parser | string)[]) : []),
  });
}
