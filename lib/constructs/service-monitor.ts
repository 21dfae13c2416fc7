import { checkNames, checkOptions, checkPairs, checkString } from '../pipeline/argument';
import { goDuration } from '../delivery/go-duration';
import type { Duration } from 'cdk8s';
import type { HelmValues } from '../delivery/helm-value';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Manifest } from './node-agent-daemon-set';

/** How the Prometheus operator's Prometheus reads a server's own metrics. */
export interface ServiceMonitorOptions {
  /** The namespaces of the Prometheus servers, which are then let in. */
  readonly from: NonEmpty<string>;
  /** What the Prometheus looks for, such as `{ release: 'kube-prometheus-stack' }`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - that of the Prometheus */
  readonly interval?: Duration;
}

/** @throws if it is none that can be meant */
export function checkServiceMonitor(options: ServiceMonitorOptions): ServiceMonitorOptions {
  const { from, labels = {}, interval } = checkOptions(options, ['from', 'labels', 'interval'], 'serviceMonitor');
  checkNames('serviceMonitor.from', from, "name the namespace of Prometheus, such as ['monitoring']");
  for (const [name, value] of checkPairs('serviceMonitor.labels', labels, "write { release: '…' }")) {
    checkString(`serviceMonitor.labels.${name}`, value);
  }
  if (interval !== undefined) goDuration('serviceMonitor.interval', interval);
  return options;
}

/** A ServiceMonitor (monitoring.coreos.com/v1) of the services with these labels, but for those that repeat others. */
export function serviceMonitor(
  { labels = {}, interval }: ServiceMonitorOptions,
  services: { readonly name: string; readonly selector: HelmValues; readonly port: string },
): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: services.name, labels: { ...services.selector, ...labels } },
    spec: {
      selector: { matchLabels: services.selector, matchExpressions: [notRepeated] },
      endpoints: [
        {
          port: services.port,
          path: '/metrics',
          ...(interval === undefined ? {} : { interval: goDuration('serviceMonitor.interval', interval) }),
        },
      ],
    },
  };
}

/** By which Loki's chart marks the second service of the same pods. */
export const repeated: Readonly<Record<string, string>> = Object.freeze({ 'prometheus.io/service-monitor': 'false' });
const notRepeated = { key: 'prometheus.io/service-monitor', operator: 'NotIn', values: ['false'] };

/** Metrics of Loki's own that tell how it is: these exist. */
export const lokiMetrics: Readonly<{ activeStreams: string; receivedBytes: string; discardedLines: string }> =
  Object.freeze({
    /** Streams in memory, of each tenant. */
    activeStreams: 'loki_ingester_memory_streams',
    /** What came in, of each tenant. */
    receivedBytes: 'loki_distributor_bytes_received_total',
    /** What was refused, by the `reason`. */
    discardedLines: 'loki_discarded_samples_total',
  });
