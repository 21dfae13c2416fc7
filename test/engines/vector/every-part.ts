import { vrl } from '../../../lib/engines/vector';
import type { AwsAuth } from '../../../lib/engines/vector/config/aws-auth';
import type { Decoding, DecoderFraming } from '../../../lib/engines/vector/config/decoding';
import type { Encoding, Framing } from '../../../lib/engines/vector/config/encoding';
import type { HttpRequest, RetryStrategy } from '../../../lib/engines/vector/config/http-settings';
import type { Proxy } from '../../../lib/engines/vector/config/proxy';
import type {
  Batch,
  Buffer,
  EnableableTls,
  HttpAuth,
  Request,
  SinkOptions,
} from '../../../lib/engines/vector/config/sink-options';
import { leastDiskBuffer } from '../../../lib/engines/vector/config/sink-options';
import type { TlsServer, TlsServerOfClients } from '../../../lib/engines/vector/config/source-options';
import { secret } from '../../../lib/text/secret-ref';

/** What several components have, with every option set; where it is of one of several kinds, each of them. */

const fields = { exceptFields: ['a'], onlyFields: ['b'], timestampFormat: 'rfc3339' } as const;

export const encodings: readonly [Encoding, ...Encoding[]] = [
  { codec: 'json', json: { pretty: true }, ...fields },
  ...(['text', 'raw_message', 'logfmt', 'native', 'native_json'] as const).map((codec) => ({ codec, ...fields })),
  {
    codec: 'csv',
    csv: {
      ...{ fields: ['a'], delimiter: ';', quote: '"', quoteStyle: 'always', doubleQuote: false, escape: '\\' },
      capacity: 8192,
    },
  },
  { codec: 'gelf', gelf: { maxChunkSize: 1000 } },
  {
    codec: 'syslog',
    syslog: { rfc: 'rfc5424', facility: 'user', severity: 'info', appName: 'app', procId: 'proc', msgId: 'msg' },
  },
];

export const framings: readonly Framing[] = [
  { method: 'newline_delimited' },
  { method: 'bytes' },
  { method: 'character_delimited', characterDelimited: { delimiter: '|' } },
];

export const decodings: readonly Decoding[] = [
  { codec: 'bytes' },
  { codec: 'native' },
  { codec: 'native_json', nativeJson: { lossy: false } },
  { codec: 'json', json: { lossy: false } },
  { codec: 'syslog', syslog: { lossy: false } },
  { codec: 'gelf', gelf: { lossy: false, validation: 'relaxed' } },
  { codec: 'influxdb', influxdb: { lossy: false } },
  { codec: 'protobuf', protobuf: { descFile: '/a.desc', messageType: 'a.B', useJsonNames: true } },
  { codec: 'avro', avro: { schema: '{"type":"string"}', stripSchemaIdPrefix: true } },
  { codec: 'otlp', signalTypes: ['logs'] },
  { codec: 'vrl', vrl: { source: vrl`.a = 1`, timezone: 'Europe/Berlin' } },
];

export const decoderFramings: readonly DecoderFraming[] = [
  { method: 'bytes' },
  { method: 'newline_delimited', newlineDelimited: { maxLength: 100 } },
  { method: 'character_delimited', characterDelimited: { delimiter: '|', maxLength: 100 } },
  { method: 'octet_counting', octetCounting: { maxLength: 100 } },
  {
    method: 'length_delimited',
    lengthDelimited: { maxFrameLength: 9, lengthFieldLength: 4, lengthFieldOffset: 0, lengthFieldIsBigEndian: true },
  },
  { method: 'varint_length_delimited', maxFrameLength: 100 },
  {
    method: 'chunked_gelf',
    chunkedGelf: { timeoutSecs: 5, pendingMessagesLimit: 10, maxLength: 100, decompression: 'Auto' },
  },
];

export const awsAuths: readonly AwsAuth[] = [
  {
    accessKeyId: secret('KEY_ID'),
    secretAccessKey: secret('KEY'),
    sessionToken: secret('SESSION'),
    ...{ assumeRole: 'arn:r', externalId: 'x', region: 'eu-central-1', sessionName: 's' },
  },
  { credentialsFile: '/c', profile: 'p', region: 'eu-central-1' },
  {
    ...{ assumeRole: 'arn:r', externalId: 'x', sessionName: 's', loadTimeoutSecs: 9, region: 'eu-central-1' },
    imds: { maxAttempts: 2, connectTimeoutSeconds: 2, readTimeoutSeconds: 2 },
  },
];

/** Signing for AWS is not among them: few builds of Vector have it. */
type CarriedAuth = Exclude<HttpAuth, { readonly strategy: 'aws' }>;

export const auths: readonly [CarriedAuth, ...CarriedAuth[]] = [
  { strategy: 'basic', user: 'u', password: secret('PASSWORD') },
  { strategy: 'bearer', token: secret('TOKEN') },
  { strategy: 'custom', value: secret('VALUE') },
];

export const tlsServer: Required<TlsServer> = {
  ...{ enabled: true, crtFile: '/crt', keyFile: '/key', keyPass: secret('KEY_PASS'), caFile: '/ca' },
  ...{ verifyCertificate: true, alpnProtocols: ['h2'] },
};

export const tlsServerOfClients: Required<TlsServerOfClients> = { ...tlsServer, clientMetadataKey: 'client' };

/** Of a client; those that can be switched on take `enabled` as well. */
export const tls: Required<Omit<EnableableTls, 'enabled'>> = {
  ...{ caFile: '/ca', crtFile: '/crt', keyFile: '/key', keyPass: secret('KEY_PASS'), serverName: 'loki' },
  ...{ verifyCertificate: true, verifyHostname: true, alpnProtocols: ['h2'] },
};

export const batch: Required<Batch> = { maxBytes: 1000, maxEvents: 10, timeoutSecs: 2 };

export const request: Required<Request> = {
  ...{ concurrency: 4, timeoutSecs: 5, rateLimitNum: 6, rateLimitDurationSecs: 7, retryAttempts: 8 },
  ...{ retryInitialBackoffSecs: 9, retryMaxDurationSecs: 10, retryJitterMode: 'Full' },
  adaptiveConcurrency: {
    ...{ initialConcurrency: 2, maxConcurrencyLimit: 9, decreaseRatio: 0.5, ewmaAlpha: 0.5, rttDeviationScale: 2 },
  },
};

export const httpRequest: Required<HttpRequest> = { ...request, headers: { 'X-Key': secret('API_KEY') } };

export const retryStrategies: readonly [RetryStrategy, ...RetryStrategy[]] = [
  { type: 'custom', statusCodes: [500] },
  { type: 'default' },
  { type: 'all' },
  { type: 'none' },
];

export const proxy: Required<Proxy> = {
  ...{ enabled: true, http: 'http://proxy', https: secret('PROXY'), noProxy: ['.local', '10.0.0.0/8'] },
};

export const buffers: readonly [Buffer, ...Buffer[]] = [
  { type: 'disk', maxSize: leastDiskBuffer, whenFull: 'block' },
  { type: 'memory', maxEvents: 1000, whenFull: 'block' },
  { type: 'memory', maxSize: 1_000_000 },
];

export const sinkOptions: Required<SinkOptions> = {
  acknowledgements: { enabled: true },
  buffer: buffers[0],
  healthcheck: { enabled: true, uri: 'http://loki/ready' },
};
