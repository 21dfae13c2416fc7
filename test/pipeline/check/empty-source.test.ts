import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import type { PodsOptions } from '../../../lib/pipeline/source';

const rules = (options: PodsOptions) =>
  new LogPipeline('test', {
    sources: [Source.pods(options)],
    sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'a' } })],
  })
    .check()
    .map(({ rule }) => rule);

test.each<PodsOptions>([
  { namespaces: ['a', 'b'], except: { namespaces: ['b', 'a', 'c'] } },
  { labels: { app: 'a' }, except: { labels: { app: ['a', 'b'] } } },
  { namespaces: ['a'], labels: { app: 'a' }, except: { labels: { app: true } } },
])('a source that leaves out all that it selects is found: %j', (options) => {
  expect(rules(options)).toEqual(['pipeline/empty-source']);
});

test.each<PodsOptions>([
  { except: { namespaces: ['a'] } },
  { labels: { app: ['a', 'b'] }, except: { labels: { app: 'a' } } },
  { labels: { app: 'a' }, except: { labels: { app: 'a' }, namespaces: ['b'] } },
])('a source that leaves some is not: %j', (options) => {
  expect(rules(options)).toEqual([]);
});
