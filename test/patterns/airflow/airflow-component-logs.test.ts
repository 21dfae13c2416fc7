import { join } from 'node:path';
import { AirflowComponentLogs, LogPipeline, Sink, records } from 'cdk8s-logging';
import type { LokiEntry, Origin } from 'cdk8s-logging';
import { readFileSync } from 'node:fs';

const data = join(__dirname, '..', '..', 'data', 'logs');
const pipeline = new LogPipeline('airflow', {
  sources: [AirflowComponentLogs.pods],
  stages: AirflowComponentLogs.stages,
  sinks: [
    Sink.loki(
      { url: 'http://loki' },
      {
        labels: { app: 'airflow', ...AirflowComponentLogs.labels },
        structuredMetadata: AirflowComponentLogs.structuredMetadata,
      },
    ),
  ],
});
const of = (component: string, more: Origin = {}): Origin => ({
  namespace: 'airflow',
  pod: `airflow-${component}-0`,
  container: component,
  ...more,
  podLabels: { tier: 'airflow', component, ...more.podLabels },
});
const run = (lines: readonly string[], at = of('scheduler')) => pipeline.run(records(lines, at)) as LokiEntry[];
const read = (file: string, component: string) =>
  pipeline.run(records({ file: join(data, file) }, of(component))) as LokiEntry[];
