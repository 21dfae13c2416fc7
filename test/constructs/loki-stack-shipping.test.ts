import { Chart } from 'cdk8s';
import { AlloyDaemonSet, field, LogPipeline, LokiSchema, Sink, Source, Stage } from 'cdk8s-logging';
import { emptyChart, onDisk } from './loki-stacks';
import type { LokiStack } from 'cdk8s-logging';

const errorsOf = (stack: LokiStack) => stack.findings.filter(({ severity }) => severity === 'error');

describe('a Loki does not synthesize', () => {
  test('with agents of the app that send it too many labels, wherever they are', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { limits: { maxLabelNamesPerSeries: 2 } });
    const other = onDisk(emptyChart());
    const labels = { app: 'a', team: 'b', level: field('level') };
    const pipeline = new LogPipeline('wide', {
      sources: [Source.pods()],
      stages: [Stage.parseJson()],
      sinks: [Sink.loki({ url: 'http://elsewhere', maxLabels: 15 }, { labels }), Sink.loki(other, { labels })],
    });
    new AlloyDaemonSet(chart, 'alloy', { pipelines: [pipeline] });
    expect(errorsOf(loki)).toEqual([]);
    const wide = pipeline.with({ sinks: [Sink.loki(loki, { labels })] });
    new AlloyDaemonSet(new Chart(chart.node.root, 'agents'), 'alloy', { pipelines: [wide] });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/label-limit', at: 'wide: sinks[0].labels', got: '3' }]);
  });

  test.each([
    [
      'with another limit said for it',
      ({ url, tenant }: LokiStack) => ({ url, maxLabels: 20, ...(tenant && { tenant }) }),
    ],
    ['by its address', ({ url }: LokiStack) => ({ url, maxLabels: 20 })],
  ])('with agents that know it %s, and send too many labels', (_, targetOf) => {
    const chart = emptyChart();
    const loki = onDisk(chart);
    const labels = Object.fromEntries(Array.from({ length: 16 }, (__, index) => [`l${index}`, 'x']));
    const sinks = [Sink.loki(targetOf(loki), { labels })] as const;
    const pipeline = new LogPipeline('wide', { sources: [Source.pods()], sinks });
    new AlloyDaemonSet(chart, 'alloy', { pipelines: [pipeline] });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/label-limit', at: 'wide: sinks[0].labels', got: '16' }]);
  });

  test('with agents that send while no structured metadata is allowed', () => {
    const chart = emptyChart();
    const old = { from: '2023-01-01', store: 'boltdb-shipper', objectStore: 'filesystem', schema: 'v12' } as const;
    const running = LokiSchema.running([{ ...old, prefix: 'index_', periodHours: 24 }], '2026-11-21');
    const loki = onDisk(chart, { schema: running.followedBy('2026-12-01') });
    expect(loki.config.props.limitsConfig?.allowStructuredMetadata).toBe(false);
    expect(errorsOf(loki)).toEqual([]);
    const sinks = [Sink.loki(loki, { labels: { app: 'a' } })] as const;
    const pipeline = new LogPipeline('early', { sources: [Source.pods()], sinks });
    new AlloyDaemonSet(chart, 'alloy', { pipelines: [pipeline] });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/structured-metadata', at: 'early: sinks[0]' }]);
  });
});
