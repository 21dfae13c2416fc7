import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { oneOf as oneOfCheck } from '../../option-check';
import type { Condition } from './condition';
import { alias } from './input-options';
import { oneOf, text } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Common, Processor } from './plugin';

/** Changes one key of a record, of its metadata or of what OTLP sends around it. */
export interface ContentModifierOptions extends Common {
  /**
   * Where the key is. Of logs: `body` (the record), `attributes` (its metadata) and OTLP's own, which need the processor
   * `opentelemetry_envelope` before; of metrics `labels` and OTLP's; of traces `span_…`.
   *
   * @default 'body'
   */
  readonly context?: ContentContext;
  /** `insert` only where the key is absent, `upsert` in any case, `extract` the groups of a pattern as keys. */
  readonly action: 'insert' | 'upsert' | 'delete' | 'rename' | 'hash' | 'extract' | 'convert';
  /** For `otel_scope_name` and `otel_scope_version`: `name` and `version`. */
  readonly key: Text;
  /** What it becomes, for `insert`, `upsert` and `rename`. */
  readonly value?: Text;
  /** A pattern of Onigmo's with named groups, for `extract`. */
  readonly pattern?: Text;
  /** For `convert`. */
  readonly convertedType?: 'string' | 'boolean' | 'int' | 'double';
  /** Which records it is run on. @default - all */
  readonly condition?: Condition;
}

/** Where a content modifier works. */
export type ContentContext = (typeof contexts)[number];

const contexts = [
  'body',
  'attributes',
  'otel_resource_attributes',
  'otel_scope_name',
  'otel_scope_version',
  'otel_scope_attributes',
  'otel_log_attributes',
  'labels',
  'name',
  'description',
  'span_name',
  'span_kind',
  'span_status',
  'span_attributes',
] as const;

const actions = ['insert', 'upsert', 'delete', 'rename', 'hash', 'extract', 'convert'] as const;

const options: Options<Omit<ContentModifierOptions, 'extra' | 'condition'>> = {
  ...alias,
  context: oneOf(...contexts),
  action: { ...oneOf(...actions), check: oneOfCheck(...actions) },
  key: text,
  value: text,
  pattern: text,
  convertedType: oneOf('string', 'boolean', 'int', 'double'),
};

const needs = {
  insert: 'value',
  upsert: 'value',
  rename: 'value',
  extract: 'pattern',
  convert: 'convertedType',
  delete: undefined,
  hash: undefined,
} as const;

/** @see https://docs.fluentbit.io/manual/data-pipeline/processors/content-modifier */
export function contentModifier(given: ContentModifierOptions): Processor {
  const needed = needs[given.action];
  if (needed !== undefined && given[needed] === undefined) {
    throw refusal(`content_modifier.${needed}`, `be given to ${given.action}`, undefined, 'give it');
  }
  return plugin('processors', 'content_modifier', given, options);
}
