import { EnrichmentTable, SecretBackend, Sink, Source, VectorConfig } from '../../../lib/engines/vector';
import type { Consumer, Output, VectorVersion } from '../../../lib/engines/vector';
import type { Component } from '../../../lib/engines/vector/config/component';
import { proxy, tls } from './every-part';
import { everySink } from './every-sink';
import { everySource } from './every-source';
import { everyTransform } from './every-transform';

/** A configuration around one component. */
export interface EveryOption {
  readonly component: Component;
  readonly sink: Consumer;
}

const read = (output: Output): EveryOption => ({
  component: output.component,
  sink: Sink.blackhole('reader', { inputs: [output] }),
});

/** Each component that is typed, with every option set; several of a type where options exclude each other. */
export const everyOption: readonly EveryOption[] = [
  ...everySource.map(read),
  ...everyTransform.map(read),
  ...everySink.map((sink) => ({ component: sink.component, sink })),
];

/** The configuration. */
export function configOf({ sink }: EveryOption, version?: VectorVersion): VectorConfig {
  return new VectorConfig({ sinks: [sink], ...(version === undefined ? {} : { version }) });
}

const sources = [Source.internalLogs('own')] as const;
const backends = [
  SecretBackend.directory('directory', { path: '/d', removeTrailingWhitespace: true }),
  SecretBackend.file('file', { path: '/f' }),
  SecretBackend.exec('exec', { command: ['/e'], timeout: 9 }),
];

/** What holds for all components, tables and secret backends, with every option set. */
export const everyGlobal = new VectorConfig({
  version: '0.57.0',
  ...{
    dataDir: '/data',
    timezone: 'Europe/Berlin',
    acknowledgements: { enabled: false },
    expireMetricsSecs: 60,
    proxy,
  },
  logSchema: { messageKey: 'a', timestampKey: 'b', hostKey: 'c', sourceTypeKey: 'd', metadataKey: 'e' },
  telemetry: { tags: { emitService: true, emitSource: true } },
  api: { enabled: true, address: '127.0.0.1:8686' },
  healthchecks: { enabled: true, requireHealthy: true },
  enrichmentTables: [
    EnrichmentTable.file('rows', { path: '/t', delimiter: ';', includeHeaders: false, schema: { a: 'integer' } }),
    EnrichmentTable.memory('seen', {
      ...{ inputs: sources, ttl: 9, ttlField: 't', scanInterval: 9, flushInterval: 9, maxByteSize: 9 },
      internalMetrics: { includeKeyTag: true },
    }),
    EnrichmentTable.geoip('city', { path: '/c', locale: 'de' }),
    EnrichmentTable.mmdb('any', { path: '/m' }),
  ],
  sinks: backends.map((backend) =>
    Sink.vector(`to_${backend.name}`, {
      ...{ inputs: sources, address: 'http://a:6000', tls: { ...tls, enabled: true, keyPass: backend.secret('key') } },
    }),
  ) as [Consumer, ...Consumer[]],
});
