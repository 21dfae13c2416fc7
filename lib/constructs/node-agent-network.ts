import type { HelmValue, HelmValues } from '../delivery/helm-value';
import type { SinkSpec } from '../pipeline/sink-spec';
import type { Text } from '../text/live-text';
import type { Manifest } from './node-agent-daemon-set';

/** Who the agent may speak to, and who to it. */
export interface NetworkPolicyOptions {
  /** Namespaces that may read the agent's own metrics. @default - those of `podMonitor`, if there is one */
  readonly metricsFrom?: readonly string[];
  /**
   * Ports of Kubernetes' API as they are behind its service, which is where policies look.
   *
   * @default - 443, 6443, 8443 and 16443: those of managed clusters, kubeadm, minikube and MicroK8s
   */
  readonly apiServerPorts?: readonly number[];
}

/** What a policy needs to know. */
export interface Traffic {
  readonly name: string;
  readonly selector: HelmValues;
  /** Of metrics. */
  readonly portName: string;
  readonly metricsFrom: readonly string[];
  /** Empty where the API is not asked. */
  readonly apiServerPorts: readonly number[];
  readonly sinks: readonly SinkSpec[];
  /** Whether another server stands between the agent and the sinks. */
  readonly proxied: boolean;
}

/**
 * Lets the named namespaces read metrics, and the agent resolve names, ask Kubernetes' API and send to its sinks; nothing
 * else. The node itself, whose kubelet asks the probes, is always let in.
 */
export function networkPolicy(traffic: Traffic): Manifest {
  const { name, selector, portName, metricsFrom, apiServerPorts, sinks, proxied } = traffic;
  const peers = metricsFrom.map((namespace) => ({ namespaceSelector: { matchLabels: { [nameLabel]: namespace } } }));
  const toSinks = proxied ? [anywhere] : sinks.flatMap(egressTo);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: selector },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: peers.length === 0 ? [] : [{ from: peers, ports: [{ port: portName, protocol: 'TCP' }] }],
      egress: unique([
        // 5353 is what OpenShift's resolver listens on behind its service.
        { ports: [53, 5353].flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ port, protocol }))) },
        ...(apiServerPorts.length === 0 ? [] : [{ ports: apiServerPorts.map(tcp) }]),
        ...toSinks,
      ]),
    },
  };
}

const nameLabel = 'kubernetes.io/metadata.name';
const anywhere = { ports: [{ protocol: 'TCP' }] };

/**
 * Where a sink is. Policies see pods and their ports, not services and theirs, so within the cluster a namespace is let
 * through with all ports, and what cannot be told is let through everywhere.
 */
function egressTo(sink: SinkSpec): readonly HelmValues[] {
  return sink.kind === 'stdout' ? [] : egressToUrl(sink.kind === 'loki' ? sink.to.url : sink.url);
}

/** What lets through to a url, as far as it is known. */
export function egressToUrl(text: Text): readonly HelmValues[] {
  const url = parsed(text);
  if (url === undefined || /^[\d.]+$|^\[/.test(url.hostname)) return [anywhere];
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  const [, namespace, ...rest] = url.hostname.replace(/\.$/, '').split('.');
  if (namespace === undefined) return [{ to: [{ podSelector: {} }] }];
  const within = { to: [{ namespaceSelector: { matchLabels: { [nameLabel]: namespace } } }] };
  if (rest[0] === 'svc') return [within];
  const outside = { ports: [tcp(port)] };
  // `loki.logging` may be a service in a namespace, `example.com` is none.
  return rest.length === 0 ? [within, outside] : [outside];
}

function parsed(text: Text): URL | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function tcp(port: number): HelmValues {
  return { port, protocol: 'TCP' };
}

function unique(rules: readonly HelmValue[]): readonly HelmValue[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
