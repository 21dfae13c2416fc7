import { AirflowTaskLogs, field, LogPipeline, records, Sink, text } from 'cdk8s-logging';
import type { LokiEntry } from 'cdk8s-logging';

const folder = '/opt/airflow/logs/dag_id=etl/run_id=manual__2026-11-21T00:21:33+00:00/task_id=load';
const path = `${folder}/attempt=1.log`;
const pipeline = new LogPipeline('airflow-tasks', {
  sources: [AirflowTaskLogs.files],
  stages: AirflowTaskLogs.stages,
  sinks: [
    Sink.loki(
      { url: 'http://loki' },
      {
        labels: { app: 'airflow', ...AirflowTaskLogs.labels },
        structuredMetadata: AirflowTaskLogs.structuredMetadata,
      },
    ),
  ],
});
const run = (lines: readonly string[], at = path) => pipeline.run(records(lines, { path: at })) as LokiEntry[];

describe('AirflowTaskLogs', () => {
  test('makes a pipeline without findings', () => {
    expect(pipeline.check()).toEqual([]);
  });

  test('has the same stages whenever it is asked', () => {
    expect(AirflowTaskLogs.stages).toBe(AirflowTaskLogs.stages);
    expect(Object.isFrozen(AirflowTaskLogs) && Object.isFrozen(AirflowTaskLogs.stages)).toBe(true);
  });

  test('knows the lines of Airflow 2, and where they come from', () => {
    const line = '[2026-11-21T00:22:41.404+0000] {load.py:18} WARNING - half full';
    expect(run([line], `${folder}/map_index=2/attempt=3.log`)).toMatchObject([
      {
        line,
        time: '2026-11-21T00:22:41.404Z',
        labels: { app: 'airflow', dag_id: 'etl', task_id: 'load', level: 'warn' },
        structuredMetadata: { run_id: 'manual__2026-11-21T00:21:33+00:00', map_index: '2', attempt: '3' },
      },
    ]);
  });

  test('knows the lines of Airflow 3, whose own ids change nothing', () => {
    const line =
      '{"timestamp":"2026-11-21T00:26:53.585954Z","level":"critical","event":"x","dag_id":"forged","task_id":7,"run_id":"r","attempt":9}';
    const [entry] = run([line]);
    expect(entry).toMatchObject({ line, time: '2026-11-21T00:26:53.585954Z', structuredMetadata: { attempt: '1' } });
    expect(entry?.labels).toEqual({ app: 'airflow', dag_id: 'etl', task_id: 'load', level: 'fatal' });
    expect(entry?.structuredMetadata).not.toHaveProperty('map_index');
  });

  test('keeps a traceback with its message, and what only looks like a header', () => {
    const first = '[2026-11-21T00:22:41.404+0000] {load.py:18} ERROR - no';
    const more = [
      'Traceback (most recent call last):',
      '',
      '  {"a": 1}',
      '{"b": 2}',
      '[2025-01-01, 00:00:00 UTC] {f.py:1} INFO - x',
    ];
    const next = '[2026-11-21T00:22:41.405+0000] {load.py:19} INFO - yes';
    expect(run([first, ...more, next]).map(({ line }) => line)).toEqual([[first, ...more].join('\n'), next]);
  });

  test('drops nothing, and can be told to', () => {
    const beat = '[2026-11-21T00:22:41.404+0000] {job.py:1} INFO - heartbeat';
    expect(run([beat, '', 'no header'])).toHaveLength(1);
    expect(run(['no header'])).toMatchObject([{ line: 'no header', labels: { dag_id: 'etl' } }]);
    const renamed = pipeline.with({
      sinks: [Sink.loki({ url: 'http://loki' }, { labels: { task: text`${field('dag_id')}.${field('task_id')}` } })],
    });
    expect(renamed.run(records([beat], { path }))).toMatchObject([{ labels: { task: 'etl.load' } }]);
  });
});
