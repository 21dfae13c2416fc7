import {
  AirflowComponentLogs,
  fields,
  LogPipeline,
  MlPlatformLogs,
  mlPlatformSizes,
  origin,
  Sink,
  Source,
  Stage,
} from 'cdk8s-logging';
import type { LokiTarget } from 'cdk8s-logging';

/** What MLflow, Feast, training jobs and Airflow print, under the labels that the dashboards know. */
export const pipelines = (loki: LokiTarget, size: keyof typeof mlPlatformSizes = 'production') =>
  [
    new LogPipeline('ml-platform', {
      sources: [Source.pods({ namespaces: ['ml-platform', 'feast'] })],
      stages: [
        ...MlPlatformLogs.stages,
        Stage.when(
          origin.podLabel('app').is('feature-server'),
          Stage.sample(mlPlatformSizes[size].share, { unless: MlPlatformLogs.isError }),
        ),
      ],
      sinks: [
        Sink.loki(loki, { labels: MlPlatformLogs.labels, structuredMetadata: MlPlatformLogs.structuredMetadata }),
      ],
    }),
    new LogPipeline('airflow', {
      sources: [Source.pods({ namespaces: ['airflow'] })],
      stages: [...AirflowComponentLogs.stages, Stage.drop(AirflowComponentLogs.isProbe)],
      sinks: [
        Sink.loki(loki, {
          labels: { ...MlPlatformLogs.podLabels, ...fields('level', 'dag_id', 'task_id') },
          structuredMetadata: fields('run_id', 'map_index', 'try_number', 'execution_date'),
        }),
      ],
    }),
  ] as const;
