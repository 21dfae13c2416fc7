import { LogPipeline, Sink, Source, Stage, field, fields } from 'cdk8s-logging';
import type { LokiTarget } from 'cdk8s-logging';

export const pipeline = (loki: LokiTarget) =>
  new LogPipeline('shop', {
    sources: [Source.files('/srv/shop/logs/**/*.log', { exclude: ['/srv/shop/logs/old/**'] })],
    stages: [
      Stage.parsePath('<service>/<_>.log'),
      Stage.parseRegex(/^(?<level>[A-Z]+) /),
      Stage.level('level'),
      Stage.drop(field('level').is('debug')),
    ],
    sinks: [Sink.loki(loki, { labels: { app: 'shop', ...fields('service', 'level') } })],
  });
