import { Duration, Size } from 'cdk8s';
import { allOf } from '../../../lib/pipeline/condition';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, fields, line, origin, text } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { vrl } from '../../../lib/engines/vector';

const loki = { url: 'http://loki:3100' };

/** Pipelines whose printed configuration is kept in `test/data/vector`, by the file's name. */
export const situations: Readonly<Record<string, readonly LogPipeline<'vector'>[]>> = {
  'airflow-tasks': [
    new LogPipeline('airflow-tasks', {
      sources: [Source.files('/opt/airflow/logs/**/*.log')],
      stages: [
        Stage.joinLines({ firstLine: /^(\[\d{4}-|\{)/ }),
        Stage.parseJson({ only: ['timestamp', 'level'] }),
        Stage.parsePattern('[<timestamp>] {<_>} <level> - <_>'),
        Stage.parsePath(
          'dag_id=<dag_id>/run_id=<run_id>/task_id=<task_id>/[map_index=<map_index>/]attempt=<attempt>.log',
        ),
        Stage.time(field('timestamp')),
        Stage.level('level'),
        Stage.drop(allOf(line.contains('heartbeat'), field('level').is('debug', 'info'))),
      ],
      sinks: [
        Sink.loki(loki, {
          labels: { app: 'airflow', ...fields('dag_id', 'task_id', 'level') },
          structuredMetadata: fields('run_id', 'map_index', 'attempt'),
        }),
      ],
    }),
  ],
  simple: [
    new LogPipeline('simple', {
      sources: [Source.files('/var/log/app.log')],
      sinks: [Sink.loki(loki, { labels: { app: 'simple' } })],
    }),
  ],
  flow: [
    new LogPipeline('flow', {
      sources: [
        Source.files('/var/log/**/*.log', { exclude: ['/var/log/a*/x.log'] }),
        Source.files('/var/log/app/*.log', { maxLineBytes: Size.kibibytes(16) }),
      ],
      stages: [
        Stage.parseJson(),
        Stage.when(
          field('kind').is('access'),
          Stage.throttle({ linesPerSecond: 100, per: field('host'), unless: field('status').atLeast(500) }),
          Stage.set({ route: text`${field('host')}${field('path')}` }),
        ),
        Stage.sample('10%', {
          unless: field('level').is('error'),
          first: { of: field('route'), each: Duration.minutes(1) },
        }),
        Stage.count('requests_total', { labels: { host: field('host') } }),
        Stage.measure('request_seconds', field('seconds'), { when: field('kind').is('access') }),
        Stage.native(vrl`.fields.cluster = ${'a"b'}`),
        Stage.line({ json: ['host', 'route'] }),
      ],
      sinks: [
        Sink.loki(loki, { labels: { Host: field('host'), path: origin.path } }),
        Sink.stdout({ when: field('level').is('error') }),
      ],
    }),
  ],
};
