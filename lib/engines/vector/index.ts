export { CompiledVrl, compileVrl, vrlFunctions, VrlUnsupportedError } from '../../languages/vrl/compiler/compiler';
export type { VrlCompileOptions, VrlOutcome, VrlSurroundings } from '../../languages/vrl/compiler/compiler';
export type { VrlDiagnostic, VrlLabel, VrlPlace } from '../../languages/vrl/compiler/diagnostic';
export { VrlBytes, VrlFloat, VrlRegex, VrlTimestamp } from '../../languages/vrl/compiler/vrl-value';
export type { VrlValue } from '../../languages/vrl/compiler/vrl-value';
export { vrl } from '../../languages/vrl/vrl';
export type { Vrl, VrlHole } from '../../languages/vrl/vrl';
export { Sink, Source, Transform } from './config/components';
export type { AwsAccessKey, AwsAuth, AwsCredentialsFile, AwsDefaultChain, AwsImds, AwsRole } from './config/aws-auth';
export type { AwsS3Options, S3Acl, S3StorageClass } from './config/aws-s3';
export type { BlackholeOptions } from './config/blackhole';
export type {
  Component,
  ComponentFinding,
  Consumer,
  Emits,
  NonEmpty,
  Output,
  Reads,
  Section,
} from './config/component';
export type { Compression, CompressionName } from './config/compression';
export type { Confined } from './config/confinement';
export type { ConsoleOptions } from './config/console';
export type {
  AvroDecoding,
  ChunkedGelf,
  DecoderFraming,
  Decoding,
  FrameLimit,
  GelfDecoding,
  LengthDelimited,
  LossyDecoding,
  ProtobufDecoding,
  VrlDecoding,
} from './config/decoding';
export type { DedupeOptions } from './config/dedupe';
export type { DemoLines, DemoLogsOptions } from './config/demo-logs';
export type { DockerLogsOptions, DockerTls } from './config/docker-logs';
export type {
  CsvEncoding,
  EncodedFields,
  Encoding,
  Framing,
  GelfEncoding,
  JsonEncoding,
  SyslogEncoding,
} from './config/encoding';
export { EnrichmentTable } from './config/enrichment-table';
export type { ColumnType, FileTable, GeoipTable, MemoryTable, MmdbTable } from './config/enrichment-table';
export type { ExclusiveRoute, ExclusiveRouteOptions } from './config/exclusive-route';
export type { FileSinkOptions, FileTruncate } from './config/file-sink';
export type { FileOptions, Multiline } from './config/file';
export type { FilterOptions } from './config/filter';
export type { FluentOptions, FluentTcpOptions, FluentUnixOptions } from './config/fluent';
export type { Api, Globals, LogSchema, TelemetryTags } from './config/globals';
export type { HttpServerOptions } from './config/http-server';
export type { HttpRequest, HttpSettings, RetryStrategy } from './config/http-settings';
export type { HttpSinkOptions } from './config/http-sink';
export type { InternalLogsOptions } from './config/internal-logs';
export type { InternalMetricsOptions } from './config/internal-metrics';
export type { JournalMatches, JournaldOptions } from './config/journald';
export type { KubernetesLogsOptions, PodFields } from './config/kubernetes-logs';
export type { LogMetric, LogToMetricOptions } from './config/log-to-metric';
export type { LokiOptions } from './config/loki';
export type {
  OpentelemetryGrpc,
  OpentelemetryHttp,
  OpentelemetryOptions,
  OpentelemetryOutput,
  OtlpSignals,
} from './config/opentelemetry';
export type { OpentelemetrySinkOptions } from './config/opentelemetry-sink';
export type { PrometheusExporterOptions } from './config/prometheus-exporter';
export type { MergeStrategy, ReduceOptions } from './config/reduce';
export type { Proxy } from './config/proxy';
export type { Remapped, RemapOptions } from './config/remap';
export type { RouteOptions, Routes, RoutesWithRest } from './config/route';
export type { SampleOptions } from './config/sample';
export { SecretBackend } from './config/secret-backend';
export type { AwsSecretsManagerSecrets, DirectorySecrets, ExecSecrets, FileSecrets } from './config/secret-backend';
export { leastDiskBuffer } from './config/sink-options';
export type {
  Acknowledgements,
  AdaptiveConcurrency,
  Batch,
  Buffer,
  EnableableTls,
  HttpAuth,
  Request,
  SinkOptions,
  Tls,
} from './config/sink-options';
export type {
  SocketMessages,
  SocketOptions,
  TcpSocketOptions,
  UdpSocketOptions,
  UnixSocketOptions,
} from './config/socket';
export type {
  GrpcKeepalive,
  HttpKeepalive,
  HttpServerAuth,
  TcpKeepalive,
  TlsServer,
  TlsServerOfClients,
} from './config/source-options';
export type { StdinOptions } from './config/stdin';
export type { MetricTagLimit, PerTagLimit, TagCardinalityLimitOptions, TagLimit } from './config/tag-cardinality-limit';
export type { ThrottleOptions } from './config/throttle';
export type { VectorOutput, VectorSourceOptions } from './config/vector';
export type { VectorKeepalive, VectorRouting, VectorSinkOptions } from './config/vector-sink';
export { vector } from './engine';
export { VectorConfig } from './vector-config';
export type { ReadFiles, VectorConfigProps } from './vector-config';
export { vectorVersions } from './versions';
export type { VectorVersion } from './versions';
