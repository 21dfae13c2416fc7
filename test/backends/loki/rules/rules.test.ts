import { Duration, Size } from 'cdk8s';
import { LokiConfig } from '../../../../lib/backends/loki/loki-config';
import type { LokiConfigProps } from '../../../../lib/backends/loki/loki-config';
import { LokiSchema } from '../../../../lib/backends/loki/loki-schema';
import { secret } from '../../../../lib/text/secret-ref';

const good: LokiConfigProps = {
  schema: LokiSchema.since('2024-04-01'),
  objectStore: 's3',
  storageConfig: { aws: { bucketNames: 'b' } },
  common: { replicationFactor: 3, ring: { kvstore: { store: 'memberlist' } } },
  limitsConfig: { retentionPeriod: Duration.days(30) },
  compactor: { retentionEnabled: true, deleteRequestStore: 's3' },
};

const found = (changes: Partial<LokiConfigProps>) => {
  const findings = new LokiConfig({ ...good, ...changes }).check();
  return findings.map(({ rule, severity, at }) => `${severity} ${rule} ${at}`);
};
const boltdb = {
  from: '2022-01-01',
  store: 'boltdb-shipper',
  objectStore: 's3',
  schema: 'v11',
  prefix: 'i_',
  periodHours: 24,
} as const;

