import { componentLabel, lokiGossipPort, lokiGrpcPort, lokiHttpPort } from '../delivery/charts/loki-pod';
import { sidecarLabel } from '../pipeline/sidecar-label';
import { egressToUrl } from './node-agent-network';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';
import type { LokiNetworkPolicyOptions } from './loki-stack-props';
import type { Manifest } from './node-agent-daemon-set';

/** What policies need to know. */
export interface LokiTraffic {
  readonly name: string;
  readonly selector: HelmValues;
  /** Of the gateway's pods, where there is one: then it alone is let in to Loki. */
  readonly gateway: HelmValues | undefined;
  readonly options: LokiNetworkPolicyOptions;
  /** Namespaces that read metrics. */
  readonly metricsFrom: readonly string[];
  /** Whether it is reached from outside the cluster, which has no namespace. */
  readonly isPublic: boolean;
  /** Where its buckets are; `bucketIn` says it better. */
  readonly buckets: readonly Text[];
  /** Where it sends alerts to. */
  readonly alertmanager: Text | undefined;
  /** Where else it must get to. */
  readonly egress: readonly HelmValues[];
}

const notGateway = { key: componentLabel, operator: 'NotIn', values: ['gateway'] };
const nameLabel = 'kubernetes.io/metadata.name';
/** 5353 is what OpenShift's resolver listens on behind its service. */
const dns = { ports: [53, 5353].flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ port, protocol }))) };

/** Agents of ours and Grafana in, the bucket out, and Lokis among themselves; nothing else. */
export function lokiPolicies(traffic: LokiTraffic): readonly Manifest[] {
  const { name, selector, gateway, metricsFrom, buckets, alertmanager, options } = traffic;
  const pods = { matchLabels: selector, matchExpressions: [notGateway] };
  const own = { podSelector: pods };
  const among = [lokiHttpPort, lokiGrpcPort, lokiGossipPort].map(tcp);
  const clients = gateway === undefined ? clientsOf(traffic) : { from: [{ podSelector: { matchLabels: gateway } }] };
  const out = [
    ...(options.bucketIn === undefined ? buckets.flatMap(egressToUrl) : [{ to: [namespace(options.bucketIn)] }]),
    ...(alertmanager === undefined ? [] : egressToUrl(alertmanager)),
    ...traffic.egress,
  ];
  const loki = policy(name, selector, pods, {
    ingress: [
      { ...clients, ports: [tcp(lokiHttpPort)] },
      { from: [own], ports: among },
      ...(metricsFrom.length === 0 ? [] : [{ from: metricsFrom.map(namespace), ports: [tcp(lokiHttpPort)] }]),
    ],
    egress: [dns, { to: [own], ports: among }, ...unique(out)],
  });
  if (gateway === undefined) return [loki];
  const before = policy(
    `${name}-gateway`,
    gateway,
    { matchLabels: gateway },
    {
      ingress: [{ ...clientsOf(traffic), ports: [tcp(gatewayPort)] }],
      egress: [dns, { to: [own], ports: [tcp(lokiHttpPort)] }],
    },
  );
  return [loki, before];
}

/** Where the gateway listens in its pod. */
export const gatewayPort = 8080;

function clientsOf({ options: { from = [], grafanaFrom }, isPublic }: LokiTraffic): HelmValues {
  if (isPublic) return {};
  const grafana = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } } };
  return {
    from: [
      // All agents and sidecars of ours have it.
      { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: sidecarLabel, operator: 'Exists' }] } },
      ...(grafanaFrom ?? [undefined]).map((one) => ({
        ...(one === undefined ? { namespaceSelector: {} } : namespace(one)),
        ...grafana,
      })),
      ...from.map(namespace),
    ],
  };
}

function policy(name: string, labels: HelmValues, podSelector: HelmValues, rules: HelmValues): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels },
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...rules },
  };
}

function namespace(name: string): { readonly namespaceSelector: HelmValues } {
  return { namespaceSelector: { matchLabels: { [nameLabel]: name } } };
}

function tcp(port: number): HelmValues {
  return { port, protocol: 'TCP' };
}

function unique(rules: readonly HelmValues[]): readonly HelmValues[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
