import type { Text } from '../../../text/live-text';
import { oneOf, text } from './option';
import type { Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';

/** Records as text on standard output. */
export interface StdoutOptions extends OutputOptions {
  /** @default - the tag, the time and the record in Fluent Bit's own notation */
  readonly format?: 'msgpack' | 'json' | 'json_lines' | 'json_stream' | 'otlp_json' | 'otlp_json_pretty';
  /** How the time is written in JSON. @default 'double' */
  readonly jsonDateFormat?: JsonDateFormat;
  /** The key of the time in JSON; `false` for none. @default 'date' */
  readonly jsonDateKey?: Text;
}

/** How the time is written in JSON: seconds, ISO 8601 or what Athena reads in microseconds, whole seconds, milliseconds. */
export type JsonDateFormat = 'double' | 'iso8601' | 'java_sql_timestamp' | 'epoch' | 'epoch_ms';

export const jsonDateFormat = oneOf('double', 'iso8601', 'java_sql_timestamp', 'epoch', 'epoch_ms');

const options: Options<Omit<StdoutOptions, 'extra' | 'processors'>> = {
  ...outputOptions,
  format: oneOf('msgpack', 'json', 'json_lines', 'json_stream', 'otlp_json', 'otlp_json_pretty'),
  jsonDateFormat,
  jsonDateKey: text,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/standard-output */
export function stdout(given: StdoutOptions): Output {
  return plugin('outputs', 'stdout', given, options);
}
