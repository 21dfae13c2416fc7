// Every public name, spelled out: what stands here is what the library promises.

export { FindingsError, printFinding } from './findings/finding';
export type { Finding, RuleId, Severity } from './findings/finding';

export { env, helm, LiveText } from './text/live-text';
export type { Live, ReaderName, Text } from './text/live-text';
export type { IsName, Name, NotAName } from './text/name';
export type { ChartPath } from './text/route';
export { secret } from './text/secret-ref';
export type { SecretRef } from './text/secret-ref';
export { Unfilled, Unspellable } from './text/unspellable';

export { re2 } from './languages/regex/regex';
export type { Pattern, Re2 } from './languages/regex/pattern';
export { PatternError } from './languages/regex/pattern-error';
export type { TimeFormat } from './languages/time/time-format';

export { allOf, anyOf, not } from './pipeline/condition';
export type { Condition } from './pipeline/condition';
export type { ConditionSpec } from './pipeline/condition-spec';
export type { Dash0Account, Dash0Region } from './pipeline/dash0';
export type { EngineName, Versions } from './pipeline/engine-name';
export type { Entry, JsonEntry, LokiEntry, OtlpEntry } from './pipeline/entry';
export type {
  Example,
  ExpectedEntry,
  ExpectedJsonEntry,
  ExpectedLokiEntry,
  ExpectedOtlpEntry,
  ExpectedText,
} from './pipeline/example';
export { LogPipeline } from './pipeline/log-pipeline';
export type { LogPipelineProps } from './pipeline/log-pipeline';
export type { ByName, NonEmpty } from './pipeline/non-empty';
export type { LogRecord, Origin } from './pipeline/record';
export { records } from './pipeline/records';
export type { RecordsOptions } from './pipeline/records';
export { field, fields, firstOf, line, origin, text } from './pipeline/ref';
export type { Ref, Value } from './pipeline/ref';
export type { OriginName, RefSpec, ValueSpec } from './pipeline/ref-spec';
export { Sink } from './pipeline/sink';
export type { HttpOptions, Labels, LokiSinkOptions, OtlpSinkOptions } from './pipeline/sink-options';
export type { Auth, LokiTarget, SinkKind, SinkSpec } from './pipeline/sink-spec';
export { Source } from './pipeline/source';
export type { FilesOptions, PodsOptions, ReadOptions } from './pipeline/source';
export type { PodSelection, SourceKind, SourceSpec } from './pipeline/source-spec';
export { Stage } from './pipeline/stage';
export type { StageKind, StageOf, StageSpec, StageSpecs } from './pipeline/stage-spec';
export type {
  JoinOptions,
  JsonLine,
  MetricOptions,
  NativeCode,
  ParseOptions,
  SampleOptions,
  ThrottleOptions,
  TimeOptions,
} from './pipeline/stage-options';

export type { Day } from './backends/loki/day';
export { LokiSchema } from './backends/loki/loki-schema';
export type { NewPeriodOptions } from './backends/loki/loki-schema';
export { Rate } from './backends/loki/rate';
export type { ObjectStore, SchemaPeriod } from './backends/loki/schema-period';

export { ArgoApplication } from './delivery/argo-application';
export type { LogRotateOptions } from './delivery/logrotate';
export type { ArgoApplicationOptions, ArgoApplicationProps } from './delivery/argo-application';
export { HelmRepository, OCIRepository } from './delivery/chart-source';
export type { ChartConfig, ChartConfigMap, ChartData, ConfigMapFile, Passes } from './delivery/chart-data';
export type { ChartReference, ChartSource, ChartSourceOptions } from './delivery/chart-source';
export { ConfigFiles } from './delivery/config-files';
export type { ConfigFilesProps, FileConfig, Files } from './delivery/config-files';
export { Delivery } from './delivery/delivery';
export type { Deliverable, ValuesOver } from './delivery/delivery';
export { Flux } from './delivery/flux';
export { HelmChart } from './delivery/helm-chart';
export { HelmRelease } from './delivery/helm-release';
export { LinearApp } from './delivery/linear-app';
export type { ReleaseValues } from './delivery/release-values';
export type { ValuesFrom, ValuesFromKey } from './delivery/values-from';
export type { HelmReleaseOptions, HelmReleaseProps } from './delivery/helm-release';
export type { HelmValue, HelmValues } from './delivery/helm-value';
export type { ValuePath } from './delivery/value-path';
export { helmValues, printValues } from './delivery/values-file';
export type { ValuesFileOptions } from './delivery/values-file';

