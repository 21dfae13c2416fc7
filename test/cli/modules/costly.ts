import { LogPipeline, Sink, Source, Stage, fields } from 'cdk8s-logging';

export const pipeline = new LogPipeline('costly', {
  sources: [Source.files('/var/log/*.log')],
  stages: [Stage.parseJson()],
  sinks: [Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'costly', ...fields('request_id') } })],
});