describe('a configuration', () => {
  it('that is right has no findings', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<LokiConfigProps>, readonly string[]]>([
    [
      'a retention that nobody carries out',
      { compactor: {} },
      ['error loki/retention-compactor compactor.retentionEnabled'],
    ],
    [
      'a retention without a store of requests',
      { compactor: { retentionEnabled: true } },
      ['error loki/delete-request-store compactor'],
    ],
    [
      'requests in a store that there is not',
      { compactor: { retentionEnabled: true, deleteRequestStore: 'gcs' } },
      ['error loki/delete-request-store compactor.deleteRequestStore'],
    ],
    [
      'a retention under a day',
      {
        limitsConfig: {
          retentionPeriod: Duration.hours(12),
          rejectOldSamplesMaxAge: Duration.hours(1),
          retentionStream: [{ selector: '{a="b"}', priority: 1, period: Duration.hours(1) }],
        },
      },
      [
        'error loki/retention-period limitsConfig.retentionPeriod',
        'error loki/retention-period limitsConfig.retentionStream[0].period',
      ],
    ],
    [
      'a selector that Loki refuses',
      { limitsConfig: { retentionStream: [{ selector: '{namespace=~".*"}', priority: 1, period: Duration.days(9) }] } },
      ['error loki/retention-selector limitsConfig.retentionStream[0].selector'],
    ],
    [
      'old lines that are deleted at once',
      { limitsConfig: { retentionPeriod: Duration.days(2) } },
      ['warning loki/old-samples limitsConfig.rejectOldSamplesMaxAge'],
    ],
    [
      'lines of any age',
      { limitsConfig: { retentionPeriod: Duration.days(30), rejectOldSamples: false } },
      ['warning loki/old-samples limitsConfig.rejectOldSamplesMaxAge'],
    ],
    [
      'a table of a week under a retention',
      {
        schema: LokiSchema.running([{ ...boltdb, periodHours: 168 }], '2022-12-01').followedBy('2023-01-01'),
        limitsConfig: { allowStructuredMetadata: false },
      },
      ['error loki/index-period schema: from 2022-01-01'],
    ],
    [
      'a burst under the largest line',
      { limitsConfig: { maxLineSize: Size.mebibytes(20), perStreamRateLimitBurst: Size.mebibytes(30) } },
      ['error loki/burst limitsConfig.ingestionBurstSizeMb'],
    ],
    [
      'a burst of a stream under the largest line',
      { limitsConfig: { perStreamRateLimitBurst: Size.kibibytes(128) } },
      ['error loki/burst limitsConfig.perStreamRateLimitBurst'],
    ],
    [
      'a burst under the rate',
      { limitsConfig: { ingestionRateMb: 8 } },
      ['warning loki/burst limitsConfig.ingestionBurstSizeMb'],
    ],
    ['a store that is not described', { storageConfig: {} }, ['error loki/store-missing storageConfig']],
    [
      'several stores in common',
      { common: { storage: { s3: { bucketNames: 'a' }, gcs: { bucketName: 'b' } } } },
      ['error loki/one-store common.storage'],
    ],
    [
      'half a key',
      { storageConfig: { aws: { bucketNames: 'b', accessKeyId: secret('A') } } },
      ['error loki/bucket-credentials storageConfig.aws'],
    ],
    [
      'a container of Azure that nobody may open',
      {
        objectStore: 'azure',
        storageConfig: { azure: { accountName: 'a' } },
        compactor: { retentionEnabled: true, deleteRequestStore: 'azure' },
      },
      ['error loki/bucket-credentials storageConfig.azure'],
    ],
    [
      'copies with nobody to hold them',
      { common: { ring: { kvstore: { store: 'inmemory' } } } },
      ['error loki/replication-factor common.replicationFactor'],
    ],
    [
      'copies on disks',
      {
        objectStore: 'filesystem',
        storageConfig: { filesystem: { directory: '/c' } },
        compactor: { retentionEnabled: true, deleteRequestStore: 'filesystem' },
      },
      ['error loki/replicas-on-filesystem common.replicationFactor'],
    ],
    ['a log that is off', { ingester: { wal: { enabled: false } } }, ['warning loki/wal ingester.wal.enabled']],
    [
      "a log that is off in Loki's own words",
      { extra: { ingester: { wal: { enabled: false } } } },
      ['warning loki/wal ingester.wal.enabled'],
    ],
    [
      'metadata that the index cannot hold',
      { schema: LokiSchema.running([boltdb]) },
      ['error loki/structured-metadata limitsConfig.allowStructuredMetadata'],
    ],
    [
      'metadata that the index cannot hold until some day',
      { schema: LokiSchema.running([boltdb]).followedBy('2026-12-01') },
      [
        'warning loki/schema-edit schema: from 2026-12-01',
        'warning loki/structured-metadata limitsConfig.allowStructuredMetadata',
      ],
    ],
    [
      'metadata that the index cannot hold now',
      {
        schema: LokiSchema.running([boltdb])
          .followedBy('2026-12-01')
          .keeping(LokiSchema.running([boltdb]), '2026-11-21'),
      },
      ['error loki/structured-metadata limitsConfig.allowStructuredMetadata'],
    ],
    [
      'a schema that was edited',
      { schema: LokiSchema.since('2022-01-01').keeping(LokiSchema.running([boltdb]), '2026-11-21') },
      ['error loki/schema-edit schema: from 2022-01-01'],
    ],
  ])('with %s is found', (_, changes, findings) => {
    expect(found(changes)).toEqual(findings);
  });

  it.each<[string, Partial<LokiConfigProps>]>([
    [
      'metadata after a period of BoltDB',
      {
        schema: LokiSchema.running([boltdb])
          .followedBy('2024-01-01')
          .keeping(
            LokiSchema.running([boltdb, { ...boltdb, from: '2024-01-01', store: 'tsdb', schema: 'v13' }]),
            '2026-11-21',
          ),
      },
    ],
    ['no metadata', { schema: LokiSchema.running([boltdb]), limitsConfig: { allowStructuredMetadata: false } }],
    [
      'lines of any length',
      { limitsConfig: { maxLineSize: Size.kibibytes(0), perStreamRateLimitBurst: Size.kibibytes(1) } },
    ],
    [
      'an identity of Azure',
      {
        objectStore: 'azure',
        storageConfig: { azure: { accountName: 'a', useFederatedToken: true } },
        compactor: {},
        limitsConfig: {},
      },
    ],
    ['no retention', { compactor: {}, limitsConfig: {} }],
  ])('with %s is right', (_, changes) => {
    expect(found(changes)).toEqual([]);
  });
});
