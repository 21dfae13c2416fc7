/** One Loki with a disk, on minikube: reached by a port of the node, keeps a week. */
import { App, Chart, Duration, Size } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { LokiStack, Rate } from 'cdk8s-logging';

const app = new App();
const chart = new Chart(app, 'loki', { namespace: 'logging' });
new Namespace(chart, 'namespace', {
  metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});

new LokiStack(chart, 'loki', {
  name: 'loki',
  disk: Size.gibibytes(10),
  ingest: Rate.kilobytesPerSecond(100),
  retention: Duration.days(7),
  nodePort: 30508,
});

app.synth();
