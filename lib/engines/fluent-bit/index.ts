export { Filter, Input, Output, Processor } from './config/components';
export type { Compares, Condition, ConditionRule, Equals, OneOf } from './config/condition';
export type { ContentContext, ContentModifierOptions } from './config/content-modifier';
export type { DummyOptions } from './config/dummy';
export type { FilterOptions } from './config/filter-options';
export type { FluentbitMetricsOptions } from './config/fluentbit-metrics';
export type { ForwardOptions } from './config/forward';
export type { ForwardAuth, ForwardOutputOptions } from './config/forward-output';
export type { GrepOptions, KeyPattern } from './config/grep';
export type { Headers, SchemedSecret } from './config/headers';
export type { HttpOptions } from './config/http';
export type { InputOptions } from './config/input-options';
export type { KubernetesOptions } from './config/kubernetes';
export type { LabelsOptions } from './config/labels';
export type { LogToMetricsOptions } from './config/log-to-metrics';
export type { LokiOptions } from './config/loki';
export type { LuaFile, LuaOptions } from './config/lua';
export type { ModifyCondition, ModifyOptions, ModifyRule } from './config/modify';
export type { MultilineFilterOptions } from './config/multiline-filter';
export type { NestOptions } from './config/nest';
export type { BasicAuth, Net, ServerTls, Tls } from './config/network';
export type { OpentelemetryOptions } from './config/opentelemetry';
export type { OpentelemetryEnvelopeOptions } from './config/opentelemetry-envelope';
export type { ExtraValue, Given, Property, SecretText, Word } from './config/option';
export type { OutputOptions } from './config/output-options';
export type { ParserFilterOptions } from './config/parser-filter';
export { MultilineParser, Parser } from './config/parser';
export type {
  LogfmtParserOptions,
  MatchedOptions,
  MultilineOptions,
  MultilineRule,
  ParserOptions,
  RegexParserOptions,
} from './config/parser';
export type { Common, LogLevel, Plugin, Processors, Section, Step } from './config/plugin';
export type { PrometheusExporterOptions } from './config/prometheus-exporter';
export type { RecordModifierOptions } from './config/record-modifier';
export type { RewriteRule, RewriteTagOptions } from './config/rewrite-tag';
export type { ServiceOptions } from './config/service';
export type { JsonDateFormat, StdoutOptions } from './config/stdout';
export type { SystemdOptions } from './config/systemd';
export type { TailOptions } from './config/tail';
export type { ThrottleOptions } from './config/throttle';
export { fluentBit } from './engine';
export type { FluentBitEngine } from './engine';
export { FluentBitConfig } from './fluent-bit-config';
export type { FluentBitConfigProps } from './fluent-bit-config';
export { fluentBitVersions } from './versions';
export type { FluentBitVersion } from './versions';
