import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filledText, list, oneOf, text as anyText } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import type { Option, Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';
import { modifyToken, tokens } from './token';

/** Changes keys at the top of a record, rule by rule in their order. */
export interface ModifyOptions extends FilterOptions {
  /** Such as `['set', 'region', 'eu']`; Fluent Bit runs rules of one word together, so mixed orders take two filters. */
  readonly rules: readonly [ModifyRule, ...ModifyRule[]];
  /** What a record must all be for the rules to run. @default - nothing */
  readonly conditions?: readonly ModifyCondition[];
}

/**
 * A rule by its word: `set` gives a key a text, whatever it had; `add` only where it is absent; `remove` with its wildcard
 * (a beginning) and regex; `rename` and `copy` only where the new key is absent, their `hard_` kin always.
 */
export type ModifyRule =
  | readonly ['set' | 'add' | 'rename' | 'hard_rename' | 'copy' | 'hard_copy', key: Text, value: Text]
  | readonly ['remove' | 'remove_wildcard' | 'remove_regex' | 'move_to_start' | 'move_to_end', key: Text];

/** A condition by its word; patterns are Onigmo's. */
export type ModifyCondition =
  | readonly ['key_exists' | 'key_does_not_exist' | 'a_key_matches' | 'no_key_matches', key: Text]
  | readonly [
      (
        | 'key_value_equals'
        | 'key_value_does_not_equal'
        | 'key_value_matches'
        | 'key_value_does_not_match'
        | 'matching_keys_have_matching_values'
        | 'matching_keys_do_not_have_matching_values'
      ),
      key: Text,
      value: Text,
    ];

const two = ['set', 'add', 'rename', 'hard_rename', 'copy', 'hard_copy'];
const one = ['remove', 'remove_wildcard', 'remove_regex', 'move_to_start', 'move_to_end'];
const tested = ['key_exists', 'key_does_not_exist', 'a_key_matches', 'no_key_matches'];
const compared = [
  ...['key_value_equals', 'key_value_does_not_equal', 'key_value_matches', 'key_value_does_not_match'],
  ...['matching_keys_have_matching_values', 'matching_keys_do_not_have_matching_values'],
];

function tuple(ofOne: readonly string[], ofTwo: readonly string[]): (at: string, value: unknown) => void {
  return (at, value) => {
    if (!Array.isArray(value)) throw refusal(at, 'be a list of words', value, "write ['set', 'key', 'value']");
    const [word, key, second, ...rest] = value as readonly unknown[];
    oneOf(...ofOne, ...ofTwo)(`${at}[0]`, word);
    filledText(`${at}[1]`, key);
    const wanted = ofTwo.includes(word as string) ? 3 : 2;
    if (rest.length > 0 || value.length !== wanted) throw refusal(at, `have ${wanted} words`, value, 'correct it');
    if (wanted === 3) anyText(`${at}[2]`, second);
  };
}

const rules: Option = {
  check: (at, value) => {
    list(tuple(one, two), 1)(at, value);
    const words = (value as ModifyOptions['rules']).map(([word]) => word);
    const again = words.find((word, index) => words[index - 1] !== word && words.indexOf(word) < index);
    if (again === undefined) return;
    throw refusal(at, 'have rules of one word behind each other', again, 'move them together, or use two filters');
  },
  print: (_, value) => {
    const all = value as ModifyOptions['rules'];
    return [...new Set(all.map(([word]) => word))].map((word) => [
      word,
      all.filter(([other]) => other === word).map(([, ...words]) => tokens(modifyToken, ...words)),
    ]);
  },
};

const conditions: Option = {
  check: (at, value) => {
    if (value !== undefined) list(tuple(tested, compared))(at, value);
  },
  print: (_, value) => [
    ['condition', (value as readonly ModifyCondition[]).map((condition) => tokens(modifyToken, ...condition))],
  ],
};

const options: Options<Omit<ModifyOptions, 'extra' | 'condition'>> = { ...filterOptions, conditions, rules };

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/modify */
export function modify(given: ModifyOptions): Filter {
  return plugin('filters', 'modify', given, options);
}
