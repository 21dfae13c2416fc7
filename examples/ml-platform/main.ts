/** One ML platform in two sizes; Promtail or Alloy is one word, and the labels stay those that the dashboards know. */
import { App, Chart, Duration, Size } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { Delivery, Flux, GrafanaDatasource, LokiStack, MlPlatformAgent, ObjectBucketClaim, Rate } from 'cdk8s-logging';
import { pipelines } from './pipeline';
import type { MlPlatformAgentProps } from 'cdk8s-logging';

class Logging extends Chart {
  constructor(app: App, { size, agent }: Pick<MlPlatformAgentProps, 'size' | 'agent'>) {
    super(app, size, { namespace: 'logging' });
    const small = size === 'minikube';
    // What Flux applies may be substituted, and a relabelling's `${1}` must arrive as it is.
    if (!small) Flux.postBuild(this);
    // An agent reads folders of its node: Kubernetes allows that in privileged namespaces only.
    new Namespace(this, 'namespace', {
      metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    const delivery = small ? Delivery.manifests() : Delivery.helmRelease();
    const loki = small ? this.onMinikube() : this.inProduction(delivery);
    new MlPlatformAgent(this, 'agent', { agent, size, pipelines: pipelines(loki, size), delivery });
    new GrafanaDatasource(this, 'datasource', { loki });
  }

  private onMinikube(): LokiStack {
    return new LokiStack(this, 'loki', {
      name: 'loki',
      disk: Size.gibibytes(10),
      ingest: Rate.kilobytesPerSecond(100),
      retention: Duration.days(7),
      nodePort: 30508,
    });
  }

  private inProduction(delivery: Delivery): LokiStack {
    return new LokiStack(this, 'loki', {
      name: 'loki',
      bucket: new ObjectBucketClaim(this, 'loki-bucket', { name: 'loki-bucket', storageClassName: 'rook-ceph-bucket' }),
      replicas: 3,
      ingest: { average: Rate.megabytesPerSecond(10), peak: Rate.megabytesPerSecond(20) },
      retention: Duration.days(30),
      retentionByStream: [{ labels: { level: 'error' }, keep: Duration.days(90) }],
      delivery,
    });
  }
}

const app = new App();
new Logging(app, { size: 'minikube', agent: 'promtail' });
new Logging(app, { size: 'production', agent: 'alloy' });
app.synth();
