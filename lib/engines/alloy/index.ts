export { alloy, call, reference } from '../../languages/alloy/alloy';
export type { Alloy, AlloyValue } from '../../languages/alloy/alloy';
export { checkAlloy } from '../../languages/alloy/compiler/check-alloy';
export type { AlloyCheckOptions } from '../../languages/alloy/compiler/check-alloy';
export { formatAlloy, parseAlloy } from '../../languages/alloy/compiler/parser';
export type { AlloyDiagnostic, ParsedAlloy } from '../../languages/alloy/compiler/parser';
export type { AlloyNode, AlloyStatement } from '../../languages/alloy/compiler/tree';
export type { Place } from '../../languages/place';
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
export { AlloyConfig } from './alloy-config';
export type { AlloyConfigProps } from './alloy-config';
export type { Component, Export, ExportKind, HasComponent } from './config/component';
export { discovery, local, loki, prometheus } from './config/components';
export type { DiscoveryKubernetes, DiscoveryKubernetesOptions, KubernetesRole } from './config/discovery-kubernetes';
export type { DiscoveryRelabel, DiscoveryRelabelOptions } from './config/discovery-relabel';
export type { Authorization, BasicAuth, HttpClient, OAuth2, TlsConfig } from './config/http-client';
export type { Clustering, KubernetesClient, LabelSelector } from './config/kubernetes-client';
export type { LocalFileMatch, LocalFileMatchOptions } from './config/local-file-match';
export type { LokiEcho } from './config/loki-echo';
export type { LokiProcess, LokiProcessOptions } from './config/loki-process';
export type { LokiRelabel, LokiRelabelOptions } from './config/loki-relabel';
export type { LokiRulesKubernetesOptions, QueryMatcher } from './config/loki-rules-kubernetes';
export type { LokiSourceApiOptions, ServerTls } from './config/loki-source-api';
export type { LokiSourceFileOptions } from './config/loki-source-file';
export type { LokiSourceKubernetesOptions } from './config/loki-source-kubernetes';
export type { LokiSourcePodlogsOptions } from './config/loki-source-podlogs';
export type { LokiEndpoint, LokiQueue, LokiWal, LokiWrite, LokiWriteOptions } from './config/loki-write';
export type {
  PrometheusRemoteWrite,
  PrometheusRemoteWriteOptions,
  RemoteWriteEndpoint,
} from './config/prometheus-remote-write';
export type { PrometheusScrapeOptions } from './config/prometheus-scrape';
export type { RelabelRule } from './config/relabel-rule';
export type { LiveDebuggingOptions, LoggingOptions } from './config/settings-blocks';
export type { LogsReceiver, MetricsReceiver, Target, Targets } from './config/shape';
export { alloyVersions } from './versions';
export type { AlloyVersion } from './versions';
