export { CompiledVrl, compileVrl, vrlFunctions, VrlUnsupportedError } from '../../languages/vrl/compiler/compiler';
export type { VrlCompileOptions, VrlOutcome, VrlSurroundings } from '../../languages/vrl/compiler/compiler';
export type { VrlDiagnostic, VrlLabel, VrlPlace } from '../../languages/vrl/compiler/diagnostic';
export { VrlBytes, VrlFloat, VrlRegex, VrlTimestamp } from '../../languages/vrl/compiler/vrl-value';
export type { VrlValue } from '../../languages/vrl/compiler/vrl-value';
export { vrl } from '../../languages/vrl/vrl';
export type { Vrl, VrlHole } from '../../languages/vrl/vrl';
export { Sink, Source, Transform } from './config/components';
export type { BlackholeOptions } from './config/blackhole';
export type { Component, Consumer, Emits, NonEmpty, Output, Reads, Section } from './config/component';
export type { ConsoleOptions } from './config/console';
export type { FileOptions, Multiline } from './config/file';
export type { FilterOptions } from './config/filter';
export type { InternalLogsOptions } from './config/internal-logs';
export type { InternalMetricsOptions } from './config/internal-metrics';
export type { LogMetric, LogToMetricOptions } from './config/log-to-metric';
export type { LokiOptions } from './config/loki';
export type { PrometheusExporterOptions } from './config/prometheus-exporter';
export type { MergeStrategy, ReduceOptions } from './config/reduce';
export type { RemapOptions } from './config/remap';
export type { SampleOptions } from './config/sample';
export { leastDiskBuffer } from './config/sink-options';
export type {
  Acknowledgements,
  Batch,
  Buffer,
  Encoding,
  HttpAuth,
  Request,
  SinkOptions,
  Tls,
} from './config/sink-options';
export type { ThrottleOptions } from './config/throttle';
export { vector } from './engine';
export { VectorConfig } from './vector-config';
export type { ReadFiles, VectorConfigProps } from './vector-config';
export { vectorVersions } from './versions';
export type { VectorVersion } from './versions';
