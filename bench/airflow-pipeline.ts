import { AirflowTaskLogs, LogPipeline, Sink } from 'cdk8s-logging';

/** Airflow's tasks, but line by line: joined lines depend on when they are read. */
export function airflowPipeline(url: string, files = AirflowTaskLogs.files): LogPipeline<'vector'> {
  const [, ...stages] = AirflowTaskLogs.stages;
  const labels = { app: 'airflow', ...AirflowTaskLogs.labels };
  return new LogPipeline<'vector'>('airflow-tasks', {
    sources: [files],
    stages: stages,
    sinks: [Sink.loki({ url }, { labels, structuredMetadata: AirflowTaskLogs.structuredMetadata })],
  });
}
