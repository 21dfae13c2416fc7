import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { Bucket, Delivery, LokiSchema, LokiStack, Rate } from 'cdk8s-logging';
import { emptyChart, onBucket, onDisk, rulesOf, user, written } from './loki-stacks';
import type { Json, Written } from './loki-stacks';

/** As Loki reads it: what expands variables makes one backslash of two. */
const configOf = (objects: ReturnType<typeof written>): Record<string, Record<string, unknown>> => {
  const text = objects.one('ConfigMap', 'loki-config').data?.['config.yaml'] ?? '';
  return parse(text.replaceAll('\\\\', '\\')) as Record<string, Record<string, unknown>>;
};
const podOf = ({ spec }: Written): Json => (spec['template'] as { readonly spec: Json }).spec;
const containerOf = (object: Written): Json => (podOf(object)['containers'] as readonly Json[])[0] ?? {};

describe('a Loki on a disk', () => {
  test('is one pod with a disk, a configuration and services', () => {
    const chart = emptyChart();
    onDisk(chart, { nodePort: 30508, storageClassName: 'fast' });
    const objects = written(chart);
    expect(objects.all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount loki',
      'NetworkPolicy loki',
      'Service loki-node-port',
      'ConfigMap loki-config',
      'StatefulSet loki',
      'Service loki',
      'Service loki-headless',
      'Service loki-memberlist',
    ]);
    const { spec } = objects.one('StatefulSet');
    expect(spec).toMatchObject({
      replicas: 1,
      serviceName: 'loki-headless',
      volumeClaimTemplates: [
        {
          spec: {
            storageClassName: 'fast',
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '10Gi' } },
          },
        },
      ],
    });
    expect(objects.one('Service', 'loki-node-port').spec).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 3100, nodePort: 30508 }],
    });
  });

  test('runs as nobody in particular, and writes nowhere but to its disk', () => {
    const chart = emptyChart();
    onDisk(chart);
    const statefulSet = written(chart).one('StatefulSet');
    expect(podOf(statefulSet)).toMatchObject({
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 300,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        fsGroup: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(containerOf(statefulSet)).toMatchObject({
      image: 'grafana/loki:3.7.6',
      args: expect.arrayContaining([
        '-config.file=/etc/loki/config/config.yaml',
        '-config.expand-env=true',
        '-target=all',
      ]) as unknown,
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      readinessProbe: { httpGet: { path: '/ready' } },
    });
  });

  test('keeps for its retention, and its compactor deletes', () => {
    const chart = emptyChart();
    onDisk(chart, { retentionByStream: [{ labels: { level: 'debug' }, keep: Duration.days(2) }] });
    expect(configOf(written(chart))).toMatchObject({
      auth_enabled: false,
      common: { path_prefix: '/var/loki', replication_factor: 1 },
      ingester: { chunk_encoding: 'zstd' },
      limits_config: {
        retention_period: '168h',
        retention_stream: [{ selector: '{level="debug"}', priority: 1, period: '48h' }],
      },
      compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
    });
  });

  test('restarts its pods when the configuration changes, and only then', () => {
    const hashOf = (options: Parameters<typeof onDisk>[1]): unknown => {
      const chart = emptyChart();
      onDisk(chart, options);
      const { spec } = written(chart).one('StatefulSet');
      return (spec['template'] as { metadata: { annotations: Json } }).metadata.annotations['cdk8s-logging/config'];
    };
    expect(hashOf({})).toMatch(/^[\da-f]{64}$/);
    expect(hashOf({ nodePort: 30000 })).toBe(hashOf({}));
    expect(hashOf({ limits: { maxLabelNamesPerSeries: 12 } })).not.toBe(hashOf({}));
  });

  test('is told how much memory it has', () => {
    const chart = emptyChart();
    onDisk(chart, { resources: { cpu: { request: Cpu.millis(300) }, memory: { limit: Size.gibibytes(2) } } });
    const { env, resources } = containerOf(written(chart).one('StatefulSet'));
    expect(resources).toEqual({ requests: { cpu: '300m' }, limits: { memory: '2048Mi' } });
    expect(env).toContainEqual({ name: 'GOMEMLIMIT', value: '1740MiB' });
  });

  test('reads its log at a start within the memory that it is given', () => {
    const ceiling = (options: Parameters<typeof onDisk>[1]): unknown => {
      const chart = emptyChart();
      const loki = onDisk(chart, options);
      const { wal } = configOf(written(chart))['ingester'] as { readonly wal: Json };
      return [wal['replay_memory_ceiling'], loki.capacity.memory.replayCeilingBytes];
    };
    const memory = (mebibytes: number) => ({ resources: { memory: { limit: Size.mebibytes(mebibytes) } } });
    const mebi = 1024 ** 2;
    expect(ceiling({})).toEqual([384 * mebi, 384 * mebi]);
    expect(ceiling(memory(400))).toEqual([300 * mebi, 384 * mebi]);
    expect(ceiling(memory(4096))).toEqual([3072 * mebi, 384 * mebi]);
  });

  test('is found by agents and Grafana at its url', () => {
    const loki = onDisk(emptyChart());
    expect([loki.url, loki.maxLabels]).toEqual(['http://loki.logging.svc:3100', 15]);
    expect([loki.tenant, loki.auth, loki.secrets]).toEqual([undefined, undefined, {}]);
    expect(onDisk(emptyChart(), { limits: { maxLabelNamesPerSeries: 20 } }).maxLabels).toBe(20);
  });

  test('keeps a schema that it is given', () => {
    const chart = emptyChart();
    const period = {
      store: 'boltdb-shipper',
      objectStore: 'filesystem',
      schema: 'v12',
      prefix: 'i_',
      periodHours: 24,
    } as const;
    const schema = LokiSchema.running([{ from: '2023-01-01', ...period }]).followedBy('2025-01-01');
    onDisk(chart, { schema });
    const { configs } = configOf(written(chart))['schema_config'] as { readonly configs: readonly Json[] };
    expect(configs.map(({ from, store }) => [from, store])).toEqual([
      ['2023-01-01', 'boltdb-shipper'],
      ['2025-01-01', 'tsdb'],
    ]);
  });
});

