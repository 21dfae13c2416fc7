export { LokiStage } from '../loki-stages/loki-stage';
export type { StageData, StageSettings, StageType } from '../loki-stages/stage-data';
export type { MatchOptions } from '../loki-stages/stage-types';
export type {
  CriOptions,
  DropOptions,
  EventLogMessageOptions,
  JsonOptions,
  LabelsOptions,
  LimitOptions,
  LogfmtOptions,
  LuhnOptions,
  Metric,
  MultilineOptions,
  NamesOptions,
  OutputOptions,
  PackOptions,
  PatternOptions,
  RegexOptions,
  ReplaceOptions,
  SamplingOptions,
  StaticLabelsOptions,
  StructuredMetadataOptions,
  TemplateOptions,
  TenantOptions,
  TimestampOptions,
  TruncateRule,
} from '../loki-stages/stage-options';
export type {
  ClientOptions,
  JournalOptions,
  KubernetesSdOptions,
  LimitsOptions,
  PositionsOptions,
  PromtailConfigProps,
  RelabelOptions,
  ScrapeOptions,
  ServerOptions,
  StaticOptions,
  TargetOptions,
  TlsOptions,
} from './config/options';
export { promtail } from './engine';
export { PromtailConfig } from './promtail-config';
export { promtailVersions } from './versions';
export type { PromtailVersion } from './versions';
