import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { field, fields } from '../../lib/pipeline/ref';
import { records } from '../../lib/pipeline/records';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';

const source = Source.files('/opt/airflow/logs/**/*.log');
const loki = Sink.loki({ url: 'http://loki' }, { labels: { app: 'airflow', ...fields('dag_id', 'level') } });
const stages = [
  Stage.parsePattern('[<timestamp>] {<_>} <level> - <_>'),
  Stage.parsePath('dag_id=<dag_id>/<_>.log'),
  Stage.time(field('timestamp')),
  Stage.level('level'),
] as const;

test('runs as its documentation says', () => {
  const pipeline = new LogPipeline('airflow-tasks', { sources: [source], stages, sinks: [loki] });
  const lines = ['[2026-11-21T00:22:41.116+0000] {a.py:1} ERROR - no'];
  expect(pipeline.run(records(lines, { path: '/opt/airflow/logs/dag_id=etl/1.log' }))).toEqual([
    {
      labels: { app: 'airflow', dag_id: 'etl', level: 'error' },
      structuredMetadata: {},
      time: '2026-11-21T00:22:41.116Z',
      line: lines[0],
    },
  ]);
});

test('is a value: copied, frozen, and changed only by making another', () => {
  const list: [Source, ...Source[]] = [source];
  const pipeline = new LogPipeline('a', { sources: list, sinks: [loki] });
  list.push(Source.docker());
  expect(pipeline.sources).toEqual([source]);
  expect(pipeline.stages).toEqual([]);
  expect([pipeline, pipeline.sources, pipeline.stages, pipeline.sinks].map((one) => Object.isFrozen(one))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  const more = pipeline.with({ sources: [...pipeline.sources, Source.docker()], stages });
  expect([more.name, more.sources.length, more.stages.length, more.sinks]).toEqual(['a', 2, 4, pipeline.sinks]);
  expect(pipeline.sources).toHaveLength(1);
});

test('keeps to which engine its stages are bound', () => {
  const native = new LogPipeline('a', { sources: [source], sinks: [loki] }).with({
    stages: [Stage.native({ language: 'vector', source: '.a = 1' })],
  });
  const forVector: LogPipeline<'vector'> = native;
  expect(forVector.stages[0]?.nativeTo).toEqual(['vector']);
});

test.each(['', 'A', 'a_b', '-a', 'a-', '1a', 'a'.repeat(41)])('fails when the name is "%s"', (name) => {
  expect(() => new LogPipeline(name, { sources: [source], sinks: [loki] })).toThrow(
    `'name' must be lower-case letters, digits and -, at most 40, got "${name}"; write one such as airflow-tasks`,
  );
});

test('fails when a stage is none', () => {
  const wrong = [stages[0], { kind: 'drop' } as unknown as Stage];
  expect(() => new LogPipeline('a', { sources: [source], stages: wrong, sinks: [loki] })).toThrow(
    `'stages[1]' must be a stage, got an object; write one such as Stage.parseJson()`,
  );
});
