import { Size } from 'cdk8s';
import { checkShipping } from '../../../../lib/backends/loki/rules/shipping';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';

const here = { url: 'http://loki:3100' };
const elsewhere = { url: 'http://other:3100' };
const named = (prefix: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x'])) as {
    readonly app: string;
  };
const pipeline = (labels: number, metadata = 0, to = here) =>
  new LogPipeline('web', {
    sources: [Source.files('/var/log/a.log', { maxLineBytes: Size.kibibytes(512) })],
    sinks: [Sink.stdout(), Sink.loki(to, { labels: named('l', labels), structuredMetadata: named('m', metadata) })],
  });
const wide = { maxLineSize: Size.kibibytes(512) };

describe('what agents ship', () => {
  it('is right within the limits', () => {
    expect(checkShipping([pipeline(15, 128)], wide)).toEqual([]);
    expect(checkShipping([pipeline(20)], { ...wide, maxLabelNamesPerSeries: 20 })).toEqual([]);
    expect(checkShipping([pipeline(1)], { maxLineSizeTruncate: true })).toEqual([]);
    expect(checkShipping([pipeline(1)], { maxLineSize: Size.kibibytes(0) })).toEqual([]);
  });

  it.each([
    [pipeline(16), wide, ['loki/label-limit', 'web: sinks[1].labels', '16']],
    [pipeline(5), { ...wide, maxLabelNamesPerSeries: 4 }, ['loki/label-limit', 'web: sinks[1].labels', '5']],
    [pipeline(1, 129), wide, ['loki/label-limit', 'web: sinks[1].structuredMetadata', '129']],
    [
      pipeline(1, 1),
      { ...wide, allowStructuredMetadata: false },
      ['loki/structured-metadata', 'web: sinks[1]', 'allowStructuredMetadata: false'],
    ],
    [pipeline(1), { ...wide, maxLabelValueLength: 100 }, ['loki/label-limit', 'web: sinks[1]', '100']],
    [pipeline(1), {}, ['loki/line-size', 'web: sources[0]', '512 KiB']],
  ])('is found where Loki would drop it: %#', (one, limits, expected) => {
    expect(checkShipping([one], limits).map(({ rule, at, got }) => [rule, at, got])).toEqual([expected]);
  });

  it('elsewhere is not judged', () => {
    expect(checkShipping([pipeline(16, 0, elsewhere)], wide, (sink) => sink.target === here)).toEqual([]);
  });
});
