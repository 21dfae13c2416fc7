import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { Bucket, Delivery, Flux, Rate } from 'cdk8s-logging';
import { lokiChart } from './loki-chart-model';
import { emptyChart, onBucket, onDisk, user, written } from './loki-stacks';
import { withoutFlux } from './without-flux';
import type { Json, Written } from './loki-stacks';
import type { Chart } from 'cdk8s';
import type { LokiStack } from 'cdk8s-logging';

type Make = (chart: Chart, delivery: Delivery) => LokiStack;
type Release = { readonly releaseName: string; readonly values: Json };

const choices = fc.record({
  place: fc.constantFrom('disk', 'claim', 's3', 'gcs', 'azure'),
  password: fc.boolean(),
  nodePort: fc.constantFrom(undefined, 30508),
  storageClassName: fc.constantFrom(undefined, 'fast'),
  tolerations: fc.constantFrom(undefined, [{ key: 'gpu', operator: 'Exists' as const }]),
  nodeSelector: fc.constantFrom({}, { 'kubernetes.io/os': 'linux' }),
  priorityClassName: fc.constantFrom(undefined, 'high'),
  name: fc.constantFrom('loki', 'logs-of-all'),
  image: fc.constantFrom(undefined, 'registry.example:5000/grafana/loki:3.7.6' as const),
});
type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

function makerOf({ place, password, ...rest }: Choice): Make {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return (chart, delivery) => {
    const options = { ...given, delivery, ...(password ? { auth: user(chart, 'agents') } : {}) };
    const key = { ...user(chart, 'key').password, key: 'key' };
    switch (place) {
      case 'disk':
        return onDisk(chart, options);
      case 's3':
        return onBucket(chart, {
          ...options,
          bucket: Bucket.s3({
            bucketName: 'b',
            endpoint: 'https://s3',
            accessKeyId: key,
            secretAccessKey: key,
            certificateAuthority: key,
          }),
        });
      case 'gcs':
        return onBucket(chart, { ...options, bucket: Bucket.gcs({ bucketName: 'b', key }) });
      case 'azure':
        return onBucket(chart, {
          ...options,
          bucket: Bucket.azure({ accountName: 'a', containerName: 'b', clientId: 'c' }),
        });
      default:
        return onBucket(chart, options);
    }
  };
}

function deliver(make: Make, delivery: Delivery) {
  const chart = emptyChart();
  const stack = make(chart, delivery);
  return { stack, objects: written(chart) };
}

const releaseOf = (objects: ReturnType<typeof written>): Release =>
  objects.one('HelmRelease').spec as unknown as Release;
/** What the official chart makes. */
const chartOwn = ({ kind, metadata: { name } }: Written): boolean =>
  ['StatefulSet', 'HelmRelease', 'HelmRepository'].includes(kind) ||
  (kind === 'Service' && !/-(gateway|node-port)$/.test(name)) ||
  (kind === 'PodDisruptionBudget' && !name.endsWith('-gateway'));

/** As Kubernetes reads an image. */
function shortened(statefulSet: unknown): unknown {
  return JSON.parse(JSON.stringify(statefulSet).replaceAll('docker.io/', ''));
}

describe('a Loki', () => {
  test('runs in the same way by manifests and by a release of its chart', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const make = makerOf(choice);
        const plain = deliver(make, Delivery.manifests()).objects;
        const released = deliver(make, Delivery.helmRelease()).objects;
        const { values, releaseName } = releaseOf(released);
        const { metadata, ...own } = plain.one('StatefulSet');
        const { namespace: _, ...rest } = metadata as Json;
        expect(shortened(lokiChart(values, releaseName, 'singleBinary'))).toEqual({ ...own, metadata: rest });
        const others = ({ all }: typeof plain): unknown[] => all.filter((one) => !chartOwn(one)).map(withoutFlux);
        expect(others(released)).toEqual(others(plain));
      }),
      { numRuns: 15 },
    );
  });

  test('runs in the same way by a file of values, which holds the objects around it too', () => {
    const make = makerOf({ ...plainChoice, place: 'claim', password: true });
    const plain = deliver(make, Delivery.manifests()).objects;
    const { stack, objects } = deliver(make, Delivery.values({ under: 'loki' }));
    expect(objects.all.map(({ kind }) => kind)).toEqual(['ObjectBucketClaim']);
    const text = JSON.stringify(stack.helmValues()['loki']).replaceAll('{{ .Release.Name }}', 'loki');
    const { extraObjects, ...values } = JSON.parse(text) as { readonly extraObjects: readonly Written[] } & Json;
    const { spec } = shortened(lokiChart(values, 'loki', 'singleBinary')) as { spec: { template: { spec: Json } } };
    const { volumes: __, ...pod } = spec.template.spec;
    const { volumes: ___, ...own } = (plain.one('StatefulSet').spec['template'] as { spec: Json }).spec;
    expect(pod).toEqual(own);
    const { config } = values['loki'] as { readonly config: string };
    expect(config).toBe(plain.one('ConfigMap', 'loki-config').data?.['config.yaml']);
    expect(extraObjects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual(
      plain.all
        .filter((object) => !chartOwn(object) && !['loki-config', 'loki-bucket'].includes(object.metadata.name))
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
        .sort(),
    );
  });

  test('an Argo CD Application has the values of a Flux HelmRelease', () => {
    const make = makerOf({ ...plainChoice, place: 'claim' });
    const { values } = releaseOf(deliver(make, Delivery.helmRelease()).objects);
    const argo = deliver(make, Delivery.argoApplication()).objects.one('Application');
    expect(argo).toMatchObject({ spec: { source: { helm: { valuesObject: values } } } });
  });

  test('keeps what Loki expands from Flux, and leaves Flux its own', () => {
    const chart = emptyChart();
    const { bucket_class, disk_class } = Flux.postBuild(chart, 'bucket_class', 'disk_class');
    const { bucket: _, ...rest } = { bucket: undefined };
    onBucket(chart, {
      ...rest,
      storageClassName: disk_class,
      delivery: Delivery.helmRelease(),
      limits: {},
      alertmanagerUrl: bucket_class,
    });
    const { data } = written(chart).one('ConfigMap', 'loki-config');
    expect(data?.['config.yaml']).toContain('$${BUCKET_NAME}');
    expect(data?.['config.yaml']).toContain('${bucket_class}');
    const { values } = releaseOf(written(chart));
    expect(values).toMatchObject({ singleBinary: { persistence: { storageClass: '${disk_class}' } } });
  });
});

