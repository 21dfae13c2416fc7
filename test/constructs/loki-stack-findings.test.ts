import { Chart, Duration, Size } from 'cdk8s';
import {
  Bucket,
  Delivery,
  LogPipeline,
  LokiSchema,
  LokiStack,
  ObjectBucketClaim,
  Rate,
  Sink,
  Source,
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

  test('with a lifecycle of the bucket of rules, which nobody would write again', () => {
    const chart = emptyChart();
    const claim = (name: string, days?: number) =>
      new ObjectBucketClaim(chart, name, {
        storageClassName: 'rook',
        ...(days === undefined ? {} : { lifecycle: Duration.days(days) }),
      });
    expect(errorsOf(onBucket(chart, { bucket: claim('chunks'), rulesBucket: claim('rules', 400) }))).toMatchObject([
      { rule: 'loki/bucket-lifecycle', at: 'rulesBucket.lifecycle', got: '400 days' },
    ]);
  });

  test('with two buckets that no pod may open both', () => {
    const rulesOfTwo = (bucket: Bucket, rulesBucket: Bucket): unknown =>
      errorsOf(onBucket(emptyChart(), { bucket, rulesBucket })).map(({ rule, got }) => [rule, got]);
    const role = (name: string) =>
      Bucket.s3({ bucketName: name, region: 'eu', roleArn: `arn:aws:iam::123456789012:role/${name}` });
    expect(rulesOfTwo(role('a'), role('b'))).toEqual([['loki/bucket-identity', 'another eks.amazonaws.com/role-arn']]);
    const { password: key } = user(emptyChart(), 'key');
    const byKey = () => Bucket.gcs({ bucketName: 'b', key });
    expect(rulesOfTwo(byKey(), byKey())).toEqual([['loki/bucket-identity', 'another GOOGLE_APPLICATION_CREDENTIALS']]);
    expect(rulesOfTwo(role('a'), role('a'))).toEqual([]);
  });

  test('several times where an older period is on a disk', () => {
    const onFiles = { store: 'tsdb', objectStore: 'filesystem', schema: 'v13', prefix: 'i_', periodHours: 24 } as const;
    const schema = LokiSchema.running([{ from: '2024-01-01', ...onFiles }]).followedBy('2026-01-01', {
      objectStore: 's3',
    });
    const extra = { storage_config: { filesystem: { directory: '/var/loki/chunks' } } };
    expect(errorsOf(onBucket(emptyChart(), { schema, extra }))).toMatchObject([
      { rule: 'loki/replicas-on-filesystem', at: 'schema', got: '3' },
    ]);
    const alone = { schema, extra, replicas: 1, ingest: Rate.kilobytesPerSecond(10) };
    expect(errorsOf(onBucket(emptyChart(), alone))).toEqual([]);
  });

  test('with a bucket that nobody may open', () => {
    const bucket = Bucket.s3({ bucketName: 'b', endpoint: 'http://minio:9000' });
    expect(errorsOf(onBucket(emptyChart(), { bucket }))).toMatchObject([
      { rule: 'loki/bucket-credentials', at: 'bucket' },
    ]);
    const role = 'arn:aws:iam::123456789012:role/x';
    const nobody = Bucket.s3({ bucketName: 'rules', region: 'eu' });
    const google = Bucket.gcs({ bucketName: 'b' });
    expect(errorsOf(onBucket(emptyChart(), { bucket: google, rulesBucket: nobody }))).toMatchObject([
      { rule: 'loki/bucket-credentials', at: 'rulesBucket' },
    ]);
    const amazon = Bucket.s3({ bucketName: 'b', region: 'eu', roleArn: role });
    expect(errorsOf(onBucket(emptyChart(), { bucket: amazon, rulesBucket: nobody }))).toEqual([]);
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

  test('with no policy that keeps others from it where passwords are asked', () => {
    const chart = emptyChart();
    const { findings } = onDisk(chart, { auth: user(chart, 'agents'), networkPolicy: false });
    expect(findings).toMatchObject([{ rule: 'loki/beside-gateway', severity: 'warning' }]);
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

  test('with limits where no rule judges them', () => {
    const retention_stream = [{ selector: '{a=~".*"}', priority: 1, period: '1h' }];
    const extra = { limits_config: { retention_stream, otlp_config: { severity_text_as_label: true } } };
    expect(errorsOf(onDisk(emptyChart(), { extra }))).toMatchObject([
      { rule: 'loki/option-twice', at: 'extra.limits_config.retention_stream' },
    ]);
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
    ['with a retention under a day', { retention: Duration.hours(12) }, "'retention' must be at least 24 hours"],
    [
      'with a selector that Loki refuses',
      { retentionByStream: [{ selector: '{namespace=~".*"}', keep: Duration.days(1) }] },
      'must be one that Loki takes, got {namespace=~".*"}',
    ],
    [
      'with a retention beside its own',
      { limits: { retentionPeriod: Duration.days(365) } },
      "'limits.retentionPeriod' must be absent beside 'retention'",
    ],
    ['with neither disk nor bucket', { disk: undefined }, "'disk' must be given, or 'bucket'; one of them"],
    ['with a namespace for a list of them', { networkPolicy: { from: 'tools' } }, "'networkPolicy.from' must be"],
    [
      'with an Alertmanager that is no URL',
      { alertmanagerUrl: 'alertmanager:9093' },
      '\'alertmanagerUrl\' must be a URL, got "alertmanager:9093"',
    ],
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

  test('of two copies, neither of which may fail', () => {
    const few = { replicas: 2, ingest: Rate.kilobytesPerSecond(100) };
    expect(rulesOf(onBucket(emptyChart(), { ...few, replicationFactor: 2 }))).toEqual(['loki/replication-factor']);
    expect(rulesOf(onBucket(emptyChart(), { ...few, replicationFactor: 1 }))).toEqual([]);
  });

  test('of more than one is for', () => {
    const loki = onDisk(emptyChart(), { disk: Size.tebibytes(2), ingest: Rate.megabytesPerSecond(1) });
    expect(loki.findings).toMatchObject([{ rule: 'loki/deployment', severity: 'warning', got: 'one Loki on a disk' }]);
    expect(onBucket(emptyChart(), { ingest: Rate.megabytesPerSecond(20) }).findings).toMatchObject([
      { rule: 'loki/deployment', got: 'whole Lokis', remedy: 'write distributed: true' },
    ]);
    expect(rulesOf(onBucket(emptyChart(), { replicas: 1 }))).toEqual(['loki/deployment']);
    const apart = { distributed: true, ingest: Rate.megabytesPerSecond(20), delivery: Delivery.helmRelease() };
    expect(onBucket(emptyChart(), apart).findings).toMatchObject([
      { rule: 'loki/deployment', remedy: 'write 9, or leave it out' },
    ]);
  });
});
