import { join } from 'node:path';
import { records } from 'cdk8s-logging';
import type { LokiEntry } from 'cdk8s-logging';
import { pipeline } from '../../examples/airflow-alloy/pipeline';
import { synthesize, withoutConfigurations } from './synthesize';

const data = join(__dirname, '..', 'data', 'logs');

describe('the pipeline of examples/airflow-alloy', () => {
  const airflow = pipeline({ url: 'http://loki' }, 'prod');

  test('has no findings, and eight labels', () => {
    expect(airflow.check()).toEqual([]);
    const [sink] = airflow.sinks;
    expect(sink.spec).toMatchObject({ kind: 'loki', labels: { length: 8 } });
  });

  test.each([
    ['airflow-2.11.0/components/scheduler.txt', 209],
    ['airflow-3.3.2/components/scheduler.txt', 304],
    ['airflow-3.2.2-json/scheduler.jsonl', 100],
  ])('makes entries of %s', (file, count) => {
    const origin = {
      namespace: 'airflow',
      pod: 'airflow-scheduler-0',
      container: 'scheduler',
      podLabels: { component: 'scheduler' },
    };
    const entries = airflow.run(records({ file: join(data, file) }, origin)) as LokiEntry[];
    expect(entries).toHaveLength(count);
    for (const { labels } of entries) {
      expect(labels).toMatchObject({
        cluster: 'prod',
        app: 'airflow',
        namespace: 'airflow',
        component: 'scheduler',
        container: 'scheduler',
      });
      expect(Object.keys(labels).length).toBeLessThanOrEqual(8);
    }
  });
});

describe('the manifests of examples/airflow-alloy', () => {
  const objects = [...synthesize('airflow-alloy').values()].flat();
  const of = (kind: string) => objects.filter((object) => object.kind === kind);

  test('are releases of the official charts, and what stands beside them', () => {
    expect(
      objects
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
        .filter((name) => !/Role|HelmRepository/.test(name))
        .sort(),
    ).toEqual([
      'ConfigMap alloy',
      expect.stringContaining('ConfigMap logging-datasource'),
      'ConfigMap loki-config',
      'HelmRelease alloy',
      'HelmRelease loki',
      'Namespace logging',
      'NetworkPolicy alloy',
      'NetworkPolicy loki',
      'ObjectBucketClaim loki-bucket',
      'ServiceAccount alloy',
      'ServiceAccount loki',
    ]);
  });

  test('leave Flux the variable of the cluster, and no other dollar', () => {
    const config = of('ConfigMap').find(({ metadata }) => metadata.name === 'alloy');
    const text = Object.values(config?.data ?? {}).join('\n');
    expect(config?.metadata.annotations).toBeUndefined();
    expect(text).toContain('${cluster}');
    expect(text.replaceAll('$$', '').replaceAll('${cluster}', '')).not.toContain('$');
  });

  test('leave Flux the class of the bucket, and Loki the bucket', () => {
    expect(of('ObjectBucketClaim')).toMatchObject([{ spec: { storageClassName: '${bucket_class}' } }]);
    const config = of('ConfigMap').find(({ metadata }) => metadata.name === 'loki-config');
    expect(config?.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' });
    expect(config?.data?.['config.yaml']).toContain('http://${BUCKET_HOST}:${BUCKET_PORT}');
  });

  test('send to the Loki beside it', () => {
    const alloy = of('ConfigMap').find(({ metadata }) => metadata.name === 'alloy');
    expect(Object.values(alloy?.data ?? {}).join()).toContain('http://loki.logging.svc:3100/loki/api/v1/push');
  });

  test('are these', () => expect(withoutConfigurations(objects)).toMatchSnapshot());
});