export { AlloyDaemonSet } from './constructs/alloy-daemon-set';
export { FluentBitCompose } from './constructs/fluent-bit-compose';
export type { ComposeVariableOptions, FluentBitComposeProps } from './constructs/fluent-bit-compose-props';
export { FluentBitDaemonSet } from './constructs/fluent-bit-daemon-set';
export { FluentBitSidecar } from './constructs/fluent-bit-sidecar';
export type { FluentBitSidecarProps } from './constructs/fluent-bit-sidecar';
export type { FluentBitSidecarOptions } from './constructs/fluent-bit-sidecar-container';
export { Bucket } from './constructs/bucket';
export type {
  AzureBucketOptions,
  BucketAccess,
  BucketLimits,
  BucketUser,
  GcsBucketOptions,
  S3BucketOptions,
  SecretFile,
} from './constructs/bucket';
export { GrafanaDatasource } from './constructs/grafana-datasource';
export type { GrafanaDatasourceProps } from './constructs/grafana-datasource';
export type { TraceLink } from './backends/grafana/loki-datasource';
export type { Image } from './constructs/image';
export { LokiStack } from './constructs/loki-stack';
export type {
  LokiAsUser,
  LokiNetworkPolicyOptions,
  LokiOnBucket,
  LokiOnDisk,
  LokiStackOptions,
  LokiStackProps,
  LokiUser,
  RetainedStreamOptions,
} from './constructs/loki-stack-props';
export { NodeAgent } from './constructs/node-agent';
export type { NetworkPolicyOptions } from './constructs/node-agent-network';
export type { NodeAgentProps } from './constructs/node-agent-props';
export { ObjectBucketClaim } from './constructs/object-bucket-claim';
export type { ObjectBucketClaimProps } from './constructs/object-bucket-claim';
export type { PodMonitorOptions } from './constructs/pod-monitor';
export { PromtailDaemonSet } from './constructs/promtail-daemon-set';
export type { ServiceMonitorOptions } from './constructs/service-monitor';
export type { Toleration } from './constructs/toleration';
export { VectorDaemonSet } from './constructs/vector-daemon-set';
export type { VectorSidecarProps } from './constructs/vector-sidecar';

export { AiGatewayLogs } from './patterns/ai-gateway/ai-gateway-logs';
export type { AiGatewayLabel, AiGatewayLogsProps } from './patterns/ai-gateway/ai-gateway-logs';
export type { PlatformKeys } from './patterns/ai-gateway/platform-keys';
export { AirflowComponentLogs } from './patterns/airflow/airflow-component-logs';
export { AirflowTaskLogs } from './patterns/airflow/airflow-task-logs';
export { FluentBitSidecarPodTemplate } from './patterns/airflow/fluent-bit-sidecar-pod-template';
export type { FluentBitSidecarPodTemplateProps } from './patterns/airflow/fluent-bit-sidecar-pod-template';
export type { SidecarPodTemplateOptions } from './patterns/airflow/sidecar-pod-template';
export { VectorSidecarPodTemplate } from './patterns/airflow/vector-sidecar-pod-template';
export type { VectorSidecarPodTemplateProps } from './patterns/airflow/vector-sidecar-pod-template';
export { MlPlatformAgent } from './patterns/ml-platform/ml-platform-agent';
export type { MlPlatformAgentProps } from './patterns/ml-platform/ml-platform-agent';
export type { GpuWorkerErrorClass } from './patterns/gpu-worker/error-classes';
export { GpuWorkerLogs } from './patterns/gpu-worker/gpu-worker-logs';
export type { GpuWorkerLogsProps, GpuWorkerResource } from './patterns/gpu-worker/gpu-worker-logs';
export type { GpuWorkerSwitches } from './patterns/gpu-worker/switches';
export { MlPlatformLogs } from './patterns/ml-platform/ml-platform-logs';
export { mlPlatformSizes } from './patterns/ml-platform/ml-platform-sizes';
export type { MlPlatformSize } from './patterns/ml-platform/ml-platform-sizes';
