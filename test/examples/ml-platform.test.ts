import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { records } from 'cdk8s-logging';
import type { LokiEntry } from 'cdk8s-logging';
import { pipelines } from '../../examples/ml-platform/pipeline';
import { synthesize, withoutConfigurations } from './synthesize';

const data = join(__dirname, '..', 'data', 'logs');
const loki = { url: 'http://loki' };
const feast = {
  namespace: 'feast',
  pod: 'feature-server-0',
  container: 'server',
  podLabels: { app: 'feature-server' },
};

describe('the pipelines of examples/ml-platform', () => {
  test.each(['minikube', 'production'] as const)('have no findings in size %s', (size) => {
    expect(pipelines(loki, size).flatMap((pipeline) => pipeline.check())).toEqual([]);
  });

  test('keep every line of the feature server on minikube, a tenth and the errors in production', () => {
    const lines = Array.from(
      { length: 2000 },
      (_, index) => `10.2.0.1:${index} - "POST /get-online-features HTTP/1.1" ${index % 100 === 0 ? 500 : 200}`,
    );
    const count = (size: 'minikube' | 'production') =>
      pipelines(loki, size)[0].run(records(lines, feast)) as LokiEntry[];
    expect(count('minikube')).toHaveLength(2000);
    const kept = count('production');
    expect(kept.filter(({ line }) => line.endsWith('500'))).toHaveLength(20);
    expect(kept.length).toBeGreaterThan(120);
    expect(kept.length).toBeLessThan(320);
    // Another app is not sampled.
    expect(pipelines(loki)[0].run(records(lines, { ...feast, podLabels: { app: 'mlflow' } }))).toHaveLength(2000);
  });

  test('give Airflow the same labels, and its DAGs', () => {
    const origin = {
      namespace: 'airflow',
      pod: 'airflow-scheduler-0',
      container: 'scheduler',
      podLabels: { component: 'scheduler' },
    };
    const entries = pipelines(loki)[1].run(
      records({ file: join(data, 'airflow-2.11.0/components/scheduler.txt') }, origin),
    ) as LokiEntry[];
    const [first] = entries.filter(({ labels }) => labels['task_id'] === 'extract');
    expect(first?.labels).toEqual({
      ...{
        namespace: 'airflow',
        pod: 'airflow-scheduler-0',
        container: 'scheduler',
        app: 'scheduler',
        job: 'airflow/scheduler',
      },
      ...{ level: 'info', dag_id: 'etl_failing', task_id: 'extract' },
    });
    expect(first?.structuredMetadata).toMatchObject({ execution_date: '2026-11-21T00:21:41+00:00' });
  });
});

describe('the manifests of examples/ml-platform', () => {
  const files = synthesize('ml-platform');
  const of = (size: string, kind: string) =>
    (files.get(`${size}.k8s.yaml`) ?? []).filter((object) => object.kind === kind);

  test('are Promtail as manifests on minikube, as large as its guide says', () => {
    expect(of('minikube', 'DaemonSet')).toMatchObject([
      {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'promtail',
                  resources: { requests: { cpu: '25m', memory: '64Mi' }, limits: { cpu: '100m', memory: '128Mi' } },
                },
              ],
            },
          },
        },
      },
    ]);
  });

  test('are Alloy as a release in production', () => {
    expect(of('production', 'HelmRelease')).toMatchObject([
      { spec: { chart: { spec: { chart: 'loki' } } } },
      { spec: { chart: { spec: { chart: 'alloy' } } } },
    ]);
    expect(of('production', 'DaemonSet')).toEqual([]);
  });

  test('are Loki with a disk on minikube, and three on a bucket in production', () => {
    expect(of('minikube', 'StatefulSet')).toMatchObject([
      { spec: { replicas: 1, volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '10Gi' } } } }] } },
    ]);
    expect(
      of('minikube', 'Service').map(({ spec }) => (spec?.['ports'] as { nodePort?: number }[])[0]?.nodePort),
    ).toContain(30508);
    expect(of('production', 'HelmRelease')[0]?.spec).toMatchObject({ values: { singleBinary: { replicas: 3 } } });
    expect(of('production', 'ObjectBucketClaim')).toMatchObject([{ spec: { storageClassName: 'rook-ceph-bucket' } }]);
  });

  test('send to the Loki beside them', () => {
    for (const size of ['minikube', 'production']) {
      const texts = of(size, 'ConfigMap').flatMap(({ data = {} }) => Object.values(data));
      expect(texts.filter((text) => text.includes('http://loki.logging.svc:3100/loki/api/v1/push'))).toHaveLength(1);
    }
  });

  test('let Promtail see the pods of three namespaces alone', () => {
    expect(of('minikube', 'Role').map(({ metadata }) => metadata.namespace)).toEqual([
      'airflow',
      'feast',
      'ml-platform',
    ]);
  });

  test('are these', () => {
    expect(withoutConfigurations([...files.values()].flat())).toMatchSnapshot();
  });
});

describe('the guide of examples/ml-platform', () => {
  const folder = join(__dirname, '..', '..', 'examples', 'ml-platform');
  const page = readFileSync(join(folder, 'README.md'), 'utf8');

  test.each(['json_log.py', 'train.py', 'with_structlog.py'])('points to apps/%s', (name) => {
    expect(page).toContain(`apps/${name}`);
  });
});
