import { LogPipeline, records, Sink, Source, Stage, line } from 'cdk8s-logging';

const path = '/srv/shop/logs/a.log';

export const pipeline = new LogPipeline('shop', {
  sources: [Source.files('/srv/shop/logs/**/*.log')],
  stages: [Stage.drop(line.contains('GET /health'))],
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'shop' } })],
  examples: {
    'health checks are dropped': { records: records(['GET /health'], { path }), ships: [] },
    'all else is kept': { records: records(['GET /'], { path }), ships: [{ line: 'GET /', labels: { app: 'cart' } }] },
    'one without a path': { records: records(['GET /']), ships: [{ line: 'GET /' }] },
  },
});
