import { Chart, Duration, Size } from 'cdk8s';
import {
  AlloyDaemonSet,
  Bucket,
  Delivery,
  field,
  LogPipeline,
  LokiSchema,
  LokiStack,
  ObjectBucketClaim,
  Rate,
  Sink,
  Source,
  Stage,
  VectorSidecarPodTemplate,
} from 'cdk8s-logging';
import { emptyChart, onBucket, onDisk, rulesOf, user } from './loki-stacks';
import type { LokiStackProps } from 'cdk8s-logging';

const errorsOf = (stack: LokiStack) =>
  [...stack.findings, ...stack.config.check()].filter(({ severity }) => severity === 'error');

describe('a Loki does not synthesize', () => {
  test('with more than one replica on a disk', () => {
    const base = { ingest: Rate.kilobytesPerSecond(10), retention: Duration.days(7), disk: Size.gibibytes(10) };
    // @ts-expect-error -- only a bucket carries replicas
    const loki = new LokiStack(emptyChart(), 'loki', { ...base, replicas: 2 });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/replicas-on-filesystem', at: 'replicas', got: '2' }]);
    // @ts-expect-error -- nor parts
    const never = (): LokiStackProps => ({ ...base, distributed: true });
    expect(never).toBeDefined();
  });

  test('with a disk that is too small, and says the numbers', () => {
    const loki = onDisk(emptyChart(), {
      disk: Size.gibibytes(50),
      ingest: Rate.megabytesPerSecond(10),
      retention: Duration.days(30),
    });
    const [found] = errorsOf(loki);
    expect(found).toMatchObject({ rule: 'loki/disk', at: 'loki.disk' });
    expect(found?.message).toContain('25.9 TB come in');
    expect(found?.got).toContain('1.49 h before compression');
  });

  test('with a quota that is too small', () => {
    const bucket = Bucket.s3({
      bucketName: 'b',
      region: 'eu',
      roleArn: 'arn:aws:iam::123456789012:role/x',
      quota: Size.gibibytes(50),
    });
    expect(errorsOf(onBucket(emptyChart(), { bucket }))).toMatchObject([{ rule: 'loki/quota' }]);
  });

  test('with a lifecycle of the bucket that deletes before Loki does', () => {
    const claim = (chart: Chart, days: number) =>
      new ObjectBucketClaim(chart, `claim-${days}`, { storageClassName: 'rook', lifecycle: Duration.days(days) });
    const keep = [{ labels: { level: 'error' }, keep: Duration.days(90) }];
    const chart = emptyChart();
    expect(errorsOf(onBucket(chart, { bucket: claim(chart, 60), retentionByStream: keep }))).toMatchObject([
      { rule: 'loki/bucket-lifecycle', at: 'bucket.lifecycle', got: '60 d' },
    ]);
    const other = emptyChart();
    expect(rulesOf(onBucket(other, { bucket: claim(other, 120), retentionByStream: keep }))).toEqual([]);
  });

  test('with a bucket that nobody may open', () => {
    const bucket = Bucket.s3({ bucketName: 'b', endpoint: 'http://minio:9000' });
    expect(errorsOf(onBucket(emptyChart(), { bucket }))).toMatchObject([
      { rule: 'loki/bucket-credentials', at: 'bucket' },
    ]);
    const azure = Bucket.azure({ accountName: 'a', containerName: 'b' });
    expect(errorsOf(onBucket(emptyChart(), { bucket: azure }))).toMatchObject([{ rule: 'loki/bucket-credentials' }]);
  });

  test('with a claim in another namespace', () => {
    const chart = emptyChart();
    const elsewhere = new Chart(chart.node.root, 'storage', { namespace: 'storage' });
    const bucket = new ObjectBucketClaim(elsewhere, 'bucket', { storageClassName: 'rook' });
    expect(errorsOf(onBucket(chart, { bucket }))).toMatchObject([
      { rule: 'loki/bucket-namespace', at: 'bucket', got: 'storage' },
    ]);
  });

  test('with a claim that another Loki has', () => {
    const chart = emptyChart();
    const bucket = new ObjectBucketClaim(chart, 'bucket', { storageClassName: 'rook' });
    onBucket(chart, { bucket });
    const second = new LokiStack(chart, 'second', {
      bucket,
      ingest: Rate.kilobytesPerSecond(1),
      retention: Duration.days(1),
    });
    expect(errorsOf(second)).toMatchObject([{ rule: 'loki/bucket-shared', got: 'that of logging/loki too' }]);
  });

  test('with agents of the app that send it too many labels, wherever they are', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { limits: { maxLabelNamesPerSeries: 2 } });
    const other = onDisk(emptyChart());
    const labels = { app: 'a', team: 'b', level: field('level') };
    const pipeline = new LogPipeline('wide', {
      sources: [Source.pods()],
      stages: [Stage.parseJson()],
      sinks: [Sink.loki({ url: loki.url, maxLabels: 15 }, { labels }), Sink.loki(other, { labels })],
    });
    new AlloyDaemonSet(chart, 'alloy', { pipelines: [pipeline] });
    expect(errorsOf(loki)).toEqual([]);
    const wide = pipeline.with({ sinks: [Sink.loki(loki, { labels })] });
    new AlloyDaemonSet(new Chart(chart.node.root, 'agents'), 'alloy', { pipelines: [wide] });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/label-limit', at: 'wide: sinks[0].labels', got: '3' }]);
  });

  test('with sidecars of the app that send it too many labels', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { limits: { maxLabelNamesPerSeries: 1 } });
    const sinks = [Sink.loki(loki, { labels: { app: 'a', team: 'b' } })] as const;
    const pipeline = new LogPipeline('tasks', { sources: [Source.files('/opt/airflow/logs/**/*.log')], sinks });
    new VectorSidecarPodTemplate(chart, 'template', { pipelines: [pipeline], baseImage: 'apache/airflow:2.11.0' });
    expect(errorsOf(loki)).toMatchObject([{ rule: 'loki/label-limit', at: 'tasks: sinks[0].labels' }]);
    expect(loki.shippers).toEqual([pipeline]);
  });

  test('with a burst under the largest line', () => {
    const limits = { ingestionBurstSizeMb: 1, maxLineSize: Size.mebibytes(2) };
    expect(errorsOf(onDisk(emptyChart(), { limits }))).toMatchObject([{ rule: 'loki/burst' }]);
  });

  test('with limits under what comes in', () => {
    expect(errorsOf(onDisk(emptyChart(), { limits: { maxGlobalStreamsPerUser: 10 } }))).toMatchObject([
      { rule: 'loki/limit-too-small' },
    ]);
  });

  test('with options that Loki does not have', () => {
    const extra = { limits_config: { max_line_sizes: 1 } };
    expect(errorsOf(onDisk(emptyChart(), { extra }))).toMatchObject([{ rule: 'loki/unknown-option' }]);
  });

  test('with a schema whose past was edited', () => {
    const period = { store: 'tsdb', objectStore: 'filesystem', schema: 'v13', prefix: 'i_', periodHours: 24 } as const;
    const running = LokiSchema.running([{ from: '2024-01-01', ...period }]);
    const schema = LokiSchema.running([{ from: '2024-01-01', ...period, prefix: 'other_' }]).keeping(
      running,
      '2026-01-01',
    );
    expect(errorsOf(onDisk(emptyChart(), { schema }))).toMatchObject([{ rule: 'loki/schema-edit' }]);
  });

  test('distributed by plain manifests', () => {
    const options = { distributed: true, ingest: Rate.megabytesPerSecond(20), delivery: Delivery.manifests() };
    expect(errorsOf(onBucket(emptyChart(), options))).toMatchObject([{ rule: 'loki/distributed-delivery' }]);
  });
});

