/** Three Lokis on a bucket that Rook makes: errors are kept 90 days, all else 30; a password is asked, Prometheus reads metrics. */
import { App, Chart, Duration } from 'cdk8s';
import { Namespace, Secret } from 'cdk8s-plus-28';
import { Delivery, LokiStack, ObjectBucketClaim, Rate } from 'cdk8s-logging';

const app = new App();
const chart = new Chart(app, 'loki', { namespace: 'logging' });
new Namespace(chart, 'namespace', {
  metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});

new LokiStack(chart, 'loki', {
  name: 'loki',
  bucket: new ObjectBucketClaim(chart, 'bucket', { name: 'loki-bucket', storageClassName: 'rook-ceph-bucket' }),
  replicas: 3,
  ingest: Rate.megabytesPerSecond(2),
  retention: Duration.days(30),
  retentionByStream: [{ labels: { level: 'error' }, keep: Duration.days(90) }],
  auth: {
    tenant: 'platform',
    user: 'agents',
    password: { secret: Secret.fromSecretName(chart, 'password', 'loki-agents'), key: 'password' },
  },
  serviceMonitor: { from: ['monitoring'], labels: { release: 'kube-prometheus-stack' } },
  delivery: Delivery.helmRelease(),
});

app.synth();
