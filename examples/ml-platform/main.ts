/** One ML platform in two sizes; Promtail or Alloy is one word, and the labels stay those that the dashboards know. */
import { App, Chart } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { Delivery, Flux, MlPlatformAgent } from 'cdk8s-logging';
import { pipelines } from './pipeline';
import type { MlPlatformAgentProps } from 'cdk8s-logging';

const loki = { url: 'http://loki-gateway.logging.svc' };

class Logging extends Chart {
  constructor(app: App, { size, agent }: Pick<MlPlatformAgentProps, 'size' | 'agent'>) {
    super(app, size, { namespace: 'logging' });
    // What Flux applies may be substituted, and a relabelling's `${1}` must arrive as it is.
    if (size === 'production') Flux.postBuild(this);
    // An agent reads folders of its node: Kubernetes allows that in privileged namespaces only.
    new Namespace(this, 'namespace', {
      metadata: { name: 'logging', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    new MlPlatformAgent(this, 'agent', {
      agent,
      size,
      pipelines: pipelines(loki, size),
      delivery: size === 'minikube' ? Delivery.manifests() : Delivery.helmRelease(),
    });
  }
}

const app = new App();
new Logging(app, { size: 'minikube', agent: 'promtail' });
new Logging(app, { size: 'production', agent: 'alloy' });
app.synth();
