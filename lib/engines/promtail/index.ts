export { LokiStage } from '../loki-stages/loki-stage';
export type * as LokiStageOptions from '../loki-stages/stage-options';
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
