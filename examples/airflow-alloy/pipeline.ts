import { AirflowComponentLogs, LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
import type { LokiTarget, Text } from 'cdk8s-logging';

/** What Airflow's pods print, findable by component, DAG and task; probes that went well are left out. */
export const pipeline = (loki: LokiTarget, cluster: Text = 'here') =>
  new LogPipeline('airflow', {
    sources: [Source.pods({ namespaces: ['airflow'], labels: AirflowComponentLogs.podLabels })],
    stages: [...AirflowComponentLogs.stages, Stage.drop(AirflowComponentLogs.isProbe)],
    sinks: [
      Sink.loki(loki, {
        labels: { cluster, app: 'airflow', ...AirflowComponentLogs.labels },
        structuredMetadata: AirflowComponentLogs.structuredMetadata,
      }),
    ],
  });
