import { records } from 'cdk8s-logging';
import type { Example } from 'cdk8s-logging';

const task = '/opt/airflow/logs/dag_id=etl/run_id=manual__2026-11-21T00:21:41+00:00/task_id=load';

/** What the pipeline is for, in a few lines of real logs. */
export const examples: Record<string, Example> = {
  'a traceback is one entry, at the level of its first line': {
    records: records(
      [
        '[2026-11-21T00:22:41.116+0000] {taskinstance.py:3311} ERROR - Task failed with exception',
        'Traceback (most recent call last):',
        '  File "/opt/airflow/dags/etl.py", line 18, in parse_amount',
        'ValueError: row 8: no amount',
        '[2026-11-21T00:22:41.363+0000] {local_task_job_runner.py:266} INFO - Task exited with return code 1',
      ],
      { path: `${task}/attempt=1.log` },
    ),
    ships: [
      {
        labels: { app: 'airflow', dag_id: 'etl', task_id: 'load', level: 'error' },
        structuredMetadata: { attempt: '1', map_index: undefined },
        time: '2026-11-21T00:22:41.116Z',
        line: /\nTraceback [\s\S]*no amount$/,
      },
      { labels: { level: 'info' } },
    ],
  },
  'Airflow 3 writes JSON, which is sent as it is': {
    records: records(
      ['{"timestamp":"2026-11-21T00:27:05.530293Z","level":"warning","event":"slow","dag_id":"not this one"}'],
      { path: `${task}/map_index=2/attempt=1.log` },
    ),
    ships: [
      {
        labels: { dag_id: 'etl', level: 'warn' },
        structuredMetadata: { run_id: 'manual__2026-11-21T00:21:41+00:00', map_index: '2' },
        time: '2026-11-21T00:27:05.530293Z',
        line: /^\{"timestamp":.*\}$/,
      },
    ],
  },
  'a line before the first header has no level': {
    records: records(['/entrypoint: line 12: warning: no such file'], { path: `${task}/attempt=1.log` }),
    ships: [{ labels: { task_id: 'load', level: undefined } }],
  },
};
