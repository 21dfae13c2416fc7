import { Source, vrl } from '../../../../lib/engines/vector';
import type { Output } from '../../../../lib/engines/vector';
import { secret } from '../../../../lib/text/secret-ref';

type Options = Readonly<Record<string, unknown>>;

/** A source: what it needs, and every option that it has, each with a value that Vector 0.57 takes. */
export interface SourceCase {
  readonly type: string;
  readonly make: (options: Options) => Output;
  readonly needs: Options;
  readonly all: Options;
}

const tls = {
  crtFile: '/tls/tls.crt',
  keyFile: '/tls/tls.key',
  keyPass: secret('KEY_PASS'),
  caFile: '/tls/ca.crt',
  verifyCertificate: true,
  alpnProtocols: ['h2'],
};
const tlsOfClients = { ...tls, clientMetadataKey: 'client' };
const framing = { method: 'newline_delimited', newlineDelimited: { maxLength: 65_536 } };
const decoding = { codec: 'json', json: { lossy: false } };
const httpKeepalive = { maxConnectionAgeSecs: 600, maxConnectionAgeJitterFactor: 0 };
const grpcKeepalive = { maxConnectionAgeSecs: 600, maxConnectionAgeGraceSecs: 30 };
const multiline = { mode: 'halt_before', startPattern: '^\\S', conditionPattern: '^\\S', timeoutMs: 1000 };
const unixSocket = { path: '/run/logs.sock', socketFileMode: 0o660, hostKey: '', framing, decoding };

export const sourceCases: readonly SourceCase[] = [
  {
    type: 'kubernetes_logs',
    make: (options) => Source.kubernetesLogs('c', options),
    needs: {},
    all: {
      extraLabelSelector: 'app!=web',
      extraNamespaceLabelSelector: 'team=data',
      extraFieldSelector: 'metadata.namespace!=kube-system',
      insertNamespaceFields: true,
      selfNodeName: 'node-1',
      autoPartialMerge: true,
      dataDir: '/data',
      podAnnotationFields: { podName: 'pod', podIps: '', containerImageId: 'k.image' },
      namespaceAnnotationFields: { namespaceLabels: 'k.namespace_labels' },
      nodeAnnotationFields: { nodeLabels: '' },
      includePathsGlobPatterns: ['**/airflow_*/**'],
      excludePathsGlobPatterns: ['**/*.gz'],
      readFrom: 'end',
      ignoreOlderSecs: 3600,
      maxReadBytes: 4096,
      oldestFirst: false,
      maxLineBytes: 65_536,
      maxMergedLineBytes: 1_048_576,
      fingerprintLines: 1,
      globMinimumCooldownMs: 2000,
      ingestionTimestampField: '.ingested',
      timezone: 'Europe/Berlin',
      kubeConfigFile: '/kube/config',
      useApiserverCache: true,
      delayDeletionMs: 120_000,
      internalMetrics: { includeFileTag: true },
      rotateWaitSecs: 60,
    },
  },
  {
    type: 'journald',
    make: (options) => Source.journald('c', options),
    needs: {},
    all: {
      sinceNow: true,
      currentBootOnly: true,
      includeUnits: ['kubelet'],
      excludeUnits: ['init.scope'],
      includeMatches: { _TRANSPORT: ['kernel', 'audit'] },
      excludeMatches: { SYSLOG_IDENTIFIER: ['sudo'] },
      dataDir: '/data',
      extraArgs: ['--merge'],
      batchSize: 64,
      journalctlPath: '/usr/bin/journalctl',
      journalDirectory: '/var/log/journal',
      journalNamespace: 'mine',
      emitCursor: true,
    },
  },
  {
    type: 'docker_logs',
    make: (options) => Source.dockerLogs('c', options),
    needs: {},
    all: {
      dockerHost: 'https://docker:2376',
      tls: { caFile: '/tls/ca.crt', crtFile: '/tls/tls.crt', keyFile: '/tls/tls.key' },
      includeContainers: ['web'],
      excludeContainers: ['web-debug'],
      includeLabels: ['team=data'],
      includeImages: ['nginx'],
      hostKey: '',
      partialEventMarkerField: '',
      autoPartialMerge: false,
      retryBackoffSecs: 5,
      multiline,
    },
  },
  {
    type: 'stdin',
    make: (options) => Source.stdin('c', options),
    needs: {},
    all: { hostKey: 'machine', framing, decoding },
  },
  {
    type: 'socket',
    make: (options) => Source.socket('c', { mode: 'tcp', ...options } as never),
    needs: { address: '0.0.0.0:9000' },
    all: {
      address: '[::]:9000',
      keepalive: { timeSecs: 30 },
      shutdownTimeoutSecs: 5,
      hostKey: '',
      portKey: '',
      permitOrigin: ['10.0.0.0/8', '::1/128'],
      tls: tlsOfClients,
      receiveBufferBytes: 65_536,
      maxConnectionDurationSecs: 3600,
      connectionLimit: 100,
      framing,
      decoding,
    },
  },
  {
    type: 'socket',
    make: (options) => Source.socket('c', { mode: 'udp', ...options } as never),
    needs: { address: '0.0.0.0:9000' },
    all: {
      address: '0.0.0.0:9000',
      multicastGroups: ['224.0.0.2'],
      multicastInterface: '127.0.0.1',
      maxLength: 8192,
      hostKey: 'sender',
      portKey: 'sender_port',
      receiveBufferBytes: 65_536,
      framing: { method: 'chunked_gelf', chunkedGelf: { timeoutSecs: 2.5, maxLength: 9000, decompression: 'Gzip' } },
      decoding: { codec: 'gelf', gelf: { validation: 'relaxed' } },
    },
  },
  {
    type: 'socket',
    make: (options) => Source.socket('c', { mode: 'unix_stream', ...options } as never),
    needs: { path: '/run/logs.sock' },
    all: unixSocket,
  },
  {
    type: 'socket',
    make: (options) => Source.socket('c', { mode: 'unix_datagram', ...options } as never),
    needs: { path: '/run/logs.sock' },
    all: unixSocket,
  },
  {
    type: 'http_server',
    make: (options) => Source.httpServer('c', options as never),
    needs: { address: '0.0.0.0:8080' },
    all: {
      address: '0.0.0.0:8080',
      path: '/logs',
      strictPath: false,
      method: 'PUT',
      responseCode: 202,
      headers: ['X-*'],
      queryParameters: ['app'],
      pathKey: '',
      hostKey: 'sender',
      auth: { strategy: 'basic', username: 'u', password: secret('PASSWORD') },
      tls,
      framing,
      decoding,
      keepalive: httpKeepalive,
    },
  },
  {
    type: 'fluent',
    make: (options) => Source.fluent('c', options as never),
    needs: { address: '0.0.0.0:24224' },
    all: {
      address: 'systemd#2',
      connectionLimit: 10,
      keepalive: { timeSecs: 30 },
      permitOrigin: ['10.0.0.0/8'],
      receiveBufferBytes: 65_536,
      tls: tlsOfClients,
    },
  },
  {
    type: 'fluent',
    make: (options) => Source.fluent('c', { mode: 'unix', ...options } as never),
    needs: { path: '/run/fluent.sock' },
    all: { path: '/run/fluent.sock', socketFileMode: 0o600 },
  },
  {
    type: 'opentelemetry',
    make: (options) => Source.opentelemetry('c', options as never),
    needs: { grpc: { address: '0.0.0.0:4317' }, http: { address: '0.0.0.0:4318' } },
    all: {
      grpc: { address: '0.0.0.0:4317', tls, keepalive: grpcKeepalive },
      http: { address: '0.0.0.0:4318', tls, keepalive: httpKeepalive, headers: ['X-*'] },
      useOtlpDecoding: { logs: false, metrics: false, traces: true },
    },
  },
  {
    type: 'vector',
    make: (options) => Source.vector('c', options as never),
    needs: { address: '0.0.0.0:6000' },
    all: { address: '0.0.0.0:6000', tls, keepalive: grpcKeepalive },
  },
  {
    type: 'demo_logs',
    make: (options) => Source.demoLogs('c', { format: 'shuffle', ...options } as never),
    needs: { lines: ['a'] },
    all: { lines: ['a', ''], sequence: true, interval: 0.5, count: 10, framing, decoding },
  },
];