describe('a Loki is not made', () => {
  test.each<[string, object, string]>([
    ['with a retention under a day', { retention: Duration.hours(12) }, "'period' must be at least 24 hours"],
    [
      'with a selector that Loki refuses',
      { retentionByStream: [{ selector: '{namespace=~".*"}', keep: Duration.days(1) }] },
      'must be one that Loki takes, got {namespace=~".*"}',
    ],
    ['with neither disk nor bucket', { disk: undefined }, "'disk' must be given, or 'bucket'; one of them"],
    ['with a port of no node', { nodePort: 3100 }, "'nodePort' must be from 30000 to 32767, got 3100; write 30508"],
    ['with an option of another name', { retentions: 1 }, 'retentions'],
    ['with an image of another version', { image: 'grafana/loki:3.5.0' }, "'image' must be Loki 3.7.6"],
    ['with a name that is too long', { name: 'l'.repeat(41) }, "'name' must be at most 40 characters"],
    ['with a bucket that is none', { disk: undefined, bucket: {} }, "'bucket' must be a Bucket"],
  ])('%s', (_, wrong, message) => {
    expect(() => onDisk(emptyChart(), wrong)).toThrow(message);
  });
});

describe('a Loki warns', () => {
  test('of a port of the node without a password', () => {
    const chart = emptyChart();
    expect(rulesOf(onDisk(chart, { nodePort: 30508 }))).toEqual(['loki/public-without-auth']);
    const asked = emptyChart();
    expect(rulesOf(onDisk(asked, { nodePort: 30508, auth: user(asked, 'a') }))).toEqual([]);
  });

  test('of more than one is for', () => {
    const loki = onDisk(emptyChart(), { disk: Size.tebibytes(2), ingest: Rate.megabytesPerSecond(1) });
    expect(loki.findings).toMatchObject([{ rule: 'loki/deployment', severity: 'warning', got: 'one Loki on a disk' }]);
    expect(onBucket(emptyChart(), { ingest: Rate.megabytesPerSecond(20) }).findings).toMatchObject([
      { rule: 'loki/deployment', got: 'whole Lokis', remedy: 'write distributed: true' },
    ]);
    expect(rulesOf(onBucket(emptyChart(), { replicas: 1 }))).toEqual(['loki/deployment']);
  });
});
