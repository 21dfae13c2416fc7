import { AirflowTaskLogs, LogPipeline, Sink } from 'cdk8s-logging';
import type { LokiTarget } from 'cdk8s-logging';
import { examples } from './examples';

/** Every line of every task, findable by DAG and task. */
export const pipeline = (loki: LokiTarget) =>
  new LogPipeline('airflow-tasks', {
    sources: [AirflowTaskLogs.files],
    stages: AirflowTaskLogs.stages,
    sinks: [
      Sink.loki(loki, {
        labels: { app: 'airflow', ...AirflowTaskLogs.labels },
        structuredMetadata: AirflowTaskLogs.structuredMetadata,
      }),
    ],
    examples,
  });
