import { Bucket } from 'cdk8s-logging';
import { emptyChart, onBucket, onDisk, written } from './loki-stacks';
import type { Json } from './loki-stacks';

describe('what is around a Loki', () => {
  test('lets agents of ours and Grafana in, and nobody else', () => {
    const chart = emptyChart();
    onDisk(chart, {
      serviceMonitor: { from: ['monitoring'], labels: { release: 'x' } },
      networkPolicy: { from: ['tools'] },
    });
    const objects = written(chart);
    const { ingress, egress } = objects.one('NetworkPolicy').spec as {
      ingress: readonly Json[];
      egress: readonly Json[];
    };
    const within = (name: string): Json => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    });
    expect(ingress[0]?.['from']).toEqual([
      {
        namespaceSelector: {},
        podSelector: { matchExpressions: [{ key: 'cdk8s-logging/sidecar', operator: 'Exists' }] },
      },
      { namespaceSelector: {}, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } } },
      within('tools'),
    ]);
    expect(ingress[2]).toEqual({ from: [within('monitoring')], ports: [{ port: 3100, protocol: 'TCP' }] });
    // Names, and itself.
    expect(egress).toHaveLength(2);
    expect(objects.one('ServiceMonitor')).toMatchObject({
      metadata: { labels: { release: 'x' } },
      spec: { endpoints: [{ port: 'http-metrics', path: '/metrics' }] },
    });
  });

  test('lets it out to its bucket', () => {
    const toBucket = (options: Parameters<typeof onBucket>[1]): unknown => {
      const chart = emptyChart();
      onBucket(chart, options);
      const { egress } = written(chart).one('NetworkPolicy').spec as { egress: readonly Json[] };
      return egress.slice(2);
    };
    // Where a claim's bucket is is known in the cluster only.
    expect(toBucket({})).toEqual([{ ports: [{ protocol: 'TCP' }] }]);
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'rook-ceph' } };
    expect(toBucket({ networkPolicy: { bucketIn: 'rook-ceph' } })).toEqual([{ to: [{ namespaceSelector }] }]);
    const elsewhere = Bucket.s3({
      bucketName: 'b',
      endpoint: 'https://s3.example.com',
      roleArn: 'arn:aws:iam::123456789012:role/x',
    });
    expect(toBucket({ bucket: elsewhere })).toEqual([{ ports: [{ port: 443, protocol: 'TCP' }] }]);
  });

  test('is nothing where no policy is wanted', () => {
    const chart = emptyChart();
    onDisk(chart, { networkPolicy: false });
    expect(written(chart).of('NetworkPolicy')).toEqual([]);
  });
});
