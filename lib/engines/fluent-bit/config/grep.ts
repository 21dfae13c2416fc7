import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filledText, list, object } from '../../option-check';
import type { Check } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { joined, oneOf, oneWord, repeated } from './option';
import type { Option, Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** A field that matches a pattern. */
export interface KeyPattern {
  /** The field, or a record accessor such as `$kubernetes['pod_name']`; without spaces. */
  readonly key: Text;
  /** A pattern of Onigmo's. A number is matched as its text; other values never match. */
  readonly pattern: Text;
}

const keyPattern: Check = object<KeyPattern>({ key: oneWord, pattern: filledText });

const spelled = repeated(keyPattern, ({ key, pattern }: KeyPattern) => joined([key, pattern], ' '));

/** `KEY PATTERN`, as often as there are. */
export const keyPatterns: Option = {
  check: (at, value) => {
    if (value !== undefined) list(keyPattern)(at, value);
  },
  print: (name, value) => spelled.print(name, value),
};

/** Keeps some records, or leaves some out. */
export interface GrepOptions extends FilterOptions {
  /** What a record must match to stay. @default - nothing */
  readonly regex?: readonly KeyPattern[];
  /** What a record that goes matches. @default - nothing */
  readonly exclude?: readonly KeyPattern[];
  /**
   * How several are read: `legacy` goes by the first that decides, in their order. With `AND` and `OR` there can only be
   * `regex` or only `exclude`.
   *
   * @default 'legacy'
   */
  readonly logicalOp?: 'legacy' | 'AND' | 'OR';
}

const options: Options<Omit<GrepOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  regex: keyPatterns,
  exclude: keyPatterns,
  logicalOp: oneOf('legacy', 'AND', 'OR'),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/grep */
export function grep(given: GrepOptions): Filter {
  const { regex = [], exclude = [], logicalOp = 'legacy' } = given;
  if (logicalOp !== 'legacy' && regex.length > 0 && exclude.length > 0) {
    throw refusal('grep.logicalOp', "be legacy where 'regex' stands beside 'exclude'", logicalOp, 'use two filters');
  }
  return plugin('filters', 'grep', given, options);
}
