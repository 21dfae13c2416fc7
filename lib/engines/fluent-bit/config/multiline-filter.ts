import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { as, boolean, milliseconds, oneOf, size, text } from './option';
import type { Options } from './option';
import { defined, multilineList } from './parser';
import type { MultilineParser } from './parser';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** Joins records whose texts belong together. With `buffer` they come again from an input of its own, through all filters. */
export interface MultilineFilterOptions extends FilterOptions {
  /** By patterns, or what Docker split of a long line. @default 'parser' */
  readonly mode?: 'parser' | 'partial_message';
  /** Fluent Bit's `docker`, `cri`, `go`, `java`, `python`, `ruby`, or your own; needed but for `partial_message`. */
  readonly multilineParser?: readonly [MultilineParser | string, ...(MultilineParser | string)[]];
  /** The field whose text is joined; needed for `partial_message`. @default - that of the parser */
  readonly keyContent?: Text;
  /** Whether records are joined that do not come in one chunk. @default true */
  readonly buffer?: boolean;
  /** A pause after which what has been joined goes on. @default Duration.seconds(2) */
  readonly flush?: Duration;
  /** The name of the input that joined records come from. @default - made from the filter's name */
  readonly emitterName?: Text;
  /** Where they wait. @default 'memory' */
  readonly emitterStorageType?: 'memory' | 'filesystem';
  /** Memory for them; what is over it is lost. @default - 10,000,000 bytes */
  readonly emitterMemBufLimit?: Size;
}

const options: Options<Omit<MultilineFilterOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  mode: oneOf('parser', 'partial_message'),
  multilineParser: as('multiline.parser', multilineList),
  keyContent: as('multiline.key_content', text),
  buffer: boolean,
  flush: as('flush_ms', milliseconds),
  emitterName: text,
  emitterStorageType: as('emitter_storage.type', oneOf('memory', 'filesystem')),
  emitterMemBufLimit: size(),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/multiline-stacktrace */
export function multilineFilter(given: MultilineFilterOptions): Filter {
  const { mode = 'parser', multilineParser, keyContent } = given;
  if (mode === 'parser' && multilineParser === undefined) {
    throw refusal('multiline.multilineParser', 'be given', undefined, 'give what MultilineParser.regex(…) gives back');
  }
  if (mode === 'partial_message' && keyContent === undefined) {
    throw refusal('multiline.keyContent', 'be given for partial_message', undefined, "give 'log'");
  }
  return plugin('filters', 'multiline', given, options, { parsers: defined([...(multilineParser ?? [])]) });
}
