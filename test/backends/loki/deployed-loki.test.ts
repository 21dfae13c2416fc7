import { Duration } from 'cdk8s';
import { Capacity } from '../../../lib/backends/loki/capacity/capacity';
import { deployedLoki } from '../../../lib/backends/loki/deployed-loki';
import type { DeployedLokiOptions } from '../../../lib/backends/loki/deployed-loki';
import { checkExtra } from '../../../lib/backends/loki/extra';
import { LokiStore } from '../../../lib/backends/loki/loki-store';
import { Rate } from '../../../lib/backends/loki/rate';

const retention = { period: Duration.days(30), streams: [{ labels: { level: 'error' }, keep: Duration.days(90) }] };
const s3 = LokiStore.s3({ bucketNames: 'b', endpoint: 'http://ceph', s3ForcePathStyle: true });
const single: DeployedLokiOptions = {
  capacity: new Capacity({ ingest: Rate.kilobytesPerSecond(100), retention: Duration.days(7) }),
  store: LokiStore.filesystem('/var/loki/chunks'),
  retention: { period: Duration.days(7) },
};
const several: DeployedLokiOptions = {
  capacity: new Capacity({ ingest: Rate.megabytesPerSecond(10), retention: Duration.days(30), replicas: 3 }),
  store: s3,
  retention,
  joinMembers: ['loki-memberlist.logging.svc:7946'],
};

describe('a Loki in a cluster', () => {
  it.each([
    ['alone on a disk', single],
    ['alone on a bucket', { ...single, store: s3 }],
    ['with others on a bucket', several],
    ['with rules that are mounted', { ...single, rulesFolder: '/rules', alertmanagerUrl: 'http://alertmanager:9093' }],
  ])('%s has no findings, and only options that Loki has', (_, options) => {
    const config = deployedLoki(options);
    expect(config.check()).toEqual([]);
    expect(checkExtra(config.unescaped as never)).toEqual([]);
  });

  it('alone is its own ring, and keeps all below one folder', () => {
    expect(deployedLoki(single).unescaped).toMatchObject({
      auth_enabled: false,
      common: { path_prefix: '/var/loki', replication_factor: 1, ring: { kvstore: { store: 'inmemory' } } },
      storage_config: { filesystem: { directory: '/var/loki/chunks' } },
      limits_config: { retention_period: '168h', ingestion_rate_mb: 4, max_query_lookback: '168h' },
      compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
      analytics: { reporting_enabled: false },
    });
    expect(deployedLoki(single).unescaped).not.toHaveProperty('ruler');
  });

  it('with others gossips, copies lines, and shares the rules', () => {
    expect(deployedLoki(several).unescaped).toMatchObject({
      common: { replication_factor: 3, ring: { kvstore: { store: 'memberlist' } } },
      memberlist: { join_members: ['loki-memberlist.logging.svc:7946'] },
      limits_config: { ingestion_rate_mb: 36, retention_period: '720h', max_query_lookback: '2160h' },
      ruler: { storage: { type: 's3', s3: { bucketnames: 'b' } }, enable_sharding: true },
    });
  });

  it('takes no line that its retention would delete at once', () => {
    const config = deployedLoki({ ...single, retention: { period: Duration.days(2) } });
    expect(config.unescaped).toMatchObject({ limits_config: { reject_old_samples_max_age: '48h' } });
    expect(config.check()).toEqual([]);
  });

  it("takes what is said over what is computed, and Loki's own words", () => {
    const config = deployedLoki({
      ...single,
      limits: { ingestionRateMb: 50, ingestionBurstSizeMb: 60, maxLabelNamesPerSeries: 20 },
      extra: { limits_config: { otlp_config: { severity_text_as_label: true } } },
      capacity: single.capacity.with({ chunkEncoding: 'zstd' }),
      authEnabled: true,
    });
    expect(config.unescaped).toMatchObject({
      auth_enabled: true,
      ingester: { chunk_encoding: 'zstd' },
      limits_config: {
        ingestion_rate_mb: 50,
        max_label_names_per_series: 20,
        otlp_config: { severity_text_as_label: true },
      },
    });
  });

  it.each([
    [{ ...several, joinMembers: undefined }, "'joinMembers' must be given with several replicas"],
    [{ ...several, store: LokiStore.filesystem('/c') }, "'replicas' must be 1 on a disk"],
    [{ ...single, alertmanagerUrl: 'http://a' }, "'alertmanagerUrl' must be given with rules"],
    [{ ...single, retention: { period: Duration.hours(2) } }, "'period' must be at least 24 hours"],
    [{ ...single, replicas: 2 }, "'options' must have no other names than"],
  ])('fails when it cannot run: %#', (options, message) => {
    expect(() => deployedLoki(options as never)).toThrow(message);
  });
});