describe('a distributed Loki', () => {
  const make: Make = (chart, delivery) =>
    onBucket(chart, {
      distributed: true,
      ingest: Rate.megabytesPerSecond(20),
      delivery,
      walDisk: Size.gibibytes(200),
      storageClassName: 'fast',
    });
  const { stack, objects } = deliver(make, Delivery.helmRelease());
  const { values } = releaseOf(objects);

  test('is each of its parts, and nothing that would stand in their way', () => {
    expect(values).toMatchObject({
      deploymentMode: 'Distributed',
      singleBinary: { replicas: 0 },
      ingester: { replicas: 3, zoneAwareReplication: { enabled: false } },
      distributor: { replicas: 2 },
      querier: { replicas: 3 },
      queryFrontend: { replicas: 2 },
      queryScheduler: { replicas: 2 },
      indexGateway: { replicas: 2, persistence: { enabled: true } },
      compactor: { replicas: 1, persistence: { enabled: true } },
      ruler: { replicas: 1 },
      ...Object.fromEntries(['read', 'write', 'backend'].map((part) => [part, { replicas: 0 }])),
      ...Object.fromEntries(
        ['lokiCanary', 'test', 'gateway', 'chunksCache', 'resultsCache'].map((part) => [part, { enabled: false }]),
      ),
    });
  });

  test('has ingesters that keep their log on a disk, and read the environment of the bucket', () => {
    const ingester = lokiChart(values, 'loki', 'ingester') as { spec: { volumeClaimTemplates: unknown } };
    expect(ingester.spec.volumeClaimTemplates).toMatchObject([
      { spec: { storageClassName: 'fast', resources: { requests: { storage: '200Gi' } } } },
    ]);
    expect(values).toMatchObject({
      defaults: { extraEnvFrom: [{ configMapRef: { name: 'loki-bucket' } }, { secretRef: { name: 'loki-bucket' } }] },
    });
  });

  test('leaves to the chart how much memory each part is told it has', () => {
    const { extraEnv } = values['defaults'] as { readonly extraEnv: readonly Json[] };
    expect(extraEnv.map(({ name }) => name)).toEqual(['GOGC']);
  });

  test('finds its parts by the names of their services', () => {
    const { data } = objects.one('ConfigMap', 'loki-config');
    for (const address of [
      'scheduler_address: loki-query-scheduler-headless.logging.svc:9095',
      'compactor_grpc_address: loki-compactor.logging.svc:9095',
      'server_address: dns+loki-index-gateway-headless.logging.svc:9095',
    ]) {
      expect(data?.['config.yaml']?.replaceAll('"', '')).toContain(address);
    }
  });

  test('is reached by one gateway, which sends each request to its part', () => {
    expect(stack.url).toBe('http://loki-gateway.logging.svc');
    const nginx = objects.one('ConfigMap', 'loki-gateway').data?.['nginx.conf'] ?? '';
    const to = (path: string): string | undefined =>
      nginx.split(`location ${path} {`)[1]?.match(/proxy_pass http:\/\/loki-([a-z-]+)\./)?.[1];
    expect([
      to('= /loki/api/v1/push'),
      to('^~ /loki/api/'),
      to('= /loki/api/v1/delete'),
      to('= /loki/api/v1/rules'),
    ]).toEqual(['distributor', 'query-frontend', 'compactor', 'ruler']);
  });
});

const plainChoice: Choice = {
  ...{ place: 'disk', password: false, nodePort: undefined, storageClassName: undefined, tolerations: undefined },
  ...{ nodeSelector: {}, priorityClassName: undefined, name: 'loki', image: undefined },
};
