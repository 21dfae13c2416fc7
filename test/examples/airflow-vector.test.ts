import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { records } from 'cdk8s-logging';
import type { LokiEntry } from 'cdk8s-logging';
import { vector } from 'cdk8s-logging/vector';
import 'cdk8s-logging/testing';
import { parseAllDocuments } from 'yaml';
import { pipeline } from '../../examples/airflow-vector/pipeline';

const data = join(__dirname, '..', 'data', 'logs');
const versions = ['airflow-2.11.0', 'airflow-3.3.2'] as const;
const five = [
  ['info', 'This is an INFO log message from Python task'],
  ['warn', 'This is a WARNING log message from Python task'],
  ['error', 'This is an ERROR log message from Python task'],
  ['info', 'This is a print statement that should appear in logs'],
  ['info', 'Testing log persistence with multiple lines'],
] as const;

interface TaskLog {
  readonly path: string;
  readonly text: string;
  readonly entries: readonly LokiEntry[];
}

function taskLogs(version: string): readonly TaskLog[] {
  const root = join(data, version);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith('dag_id=') && name.endsWith('.log'))
    .map((name) => {
      const file = join(root, name);
      const path = `/opt/airflow/logs/${relative(root, file)}`;
      const entries = pipeline({ url: 'http://loki' }).run(records({ file }, { path })) as LokiEntry[];
      return { path, text: readFileSync(file, 'utf8'), entries };
    });
}

function synthesize(): readonly Record<string, never>[] {
  const folder = mkdtempSync(join(tmpdir(), 'airflow-vector-'));
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = folder;
  try {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- importing an app synthesizes it
      require('../../examples/airflow-vector/main');
    });
    return readdirSync(folder)
      .sort()
      .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
      .map((document) => document.toJS() as Record<string, never>);
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
    rmSync(folder, { recursive: true });
  }
}

describe('the pipeline of examples/airflow-vector', () => {
  test('has no findings', () => {
    expect(pipeline({ url: 'http://loki' })).toHaveNoFindings();
  });

  test('does what its examples say, and Vector can test each of them', () => {
    const made = pipeline({ url: 'http://loki' });
    expect(made).toShipItsExamples();
    expect(vector.tests([made]).leftOut).toEqual([]);
  });

  describe.each(versions)('over the task logs of %s', (version) => {
    const logs = taskLogs(version);

    test('sends each of the five messages once, at its level and its own time', () => {
      const hello = logs.filter(({ path }) => /hello_world\/.*task_id=python_task/.test(path));
      expect(hello).toHaveLength(2);
      for (const { path, entries } of hello) {
        for (const [level, message] of five) {
          const found = entries.filter(({ line }) => line.includes(message));
          expect(found).toHaveLength(1);
          expect(found[0]?.labels).toEqual({ app: 'airflow', dag_id: 'hello_world', task_id: 'python_task', level });
          const runId = /run_id=([^/]*)/.exec(path)?.[1];
          expect(found[0]?.structuredMetadata).toEqual({ run_id: runId, attempt: '1' });
          const written = /\d{4}-\d\d-\d\dT[\d:]+\.(\d+)/.exec(found[0]?.line ?? '')?.[0] ?? 'no time';
          expect(found[0]?.time).toBe(`${written}Z`);
        }
      }
    });

    test('has each line in exactly one entry, as it was written', () => {
      for (const { text, entries } of logs) expect(entries.map(({ line }) => `${line}\n`).join('')).toBe(text);
    });

    test('knows DAG, task, run, attempt and map index of each entry', () => {
      for (const { path, entries } of logs) {
        const at = /dag_id=([^/]*)\/run_id=([^/]*)\/task_id=([^/]*)\/(?:map_index=(\d+)\/)?attempt=(\d+)/.exec(path);
        const [, dag_id, run_id, task_id, map_index, attempt] = at ?? [];
        for (const { labels, structuredMetadata } of entries) {
          expect(labels).toMatchObject({ dag_id, task_id, level: expect.stringMatching(/^(info|warn|error)$/) });
          expect(structuredMetadata).toEqual({ run_id, attempt, ...(map_index === undefined ? {} : { map_index }) });
        }
      }
    });

    test('takes the time of each entry from its line', () => {
      const times = logs.flatMap(({ entries }) => entries.map(({ time }) => Date.parse(time)));
      expect(Math.min(...times)).toBeGreaterThan(Date.parse('2026-11-21T00:00:00Z'));
      expect(Math.max(...times)).toBeLessThan(Date.parse('2026-11-21T01:00:00Z'));
    });
  });

  test('keeps a traceback of Airflow 2 in one entry', () => {
    const failing = taskLogs('airflow-2.11.0').filter(({ path }) => path.includes('task_id=transform'));
    for (const { entries } of failing) {
      const tracebacks = entries.filter(({ line }) => line.includes('Traceback'));
      expect(tracebacks.length).toBeGreaterThan(0);
      for (const { line, labels } of tracebacks) {
        expect(labels['level']).toBe('error');
        expect(line).toMatch(/^\[2026-.*\nTraceback[^]*ValueError: row 8: no amount/);
      }
    }
  });
});

describe('the manifests of examples/airflow-vector', () => {
  const objects = synthesize();
  const of = (kind: string) => objects.filter((object) => object['kind'] === kind);

  test('are a namespace, the configuration, the DAG and the release', () => {
    expect(objects.map((object) => object['kind']).sort()).toEqual([
      'ConfigMap',
      'ConfigMap',
      'HelmRelease',
      'HelmRepository',
      'Namespace',
    ]);
  });

  test('give the release a pod template with the sidecar, for the Airflow that the tasks run', () => {
    const [release] = of('HelmRelease') as unknown as { spec: { values: Record<string, string> } }[];
    expect(release?.spec.values).toMatchObject({ executor: 'KubernetesExecutor', defaultAirflowTag: '3.2.2' });
    expect(release?.spec.values['podTemplate']).toContain('image: apache/airflow:3.2.2');
    expect(release?.spec.values['podTemplate']).toContain('restartPolicy: Always');
  });

  test('keep Flux from reading the dollars of the drain', () => {
    const [drain] = of('ConfigMap') as unknown as { metadata: { annotations: object }; data: Record<string, string> }[];
    expect(drain?.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' });
    expect(drain?.data['drain.sh']).toContain('path=${path%/}');
  });

  test('are these', () => {
    expect(objects).toMatchSnapshot();
  });
});
