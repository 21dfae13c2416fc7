import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, firstOf, text } from '../../../lib/pipeline/ref';
import type { Value } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';

const rules = (long: Value) =>
  new LogPipeline('test', {
    sources: [Source.pods()],
    stages: [Stage.parseJson()],
    sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'a', long } })],
  })
    .check()
    .map(({ rule, at }) => `${rule} ${at}`);

const most = 'x'.repeat(2048);
const found = ['loki/label-value test: sinks[0].labels.long'];

test('a label has at most what Loki takes, by what is written alone', () => {
  expect(rules(most)).toEqual([]);
  expect(rules(`${most}x`)).toEqual(found);
});

test('the texts around a field count, and each of several values', () => {
  expect(rules(text`${most}${field('a')}`)).toEqual([]);
  expect(rules(text`${most}${field('a')}x`)).toEqual(found);
  expect(rules(firstOf(field('a'), `${most}é`))).toEqual(found);
});
