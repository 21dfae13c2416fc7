import { Bucket } from 'cdk8s-logging';
import { emptyChart, onBucket, onDisk, user, written } from './loki-stacks';
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

  test('lets it out to its Alertmanager too, wherever the bucket is', () => {
    const chart = emptyChart();
    onBucket(chart, {
      networkPolicy: { bucketIn: 'rook-ceph' },
      alertmanagerUrl: 'http://alertmanager.monitoring.svc:9093',
    });
    const { egress } = written(chart).one('NetworkPolicy').spec as { egress: readonly Json[] };
    const namespaces = egress.slice(2).map((rule) => (rule['to'] as readonly [{ namespaceSelector: Json }])[0]);
    expect(namespaces).toEqual(
      ['rook-ceph', 'monitoring'].map((name) => ({
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
      })),
    );
  });

  test('lets it out to a bucket whose endpoint says no scheme', () => {
    const keys = { ...user(emptyChart(), 'keys').password };
    const egressTo = (endpoint: string, insecure: boolean): unknown => {
      const chart = emptyChart();
      const bucket = Bucket.s3({ bucketName: 'b', endpoint, insecure, accessKeyId: keys, secretAccessKey: keys });
      onBucket(chart, { bucket });
      return (written(chart).one('NetworkPolicy').spec as { egress: readonly Json[] }).egress.slice(2);
    };
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'minio' } };
    expect(egressTo('minio.minio.svc:9000', true)).toEqual([{ to: [{ namespaceSelector }] }]);
    expect(egressTo('s3.example.com', false)).toEqual([{ ports: [{ port: 443, protocol: 'TCP' }] }]);
    expect(egressTo('s3.example.com', true)).toEqual([{ ports: [{ port: 80, protocol: 'TCP' }] }]);
  });

  test('lets it ask Google who it is, where no key says so', () => {
    const cidrs = (bucket: Bucket): unknown => {
      const chart = emptyChart();
      onBucket(chart, { bucket });
      const { egress } = written(chart).one('NetworkPolicy').spec as { egress: readonly Json[] };
      return egress.flatMap(({ to = [] }) =>
        (to as readonly { readonly ipBlock?: Json }[]).flatMap(({ ipBlock }) => ipBlock?.['cidr'] ?? []),
      );
    };
    const { password: key } = user(emptyChart(), 'key');
    expect(cidrs(Bucket.gcs({ bucketName: 'b' }))).toEqual(['169.254.169.252/32', '169.254.169.254/32']);
    expect(cidrs(Bucket.gcs({ bucketName: 'b', key }))).toEqual([]);
  });

  test('is nothing where no policy is wanted', () => {
    const chart = emptyChart();
    onDisk(chart, { networkPolicy: false });
    expect(written(chart).of('NetworkPolicy')).toEqual([]);
  });
});
