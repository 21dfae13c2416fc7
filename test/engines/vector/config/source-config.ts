import { Sink, VectorConfig } from '../../../../lib/engines/vector';
import type { Output, VectorVersion } from '../../../../lib/engines/vector';
import { parseYaml } from '../../../../lib/languages/yaml/parse';
import { settle } from '../../../../lib/text/reader';
import { sourceCases } from './source-table';

/** A configuration that only reads a source. */
export const configOf = (source: Output, version: VectorVersion = '0.57.0'): VectorConfig =>
  new VectorConfig({ sinks: [Sink.blackhole('out', { inputs: [source] })], version });

/** The file. */
export const printed = (source: Output, version: VectorVersion = '0.57.0'): string =>
  settle(configOf(source, version).print(), 'test');

/** A source as it stands in the file. */
export const bodyOf = (source: Output, version?: VectorVersion): unknown => {
  const { sources } = parseYaml(printed(source, version)) as { readonly sources: Readonly<Record<string, unknown>> };
  return sources[source.component.name];
};

/** The findings of a configuration that only reads a source. */
export const found = (source: Output, version: VectorVersion = '0.57.0'): readonly string[] =>
  configOf(source, version)
    .check()
    .map(({ rule, message }) => `${rule}: ${message}`);

/** Each source by a title. */
export const titled = sourceCases.map(
  (one) => [`${one.type} with ${Object.keys(one.needs).join(' and ') || 'nothing'}`, one] as const,
);
