import { Source, vrl } from '../../../lib/engines/vector';
import type { Output } from '../../../lib/engines/vector';
import { secret } from '../../../lib/text/secret-ref';
import { decoderFramings, decodings, tlsServer, tlsServerOfClients } from './every-part';

const [framing] = decoderFramings.slice(1);
const [, , , decoding] = decodings;
const multiline = { mode: 'halt_before', startPattern: '^a', conditionPattern: '^b', timeoutMs: 100 } as const;
const decoded = { framing: framing!, decoding: decoding! };
const lines = { hostKey: 'h', ...decoded };

/** Each source with every option set, more than once where options exclude each other. */
export const everySource: readonly Output[] = [
  Source.demoLogs('demo', { format: 'shuffle', lines: ['a'], sequence: true, interval: 2, count: 3, ...decoded }),
  Source.dockerLogs('docker', {
    dockerHost: 'tcp://docker:2376',
    tls: { caFile: '/ca', crtFile: '/crt', keyFile: '/key' },
    ...{ includeContainers: ['a'], excludeContainers: ['b'], includeLabels: ['c'], includeImages: ['d'], hostKey: 'h' },
    ...{ partialEventMarkerField: '_partial', autoPartialMerge: true, retryBackoffSecs: 3, multiline },
  }),
  Source.file('file', {
    ...{ include: ['/a'], exclude: ['/b'], fileKey: 'f', offsetKey: 'o', hostKey: 'h', readFrom: 'end' },
    ...{ ignoreCheckpoints: true, ignoreOlderSecs: 1, maxLineBytes: 2, maxReadBytes: 3, oldestFirst: true },
    ...{ globMinimumCooldownMs: 4, ignoreNotFound: true, multiline, removeAfterSecs: 5, rotateWaitSecs: 6 },
    fingerprint: { strategy: 'checksum', lines: 2, ignoredHeaderBytes: 3 },
    ...{ lineDelimiter: '\r\n', encoding: { charset: 'utf-16le' }, internalMetrics: { includeFileTag: true } },
    dataDir: '/data',
  }),
  Source.file('inodes', { include: ['/a'], fingerprint: { strategy: 'device_and_inode' } }),
  Source.fluent('fluent', {
    ...{ mode: 'tcp', address: '0.0.0.0:24224', connectionLimit: 9, keepalive: { timeSecs: 60 } },
    ...{ permitOrigin: ['10.0.0.0/8'], receiveBufferBytes: 9999, tls: tlsServerOfClients },
  }),
  Source.fluent('fluent_unix', { mode: 'unix', path: '/run/fluent.sock', socketFileMode: 0o660 }),
  Source.httpServer('http', {
    ...{ address: '0.0.0.0:80', path: '/logs', strictPath: false, method: 'PUT', responseCode: 204, headers: ['X-*'] },
    ...{ queryParameters: ['app'], pathKey: 'p', tls: tlsServer, ...lines },
    auth: { strategy: 'basic', username: 'u', password: secret('PASSWORD') },
    keepalive: { maxConnectionAgeSecs: 300, maxConnectionAgeJitterFactor: 0.1 },
  }),
  Source.httpServer('http_asked', {
    address: '0.0.0.0:80',
    auth: { strategy: 'custom', source: vrl`.headers.authorization == "x"` },
  }),
  Source.internalLogs('own_logs', { hostKey: 'h', pidKey: 'p' }),
  Source.internalMetrics('own_metrics', {
    ...{ scrapeIntervalSecs: 5, namespace: 'v', tags: { hostKey: 'h', pidKey: 'p' } },
  }),
  Source.journald('journald', {
    ...{ sinceNow: true, currentBootOnly: true, includeUnits: ['a'], excludeUnits: ['b'], dataDir: '/d' },
    ...{ includeMatches: { _TRANSPORT: ['stdout'] }, excludeMatches: { PRIORITY: ['7'] }, extraArgs: ['--merge'] },
    ...{ batchSize: 8, journalctlPath: '/bin/journalctl', journalDirectory: '/j', journalNamespace: 'n' },
    emitCursor: true,
  }),
  Source.kubernetesLogs('pods', {
    ...{ extraLabelSelector: 'a=b', extraNamespaceLabelSelector: 'c=d', extraFieldSelector: 'e=f' },
    ...{ insertNamespaceFields: true, selfNodeName: 'node', autoPartialMerge: true, dataDir: '/d' },
    podAnnotationFields: {
      ...{ podName: 'a', podNamespace: 'b', podUid: 'c', podIp: 'd', podIps: 'e', podLabels: 'f', podAnnotations: 'g' },
      ...{ podNodeName: 'h', podOwner: 'i', containerName: 'j', containerId: 'k', containerImage: 'l' },
      containerImageId: 'm',
    },
    namespaceAnnotationFields: { namespaceLabels: 'n' },
    nodeAnnotationFields: { nodeLabels: 'o' },
    ...{ includePathsGlobPatterns: ['**/*.log'], excludePathsGlobPatterns: ['**/*.gz'], readFrom: 'end' },
    ...{ ignoreOlderSecs: 1, maxReadBytes: 2, oldestFirst: false, maxLineBytes: 3, maxMergedLineBytes: 4 },
    ...{ fingerprintLines: 5, globMinimumCooldownMs: 1000, ingestionTimestampField: 'in', timezone: 'UTC' },
    ...{ kubeConfigFile: '/k', useApiserverCache: true, delayDeletionMs: 7, rotateWaitSecs: 8 },
    internalMetrics: { includeFileTag: true },
  }),
  Source.opentelemetry('otlp', {
    grpc: {
      ...{ address: '0.0.0.0:4317', tls: tlsServer },
      keepalive: { maxConnectionAgeSecs: 300, maxConnectionAgeGraceSecs: 9 },
    },
    http: {
      ...{ address: '0.0.0.0:4318', tls: tlsServer, headers: ['X-*'] },
      keepalive: { maxConnectionAgeSecs: 300, maxConnectionAgeJitterFactor: 0.1 },
    },
    useOtlpDecoding: { logs: true, metrics: true, traces: true },
  }),
  Source.socket('tcp', {
    ...{ mode: 'tcp', address: '0.0.0.0:9000', keepalive: { timeSecs: 60 }, shutdownTimeoutSecs: 3, portKey: 'p' },
    ...{ permitOrigin: ['10.0.0.0/8'], tls: tlsServerOfClients, receiveBufferBytes: 9999 },
    ...{ maxConnectionDurationSecs: 600, connectionLimit: 9, ...lines },
  }),
  Source.socket('udp', {
    ...{ mode: 'udp', address: '0.0.0.0:9000', multicastGroups: ['224.0.0.2'], multicastInterface: '10.0.0.1' },
    ...{ maxLength: 99, portKey: 'p', receiveBufferBytes: 9999, ...lines },
  }),
  ...(['unix_stream', 'unix_datagram'] as const).map((mode) =>
    Source.socket(mode, { mode, path: '/run/x.sock', socketFileMode: 0o660, ...lines }),
  ),
  Source.stdin('stdin', lines),
  ...decoderFramings.map((framing) => Source.stdin(`framed_${framing.method}`, { framing })),
  ...decodings.map((decoding) => Source.stdin(`decoded_${decoding.codec}`, { decoding })),
  Source.vector('vector', {
    ...{ address: '0.0.0.0:6000', tls: tlsServer },
    keepalive: { maxConnectionAgeSecs: 300, maxConnectionAgeGraceSecs: 9 },
  }),
];
