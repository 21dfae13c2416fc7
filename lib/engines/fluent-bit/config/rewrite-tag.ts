import type { Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { boolean as booleanCheck, filledText, list, object } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { as, oneOf, repeated, size, text } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';
import { listToken, tokens } from './token';

/** Gives records another tag, with which they begin again at the first filter. */
export interface RewriteTagOptions extends FilterOptions {
  /** The first that a record matches is used. */
  readonly rule: readonly [RewriteRule, ...RewriteRule[]];
  /** The name of the input that they come from. @default - made from the filter's name */
  readonly emitterName?: Text;
  /** Where they wait. @default 'memory' */
  readonly emitterStorageType?: 'memory' | 'filesystem';
  /** Memory for them; what is over it is lost. @default - 10,000,000 bytes */
  readonly emitterMemBufLimit?: Size;
}

/** What a record must match, and its new tag. */
export interface RewriteRule {
  /** A record accessor: `$level`. */
  readonly key: Text;
  /** A pattern of Onigmo's. */
  readonly regex: Text;
  /** With `$TAG`, `$TAG[1]` and `$0` … `$9` for what was there; one that it had before would go on for ever. */
  readonly tag: Text;
  /** Whether the record goes on with its old tag too. */
  readonly keep: boolean;
}

const rule = object<RewriteRule>({ key: filledText, regex: filledText, tag: filledText, keep: booleanCheck });

const options: Options<Omit<RewriteTagOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  rule: {
    ...repeated(rule, ({ key, regex, tag, keep }: RewriteRule) => tokens(listToken, key, regex, tag, String(keep))),
    check: list(rule, 1),
  },
  emitterName: text,
  emitterStorageType: as('emitter_storage.type', oneOf('memory', 'filesystem')),
  emitterMemBufLimit: size(),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/rewrite-tag */
export function rewriteTag(given: RewriteTagOptions): Filter {
  return plugin('filters', 'rewrite_tag', given, options);
}