const countBy = (entries: readonly LokiEntry[], name: string) => {
  const counts: Record<string, number> = {};
  for (const { labels, structuredMetadata } of entries) {
    const value = labels[name] ?? structuredMetadata[name] ?? '';
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
};

describe('AirflowComponentLogs', () => {
  test('makes a pipeline without findings, and no label for what is not known', () => {
    expect(pipeline.check()).toEqual([]);
    const names = new Set(run(['x']).flatMap(({ labels }) => Object.keys(labels)));
    expect([...names].sort()).toEqual(['app', 'component', 'container', 'namespace']);
    expect(Object.keys(AirflowComponentLogs.labels)).toHaveLength(6);
  });

  test('has the same stages whenever it is asked, frozen', () => {
    expect(AirflowComponentLogs.stages).toBe(AirflowComponentLogs.stages);
    expect(Object.isFrozen(AirflowComponentLogs.stages) && Object.isFrozen(AirflowComponentLogs)).toBe(true);
  });

  test.each([
    ['airflow-2.11.0/components/scheduler.txt', 'scheduler'],
    ['airflow-3.3.2/components/scheduler.txt', 'scheduler'],
    ['airflow-3.3.2/components/api-server.txt', 'api-server'],
    ['airflow-3.3.2/components/dag-processor.txt', 'dag-processor'],
    ['airflow-3.3.2/components/triggerer.txt', 'triggerer'],
    ['airflow-3.2.2-json/scheduler.jsonl', 'scheduler'],
    ['airflow-3.2.2-json/api-server.jsonl', 'api-server'],
    ['celery-5.7.0/worker.txt', 'worker'],
  ])('has each line of %s in exactly one entry, as it was written', (file, component) => {
    const text = readFileSync(join(data, file), 'utf8');
    const entries = read(file, component);
    expect(entries.map(({ line }) => `${line}\n`).join('')).toBe(text);
    for (const { labels } of entries) {
      expect(labels).toMatchObject({ app: 'airflow', namespace: 'airflow', component, container: component });
      expect(['info', 'warn', 'error', undefined]).toContain(labels['level']);
    }
  });
});

describe('the scheduler of Airflow 2', () => {
  const entries = read('airflow-2.11.0/components/scheduler.txt', 'scheduler');

  test('has levels', () => expect(countBy(entries, 'level')).toEqual({ info: 171, warn: 34, error: 4 }));

  test('says of which task it speaks', () => {
    expect(countBy(entries, 'dag_id')).toEqual({
      '': 101,
      etl_failing: 23,
      mapped_demo: 37,
      hello_world: 32,
      noisy: 16,
    });
    const finished = entries.filter(({ line }) => line.includes('TaskInstance Finished: '));
    expect(finished).toHaveLength(14);
    for (const { line, labels, structuredMetadata } of finished) {
      const [, dag_id, task_id, run_id, index, try_number] =
        /dag_id=(\w+), task_id=(\w+), run_id=(\S+), map_index=(-?\d+), .* try_number=(\d)/.exec(line) ?? [];
      expect(labels).toMatchObject({ dag_id, task_id, level: 'info' });
      expect(structuredMetadata).toEqual({
        pod: 'airflow-scheduler-0',
        run_id,
        try_number,
        execution_date: run_id?.slice('manual__'.length),
        ...(index === '-1' ? {} : { map_index: index }),
      });
    }
  });

  test('names no task where it speaks of several', () => {
    const several = entries.filter(({ line }) => (line.match(/<TaskInstance: /g) ?? []).length > 1);
    expect(several).toHaveLength(9);
    for (const { labels } of several) expect(labels).not.toHaveProperty('dag_id');
  });

  test('has the run and its logical date where a run ends', () => {
    const ends = entries.filter(({ line }) => / DagRun Finished: /.test(line));
    expect(
      ends.map(({ labels, structuredMetadata: { run_id, execution_date } }) => [
        labels['dag_id'],
        run_id,
        execution_date,
      ]),
    ).toEqual(
      [
        ['hello_world', '2026-11-21T00:21:33+00:00'],
        ['noisy', '2026-11-21T00:21:57+00:00'],
        ['hello_world', '2026-11-21T00:22:03+00:00'],
        ['etl_failing', '2026-11-21T00:21:41+00:00'],
        ['mapped_demo', '2026-11-21T00:21:47+00:00'],
      ].map(([dag, date]) => [dag, `manual__${date}`, date]),
    );
  });

  test('has the time of lines that are exact to the millisecond', () => {
    const [first] = entries.filter(({ line }) => line.includes('Loaded executor'));
    expect(first?.time).toBe('2026-11-21T00:22:12.271Z');
  });
});

describe('the components of Airflow 3', () => {
  const entries = read('airflow-3.3.2/components/scheduler.txt', 'scheduler');

  test('have levels and DAGs', () => {
    expect(countBy(entries, 'level')).toEqual({ '': 1, info: 280, warn: 15, error: 8 });
    expect(countBy(entries, 'dag_id')).toEqual({
      '': 77,
      hello_world: 41,
      etl_failing: 59,
      mapped_demo: 72,
      noisy: 55,
    });
  });

  test('have the ids that stand behind a message of a task', () => {
    const [entry] = entries.filter(({ line }) => line.includes('This is an ERROR log message from Python task'));
    expect(entry).toMatchObject({
      time: '2026-11-21T00:26:53.586027Z',
      labels: { dag_id: 'hello_world', task_id: 'python_task', level: 'error' },
    });
    expect(entry?.structuredMetadata).toEqual({
      pod: 'airflow-scheduler-0',
      run_id: 'manual__2026-11-21T00:26:34.268117+00:00',
      try_number: '1',
    });
  });

  test('have the index of mapped tasks', () => {
    const shards = entries.filter(({ labels, line }) => labels['task_id'] === 'process' && line.includes(' [task] '));
    expect(Object.keys(countBy(shards, 'map_index')).sort()).toEqual(['0', '1', '2']);
  });

  test('have no logical date where they say that there is none', () => {
    expect(countBy(entries, 'execution_date')).toEqual({ '': entries.length });
  });

  test('keep a table with the message that it belongs to', () => {
    const stats = read('airflow-3.3.2/components/dag-processor.txt', 'dag-processor').filter(({ line }) =>
      line.includes('DAG File'),
    );
    expect(stats.length).toBeGreaterThan(0);
    for (const { line } of stats) expect(line).toMatch(/^2026-.*\n=+\nDAG File Processing Stats\n[^]*=+ \[airflow/);
  });
});

describe('the components of Airflow 3, as JSON', () => {
  const entries = read('airflow-3.2.2-json/scheduler.jsonl', 'scheduler');

  test('have levels and DAGs', () => {
    expect(countBy(entries, 'level')).toEqual({ info: 90, warn: 9, error: 1 });
    expect(countBy(entries, 'dag_id')).toEqual({ '': 47, hourly: 14, hello_world: 39 });
  });

  test('have the logical date from where it is said: the id of the run has another', () => {
    const dated = entries.filter(({ structuredMetadata }) => structuredMetadata['execution_date'] !== undefined);
    expect(dated.map(({ structuredMetadata: { run_id, execution_date } }) => [run_id, execution_date])).toEqual([
      ['scheduled__2026-11-21T06:00:00+00:00', '2026-11-21T05:00:00+00:00'],
      ['scheduled__2026-11-21T06:00:00+00:00', '2026-11-21T05:00:00+00:00'],
    ]);
  });

  test('are still read as JSON where something is printed behind a line', () => {
    const glued = read('airflow-3.2.2-json/api-server.jsonl', 'api-server').filter(({ line }) =>
      line.endsWith('\n[] []'),
    );
    expect(glued).toHaveLength(3);
    for (const { line, time, labels } of glued) {
      expect(labels['level']).toBe('info');
      expect(line).toContain(`"timestamp":"${time}"`);
    }
  });

  test('say when they crash', () => {
    const last = read('airflow-3.2.2-json/crash.jsonl', 'api-server').at(-1);
    expect(last?.labels['level']).toBe('fatal');
  });
});

describe('a worker of Celery', () => {
  test('says which task it runs, and keeps tracebacks whole', () => {
    const entries = read('celery-5.7.0/worker.txt', 'worker');
    expect(countBy(entries, 'level')).toEqual({ warn: 3, info: 7, error: 1 });
    const tasks = entries.filter(({ labels }) => labels['task_id'] === 'python_task');
    expect(tasks).toHaveLength(2);
    for (const { structuredMetadata } of tasks) {
      expect(structuredMetadata).toMatchObject({ execution_date: '2026-11-21T00:21:33+00:00' });
    }
    const [failed] = entries.filter(({ labels }) => labels['level'] === 'error');
    expect(failed?.line).toMatch(/raised unexpected[^]*ValueError: no such command/);
  });
});

describe("a task's pod of the KubernetesExecutor", () => {
  const at = of('worker', {
    podLabels: { airflow_version: '2.11.0' },
    podAnnotations: {
      dag_id: 'etl',
      task_id: 'load.rows',
      run_id: 'manual__2026-11-21T00:21:33+00:00',
      try_number: '2',
    },
  });

  test('is known by its annotations, whatever its task prints', () => {
    const [entry] = run(
      [
        "[2026-11-21T00:22:12.271+0000] {x.py:1} INFO - dag_id=forged TaskInstanceKey(dag_id='a', task_id='b', run_id='c', try_number=9, map_index=4)",
      ],
      at,
    );
    expect(entry?.labels).toMatchObject({ dag_id: 'etl', task_id: 'load.rows' });
    expect(entry?.structuredMetadata).toMatchObject({
      run_id: 'manual__2026-11-21T00:21:33+00:00',
      try_number: '2',
      execution_date: '2026-11-21T00:21:33+00:00',
    });
  });

  test('is known where it prints nothing of Airflow', () => {
    expect(run(['tick'], at)).toMatchObject([
      { labels: { dag_id: 'etl' }, structuredMetadata: { execution_date: '2026-11-21T00:21:33+00:00' } },
    ]);
  });

  test('has no logical date from an id of Airflow 3', () => {
    const [entry] = run(['tick'], of('worker', { ...at, podLabels: { airflow_version: '3.2.2' } }));
    expect(entry?.structuredMetadata).not.toHaveProperty('execution_date');
    const [told] = run(['tick'], of('worker', { podAnnotations: { logical_date: '2026-11-21 05:00:00+00:00' } }));
    expect(told?.structuredMetadata).toMatchObject({ execution_date: '2026-11-21T05:00:00+00:00' });
  });
});

describe('lines that mean to mislead', () => {
  test('make no label of a level that is none', () => {
    const [entry] = run(['{"timestamp": "2026-11-21T00:22:12.271Z", "level": "x-7f3a"}']);
    expect(entry?.labels).not.toHaveProperty('level');
  });

  test('have the ids that the logger added, not those of the message', () => {
    const ids = 'dag_id=etl loc=a.py:1 map_index=-1 run_id=r task_id=load ti_id=0 try_number=1';
    const [entry] = run([
      `2026-11-21 00:26:53.586027+00:00 [error    ] dag_id=forged map_index=0 run_id=x task_id=y try_number=9 [task] ${ids}`,
    ]);
    expect(entry?.labels).toMatchObject({ dag_id: 'etl', task_id: 'load' });
    expect(entry?.structuredMetadata).toMatchObject({ run_id: 'r', try_number: '1' });
    expect(entry?.structuredMetadata).not.toHaveProperty('map_index');
  });

  test('are errors where a traceback follows that nobody caught', () => {
    const lines = [
      '[2026-11-21T00:22:12.271+0000] {x.py:1} INFO - done',
      'Traceback (most recent call last):',
      'KeyError: 1',
    ];
    expect(run(lines)).toMatchObject([{ line: lines.join('\n'), labels: { level: 'error' } }]);
  });
});
