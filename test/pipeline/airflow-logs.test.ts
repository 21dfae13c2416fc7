import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { records } from '../../lib/pipeline/records';
import { field, fields } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';

// Written by the real Airflow 2.11.0 and 3.3.2: four DAGs, of which `noisy` prints what a log reader has to survive.

const pipeline = new LogPipeline('airflow-tasks', {
  sources: [Source.files('/opt/airflow/logs/**/*.log')],
  stages: [
    // With the T: `noisy` has a line within a message that begins with `[2025-01-01, `.
    Stage.joinLines({ firstLine: /^(\[\d{4}-\d\d-\d\dT|\{"timestamp")/ }),
    Stage.parseJson({ only: ['timestamp', 'level'] }),
    Stage.parsePattern('[<timestamp>] {<_>} <level> - <_>'),
    Stage.parsePath('dag_id=<dag_id>/run_id=<run_id>/task_id=<task_id>/[map_index=<map_index>/]attempt=<attempt>.log'),
    Stage.time(field('timestamp')),
    Stage.level('level'),
  ],
  sinks: [
    Sink.loki(
      { url: 'http://loki' },
      {
        labels: { app: 'airflow', ...fields('dag_id', 'task_id', 'level') },
        structuredMetadata: fields('run_id', 'map_index', 'attempt'),
      },
    ),
  ],
});

const data = join(__dirname, '../data/logs');

interface LogFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly entries: readonly LokiEntry[];
}

function readLogs(version: string): readonly LogFile[] {
  const folder = join(data, `airflow-${version}`);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'));
  return paths.map((path) => {
    const file = join(folder, path);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const entries = pipeline.run(records({ file }, { path: `/opt/airflow/logs/${path}` })) as LokiEntry[];
    return { path, lines, entries };
  });
}

const messages = [
  ['This is an INFO log message from Python task', 'info'],
  ['This is a WARNING log message from Python task', 'warn'],
  ['This is an ERROR log message from Python task', 'error'],
  ['This is a print statement that should appear in logs', 'info'],
  ['Testing log persistence with multiple lines', 'info'],
] as const;

test('the pipeline has no findings', () => {
  expect(pipeline.check()).toEqual([]);
});

describe.each([
  ['2.11.0', 'manual__2026-11-21T00:21:33+00:00'],
  ['3.3.2', 'manual__2026-11-21T00:26:34.268117+00:00'],
])('task logs of Airflow %s', (version, run) => {
  const logs = readLogs(version);
  const of = (part: string): LogFile => {
    const found = logs.find(({ path }) => path.includes(part));
    if (found === undefined) throw new Error(`no log of ${part}`);
    return found;
  };

  test('have all files of the four DAGs', () => {
    expect(logs).toHaveLength(14);
    expect(logs.flatMap(({ lines }) => lines)).toHaveLength(version === '2.11.0' ? 1058 : 583);
  });

  test.each(messages)('hold "%s" once, with its level, its time and its ids', (message, level) => {
    const { entries } = of(`dag_id=hello_world/run_id=${run}/task_id=python_task`);
    const found = entries.filter(({ line }) => line.includes(message));
    expect(found).toHaveLength(1);
    expect(found[0]?.labels).toEqual({ app: 'airflow', dag_id: 'hello_world', task_id: 'python_task', level });
    expect(found[0]?.structuredMetadata).toEqual({ run_id: run, attempt: '1' });
    expect(found[0]?.time).toBe(writtenTime(found[0]?.line ?? ''));
  });

  test('lose no line and double none: entries in order are the file', () => {
    for (const { lines, entries } of logs) expect(entries.flatMap(({ line }) => line.split('\n'))).toEqual(lines);
  });

  test('give each entry the time and the level that are written in it', () => {
    for (const { path, entries } of logs) {
      for (const { line, time, labels } of entries) {
        expect([path, time]).toEqual([path, writtenTime(line)]);
        expect(['debug', 'info', 'warn', 'error']).toContain(labels['level']);
      }
    }
  });

  test('give each entry the ids of its path', () => {
    for (const { path, entries } of logs) {
      const ids = Object.fromEntries(
        [...path.matchAll(/(\w+)=([^/]*?)(?:\.log)?(?=\/|$)/g)].map(([, key, value]) => [key, value]),
      );
      for (const { labels, structuredMetadata } of entries) {
        const { dag_id, task_id } = labels;
        expect({ dag_id, task_id, ...structuredMetadata }).toEqual(ids);
      }
    }
  });

  test('keep equal lines of one instant', () => {
    const { entries } = of('task_id=chatter');
    const counts = new Map<string, number>();
    for (const { line, time } of entries) counts.set(`${time} ${line}`, (counts.get(`${time} ${line}`) ?? 0) + 1);
    // Airflow 3 writes microseconds, so its lines differ.
    expect(Math.max(...counts.values())).toBe(version === '2.11.0' ? 3 : 1);
  });

  test('keep tracebacks whole', () => {
    const { entries } = of('task_id=transform/attempt=1.log');
    const traces = entries.filter(({ line }) => line.includes('Traceback') || line.includes('error_detail'));
    expect(traces.length).toBeGreaterThan(0);
    for (const { line, labels } of traces) {
      expect(labels['level']).toBe('error');
      expect(line).toMatch(/\w+Error/);
    }
    if (version === '2.11.0') expect(traces[0]?.line.split('\n').length).toBeGreaterThan(10);
  });

  test('leave the noisy log as it was written', () => {
    const { entries } = of('task_id=chatter');
    const all = entries.map(({ line }) => line);
    const has = (part: string): boolean => all.some((line) => line.includes(part));
    expect(Math.max(...all.map((line) => line.length))).toBeGreaterThan(20_000);
    expect(has('{{ ds }} and {{ dag_run.conf[')).toBe(true);
    expect(has('${HOME} $HOME $$ $(date) `uname -a`')).toBe(true);
    // Airflow 3 writes JSON, with what is not ASCII escaped or not: as it was, in any case.
    expect(has('日本語') || has('\\u65e5\\u672c\\u8a9e')).toBe(true);
    expect(has('\u001b[32mgreen\u001b[0m') || has('\\u001b[32mgreen\\u001b[0m')).toBe(true);
    if (version === '2.11.0') {
      expect(all.find((line) => line.includes('looks like a header'))).toMatch(
        / - multi\nline\n {2}message \d+\n\[2025-/,
      );
    }
  });
});

/** The time that a line begins with, as the RFC 3339 of entries. */
function writtenTime(line: string): string {
  const [, iso = ''] = /^(?:\[|\{"timestamp":")([^\]"+Z]+)/.exec(line) ?? [];
  const [whole = '', fraction = ''] = iso.split('.');
  const kept = fraction.replace(/(?:000)+$/, '');
  return kept === '' ? `${whole}Z` : `${whole}.${kept}Z`;
}
