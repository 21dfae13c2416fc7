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

  test('are a release of the official chart, and what stands beside it', () => {
    expect(
      objects
        .map(({ kind }) => kind)
        .filter((kind) => !/Role/.test(kind))
        .sort(),
    ).toEqual(['ConfigMap', 'HelmRelease', 'HelmRepository', 'Namespace', 'NetworkPolicy', 'ServiceAccount']);
  });

  test('leave Flux the variable of the cluster, and no other dollar', () => {
    const [config] = of('ConfigMap');
    const text = Object.values(config?.data ?? {}).join('\n');
    expect(config?.metadata.annotations).toBeUndefined();
    expect(text).toContain('${cluster}');
    expect(text.replaceAll('$$', '').replaceAll('${cluster}', '')).not.toContain('$');
  });

  test('are these', () => expect(withoutConfigurations(objects)).toMatchSnapshot());
});
