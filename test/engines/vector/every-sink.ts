import { Sink, Source } from '../../../lib/engines/vector';
import type { Consumer } from '../../../lib/engines/vector';
import type { HttpSinkOptions } from '../../../lib/engines/vector/config/http-sink';
import { awsAuths, auths, batch, buffers, encodings, framings, httpRequest, proxy } from './every-part';
import { request, retryStrategies, sinkOptions, tls } from './every-part';

const logs = { inputs: [Source.file('logs', { include: ['/l'] })] } as const;
const metrics = { inputs: [Source.internalMetrics('metrics')] } as const;
const [encoding] = encodings;
const [, , framing] = framings;
const isAllowed = { dangerouslyAllowUnconfinedTemplateResolution: true } as const;
const uri = 'http://{{ host }}/x';
const framed = { encoding, framing: framing! };
const http: Omit<HttpSinkOptions, 'inputs'> = {
  ...{ uri, method: 'put', ...framed, compression: { algorithm: 'zstd', level: 3 }, auth: auths[0], batch },
  ...{ payloadPrefix: '{"a":', payloadSuffix: '}', request: httpRequest, retryStrategy: retryStrategies[0], tls },
  ...isAllowed,
};
const loki = { ...logs, endpoint: 'http://loki', labels: { app: 'x' }, encoding } as const;
const s3 = { ...logs, bucket: 'b', encoding } as const;

/** Each sink with every option set, more than once where options exclude each other. */
export const everySink: readonly Consumer[] = [
  Sink.awsS3('s3', {
    ...{ ...s3, ...sinkOptions, ...framed, region: 'eu-central-1', endpoint: 'http://s3', forcePathStyle: true },
    ...{ keyPrefix: '{{ app }}/', filenameTimeFormat: '%s', filenameAppendUuid: true, filenameExtension: 'log' },
    ...{ compression: { algorithm: 'gzip', level: 9 }, batch, request, retryStrategy: retryStrategies[0], tls, proxy },
    ...{ acl: 'private', grantFullControl: 'a', grantRead: 'b', grantReadAcp: 'c', grantWriteAcp: 'd' },
    ...{ serverSideEncryption: 'aws:kms', ssekmsKeyId: '{{ key }}', storageClass: 'GLACIER', tags: { a: 'b' } },
    ...{ contentEncoding: 'gzip', contentType: 'text/plain', timezone: 'UTC', auth: awsAuths[0]!, ...isAllowed },
  }),
  ...awsAuths.map((auth, index) => Sink.awsS3(`s3_${index}`, { ...s3, region: 'eu-central-1', auth })),
  Sink.blackhole('none', { ...logs, ...sinkOptions, printIntervalSecs: 9, rate: 9 }),
  ...buffers.map((buffer, index) => Sink.blackhole(`none_${index}`, { ...logs, buffer })),
  Sink.console('console', { ...logs, ...sinkOptions, ...framed, target: 'stderr' }),
  ...encodings.map((encoding) => Sink.console(`encoded_${encoding.codec}`, { ...logs, encoding })),
  ...framings.map((framing) => Sink.console(`framed_${framing.method}`, { ...logs, encoding, framing })),
  Sink.file('file', {
    ...{ ...logs, ...sinkOptions, ...framed, path: '/x/{{ a }}', baseDir: '/x', compression: 'gzip', ...isAllowed },
    ...{ idleTimeoutSecs: 9, timezone: 'UTC', internalMetrics: { includeFileTag: true } },
    truncate: { afterCloseTimeSecs: 9, afterModifiedTimeSecs: 9, afterSecs: 9 },
  }),
  Sink.http('http', { ...logs, ...sinkOptions, ...http, proxy }),
  ...auths.map((auth) => Sink.http(`http_${auth.strategy}`, { ...logs, uri: 'http://x', encoding, auth })),
  ...retryStrategies.map((retryStrategy) =>
    Sink.http(`http_${retryStrategy.type}`, { ...logs, uri: 'http://x', encoding, retryStrategy }),
  ),
  Sink.loki('loki', {
    ...{ ...loki, ...sinkOptions, path: '/push', tenantId: '{{ t }}', labels: { a: '{{ a }}' }, compression: 'none' },
    ...{ structuredMetadata: { b: '{{ b }}' }, outOfOrderAction: 'drop', removeTimestamp: false, auth: auths[0] },
    ...{ removeLabelFields: true, removeStructuredMetadataFields: true, batch, request, tls, proxy },
  }),
  ...auths.map((auth) => Sink.loki(`loki_${auth.strategy}`, { ...loki, auth })),
  Sink.opentelemetry('otlp', {
    ...{ ...logs, ...sinkOptions, proxy },
    protocol: { type: 'http', ...http, batch: { ...batch, maxEvents: 1 } },
  }),
  Sink.opentelemetry('otlp_binary', {
    ...logs,
    protocol: { type: 'http', uri: 'http://x', encoding: { codec: 'otlp' } },
  }),
  ...auths.map((auth) =>
    Sink.opentelemetry(`otlp_${auth.strategy}`, {
      ...logs,
      protocol: { type: 'http', uri: 'http://x', encoding, auth },
    }),
  ),
  Sink.prometheusExporter('exporter', {
    ...{ ...metrics, ...sinkOptions, address: '0.0.0.0:9598', buckets: [1, 2.5], quantiles: [0.5], auth: auths[0] },
    ...{ distributionsAsSummaries: true, defaultNamespace: 'ns', flushPeriodSecs: 9, suppressTimestamp: true },
    tls: { ...tls, enabled: true },
  }),
  ...auths.map((auth) => Sink.prometheusExporter(`exporter_${auth.strategy}`, { ...metrics, auth })),
  Sink.vector('vector', {
    ...{ ...logs, ...sinkOptions, compression: 'zstd', batch, request, tls: { ...tls, enabled: true } },
    routing: {
      ...{ endpoints: ['http://a:6000', 'http://b:6000'], strategy: 'load_balance' },
      health: { retryInitialBackoffSecs: 1, retryMaxDurationSecs: 9 },
    },
    keepalive: { intervalSecs: 9, timeoutSecs: 9 },
  }),
  Sink.vector('vector_one', { ...logs, address: 'http://a:6000' }),
];
