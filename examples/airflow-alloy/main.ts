/** An Airflow left as it is: Alloy reads what its pods print, Flux delivers and says which cluster this is. */
import { App, Chart } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { AlloyDaemonSet, Delivery, Flux } from 'cdk8s-logging';
import { pipeline } from './pipeline';

const app = new App();
const base = new Chart(app, 'namespace');
// An agent reads folders of its node: Kubernetes allows that in privileged namespaces only.
new Namespace(base, 'namespace', {
  metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
});

const chart = new Chart(app, 'alloy', { namespace: 'logging' });
chart.addDependency(base);
const { cluster } = Flux.postBuild(chart, 'cluster');

new AlloyDaemonSet(chart, 'alloy', {
  pipelines: [pipeline({ url: 'http://loki-gateway.logging.svc' }, cluster)],
  delivery: Delivery.helmRelease(),
  name: 'alloy',
});

app.synth();
