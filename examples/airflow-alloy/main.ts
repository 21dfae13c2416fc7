/** An Airflow left as it is: Alloy reads what its pods print, Loki keeps 30 days on a bucket of Rook, Flux delivers and substitutes. */
import { App, Chart, Duration } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { AlloyDaemonSet, Delivery, Flux, GrafanaDatasource, LokiStack, ObjectBucketClaim, Rate } from 'cdk8s-logging';
import { pipeline } from './pipeline';

const app = new App();
const base = new Chart(app, 'namespace');
// An agent reads folders of its node: Kubernetes allows that in privileged namespaces only.
new Namespace(base, 'namespace', {
  metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
});

const chart = new Chart(app, 'logging', { namespace: 'logging' });
chart.addDependency(base);
const { cluster, bucket_class } = Flux.postBuild(chart, 'cluster', 'bucket_class');
const delivery = Delivery.helmRelease();

const loki = new LokiStack(chart, 'loki', {
  bucket: new ObjectBucketClaim(chart, 'loki-bucket', { name: 'loki-bucket', storageClassName: bucket_class }),
  replicas: 3,
  ingest: Rate.megabytesPerSecond(1),
  retention: Duration.days(30),
  delivery,
  name: 'loki',
});

new AlloyDaemonSet(chart, 'alloy', { pipelines: [pipeline(loki, cluster)], delivery, name: 'alloy' });
new GrafanaDatasource(chart, 'datasource', { loki });

app.synth();
