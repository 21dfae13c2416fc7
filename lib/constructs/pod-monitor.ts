import { checkNames, checkOptions, checkPairs, checkString } from '../pipeline/argument';
import { goDuration } from '../delivery/go-duration';
import type { Duration } from 'cdk8s';
import type { ChartSurroundings } from '../delivery/agent-pod';
import type { HelmValues } from '../delivery/helm-value';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Manifest } from './node-agent-daemon-set';

/** How the Prometheus operator's Prometheus reads the agent's own metrics. */
export interface PodMonitorOptions {
  /** The namespaces of the Prometheus servers, which the agent then lets in. */
  readonly from: NonEmpty<string>;
  /** What the Prometheus looks for, such as `{ release: 'kube-prometheus-stack' }`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - that of the Prometheus */
  readonly interval?: Duration;
}

/** @throws if it is none that can be meant */
export function checkPodMonitor(options: PodMonitorOptions): PodMonitorOptions {
  const { from, labels = {}, interval } = checkOptions(options, ['from', 'labels', 'interval'], 'podMonitor');
  checkNames('podMonitor.from', from, "name the namespace of Prometheus, such as ['monitoring']");
  for (const [name, value] of checkPairs('podMonitor.labels', labels, "write { release: '…' }")) {
    checkString(`podMonitor.labels.${name}`, value);
  }
  if (interval !== undefined) goDuration('podMonitor.interval', interval);
  return options;
}

/** What of it a chart takes that makes a monitor itself. */
export function monitorOf(
  { labels = {}, interval }: PodMonitorOptions,
  path: string,
): NonNullable<ChartSurroundings['monitor']> {
  return { labels, path, interval: interval === undefined ? undefined : goDuration('podMonitor.interval', interval) };
}

/** A PodMonitor (monitoring.coreos.com/v1) of pods that serve metrics. */
export function podMonitor(
  { labels = {}, interval }: PodMonitorOptions,
  pods: { readonly name: string; readonly selector: HelmValues; readonly port: string; readonly path: string },
): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: pods.name, labels: { ...pods.selector, ...labels } },
    spec: {
      selector: { matchLabels: pods.selector },
      podMetricsEndpoints: [
        {
          port: pods.port,
          path: pods.path,
          ...(interval === undefined ? {} : { interval: goDuration('podMonitor.interval', interval) }),
          relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
        },
      ],
    },
  };
}
