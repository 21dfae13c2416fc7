/** The logs of an inference platform: a release of Flux, values for its own umbrella chart, and values for the official charts. */
import { join } from 'node:path';
import { App, Chart, Yaml } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { Delivery, Flux, GrafanaDatasource, helm, text, VectorDaemonSet } from 'cdk8s-logging';
import { pipeline } from './pipeline';
import type { LokiTarget } from 'cdk8s-logging';

interface Deliveries {
  readonly loki: LokiTarget;
  readonly vector: Delivery;
  readonly grafana: Delivery;
}

/** The same Vector and the same datasource, whichever way they go. */
class Logging extends Chart {
  readonly vector: VectorDaemonSet;
  readonly grafana: GrafanaDatasource;

  constructor(app: App, id: string, { loki, vector, grafana }: Deliveries) {
    super(app, id, { namespace: 'mif' });
    this.vector = new VectorDaemonSet(this, 'vector', {
      pipelines: [pipeline(loki)],
      delivery: vector,
      name: 'vector',
    });
    const traces = { field: 'trace_id', datasourceUid: 'tempo' };
    this.grafana = new GrafanaDatasource(this, 'grafana', { loki, traces, delivery: grafana });
  }
}

const loki = { url: 'http://loki-gateway.mif.svc' };

const app = new App();
const flux = new Logging(app, 'flux', { loki, vector: Delivery.helmRelease(), grafana: Delivery.manifests() });
// What Flux applies may be substituted, and all dollars here must arrive as they are.
Flux.postBuild(flux);
// An agent reads folders of its node: Kubernetes allows that in privileged namespaces only.
new Namespace(flux, 'namespace', {
  metadata: { name: 'mif', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
});
app.synth();

// Values make no objects, and throw with all that is wrong: their app needs no synth.
const files = new App();

// Of an umbrella chart, which has Vector, Loki and Grafana as sub-charts.
const umbrella = new Logging(files, 'umbrella', {
  loki: { url: text`http://${helm('.Release.Name')}-loki-gateway` },
  vector: Delivery.values({ under: 'vector' }),
  grafana: Delivery.values({ under: 'grafana' }),
});
const sections = { ...umbrella.vector.helmValues(), ...umbrella.grafana.helmValues() };
Yaml.save(join(app.outdir, 'mif.values.yaml'), [sections]);

// Of the official charts by themselves.
const official = new Logging(files, 'official', { loki, vector: Delivery.values(), grafana: Delivery.values() });
Yaml.save(join(app.outdir, 'vector.values.yaml'), [official.vector.helmValues()]);
Yaml.save(join(app.outdir, 'grafana.values.yaml'), [official.grafana.helmValues()]);