/** Each way to decode, as Vector 0.57 takes it. */
export const decodings: readonly Options[] = [
  { codec: 'bytes' },
  { codec: 'native' },
  { codec: 'native_json', nativeJson: { lossy: false } },
  { codec: 'json' },
  { codec: 'syslog', syslog: { lossy: true } },
  { codec: 'gelf', gelf: { lossy: true, validation: 'strict' } },
  { codec: 'influxdb', influxdb: {} },
  { codec: 'avro', avro: { schema: '"string"', stripSchemaIdPrefix: false } },
  { codec: 'protobuf', protobuf: { descFile: '/p.desc', messageType: 'a.B', useJsonNames: true } },
  { codec: 'otlp', signalTypes: ['logs'] },
  { codec: 'vrl', vrl: { source: vrl`.a = 1`, timezone: 'UTC' } },
];

/** Each way to frame, as Vector 0.57 takes it. */
export const framings: readonly Options[] = [
  { method: 'bytes' },
  { method: 'newline_delimited' },
  { method: 'character_delimited', characterDelimited: { delimiter: '\0', maxLength: 10 } },
  { method: 'octet_counting', octetCounting: { maxLength: 10 } },
  {
    method: 'length_delimited',
    lengthDelimited: {
      maxFrameLength: 100,
      lengthFieldLength: 2,
      lengthFieldOffset: 1,
      lengthFieldIsBigEndian: false,
    },
  },
  { method: 'varint_length_delimited', maxFrameLength: 100 },
  { method: 'chunked_gelf', chunkedGelf: { pendingMessagesLimit: 5 } },
];
