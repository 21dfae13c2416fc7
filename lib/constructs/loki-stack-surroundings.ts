import { lokiHttpPort, lokiLabels, singleBinary } from '../delivery/charts/loki-pod';
import { gatewayLabels, gatewayServicePort } from './loki-stack-gateway';
import { lokiPolicies } from './loki-stack-network';
import { repeated, serviceMonitor } from './service-monitor';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';
import type { BucketAccess } from './bucket';
import type { LokiGateway } from './loki-stack-gateway';
import type { LokiStackProps } from './loki-stack-props';
import type { Manifest } from './node-agent-daemon-set';

/** What they are made of. */
export interface LokiSurroundings {
  readonly name: string;
  readonly props: LokiStackProps;
  readonly access: readonly BucketAccess[];
  readonly gateway: LokiGateway | undefined;
  /** The release's name, by which the chart labels pods. */
  readonly release: Text;
}

/** The objects around Loki's pods that are ours in every delivery. */
export function lokiSurroundings(of: LokiSurroundings): readonly Manifest[] {
  const { name, props, access, gateway, release } = of;
  const { networkPolicy, serviceMonitor: monitor, nodePort } = props;
  const selector = lokiLabels(name, release);
  const annotations = Object.assign({}, ...access.map(({ identity }) => identity.annotations)) as HelmValues;
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, labels: selector, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      automountServiceAccountToken: false,
    },
    ...(networkPolicy === false
      ? []
      : lokiPolicies({
          name,
          selector,
          gateway: gateway === undefined ? undefined : gatewayLabels(name),
          options: networkPolicy ?? {},
          metricsFrom: monitor?.from ?? [],
          isPublic: nodePort !== undefined,
          buckets: bucketsOf(props),
          alertmanager: props.alertmanagerUrl,
          egress: access.flatMap((one) => one.egress),
        })),
    ...(monitor === undefined ? [] : [serviceMonitor(monitor, { name, selector, port: 'http-metrics' })]),
    ...(nodePort === undefined ? [] : [nodePortService(nodePort, of)]),
  ];
}

function bucketsOf({ bucket, rulesBucket }: LokiStackProps): readonly Text[] {
  return [bucket?.endpoint, rulesBucket?.endpoint].filter((one): one is Text => one !== undefined);
}

function nodePortService(nodePort: number, { name, gateway, release }: LokiSurroundings): Manifest {
  const selector = gateway === undefined ? { ...lokiLabels(name, release), ...singleBinary } : gatewayLabels(name);
  const [port, targetPort] =
    gateway === undefined ? [lokiHttpPort, 'http-metrics'] : [gatewayServicePort(gateway), 'http'];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    // Metrics of the same pods are read by another service.
    metadata: { name: `${name}-node-port`, labels: { ...selector, ...repeated } },
    spec: { type: 'NodePort', ports: [{ name: 'http', port, targetPort, nodePort, protocol: 'TCP' }], selector },
  };
}