describe('Lokis on a bucket', () => {
  test('read where it is from their environment, and name it in no file', () => {
    const chart = emptyChart();
    onBucket(chart);
    const objects = written(chart);
    const reference = { name: 'loki-bucket' };
    expect(containerOf(objects.one('StatefulSet'))['envFrom']).toEqual([
      { configMapRef: reference },
      { secretRef: reference },
    ]);
    const { aws } = configOf(objects)['storage_config'] as { readonly aws: Json };
    expect(aws).toMatchObject({
      bucketnames: '${BUCKET_NAME}',
      endpoint: 'http://${BUCKET_HOST}:${BUCKET_PORT}',
      s3forcepathstyle: true,
      insecure: true,
    });
    // Loki finds the keys by itself; no character of them passes through YAML.
    expect(Object.keys(aws)).not.toContain('access_key_id');
  });

  test('find each other, stand on different nodes, and are replaced one by one', () => {
    const chart = emptyChart();
    onBucket(chart);
    const objects = written(chart);
    expect(configOf(objects)).toMatchObject({
      common: { replication_factor: 3, ring: { kvstore: { store: 'memberlist' } } },
      memberlist: { join_members: ['loki-memberlist.logging.svc:7946'] },
      ingester: { wal: { flush_on_shutdown: true } },
    });
    const { selector } = objects.one('Service', 'loki-memberlist').spec;
    const { metadata } = objects.one('StatefulSet').spec['template'] as {
      readonly metadata: { readonly labels: Json };
    };
    expect(metadata.labels).toMatchObject(selector as Json);
    expect(podOf(objects.one('StatefulSet'))).toMatchObject({
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
        },
      },
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    });
    expect(objects.one('PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('are as many as what comes in needs, where nothing is said', () => {
    const replicas = (ingest: Rate): number => {
      const { replicas: _, ...rest } = { bucket: Bucket.s3({ bucketName: 'b', region: 'eu' }), replicas: undefined };
      return new LokiStack(emptyChart(), 'loki', { ...rest, ingest, retention: Duration.days(7) }).capacity.input
        .replicas;
    };
    expect(replicas(Rate.kilobytesPerSecond(10))).toBe(1);
    expect(replicas(Rate.megabytesPerSecond(1))).toBe(3);
  });

  test('keep rules in another bucket, with variables of its own', () => {
    const chart = emptyChart();
    const key = (of: string) => ({ ...user(chart, of).password, key: of });
    const rulesBucket = Bucket.s3({
      bucketName: 'rules',
      endpoint: 'https://minio.example.com',
      accessKeyId: key('id'),
      secretAccessKey: key('secret'),
    });
    onBucket(chart, { rulesBucket, alertmanagerUrl: 'http://alertmanager.monitoring.svc:9093' });
    const objects = written(chart);
    expect(configOf(objects)['ruler']).toMatchObject({
      alertmanager_url: 'http://alertmanager.monitoring.svc:9093',
      storage: { type: 's3', s3: { bucketnames: 'rules', access_key_id: '${RULES_AWS_ACCESS_KEY_ID}' } },
    });
    expect(containerOf(objects.one('StatefulSet'))['env']).toContainEqual({
      name: 'RULES_AWS_ACCESS_KEY_ID',
      valueFrom: { secretKeyRef: { name: 'loki-id', key: 'id' } },
    });
  });

  test('see of a Secret the one file that they are given', () => {
    const chart = emptyChart();
    const key = { ...user(chart, 'google').password, key: 'account.json' };
    onBucket(chart, { bucket: Bucket.gcs({ bucketName: 'b', key }) });
    expect(podOf(written(chart).one('StatefulSet'))['volumes']).toContainEqual({
      name: 'bucket-key',
      secret: { secretName: 'loki-google', items: [{ key: 'account.json', path: 'account.json' }] },
    });
  });
});

describe('a Loki that fits has no findings', () => {
  test('on a disk', () => expect(rulesOf(onDisk(emptyChart()))).toEqual([]));
  test('on a bucket', () => expect(rulesOf(onBucket(emptyChart()))).toEqual([]));
  test('distributed', () => {
    const ingest = Rate.megabytesPerSecond(20);
    const options = { distributed: true, replicas: 9, ingest, delivery: Delivery.helmRelease() };
    expect(rulesOf(onBucket(emptyChart(), options))).toEqual([]);
  });
});
