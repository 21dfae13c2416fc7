import type { Text } from '../../../text/live-text';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, filledText } from '../../option-check';
import { block, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { component } from './component';
import type { HasComponent } from './component';
import { client, clustering, labelSelector } from './kubernetes-client';
import type { Clustering, KubernetesClient, LabelSelector } from './kubernetes-client';
import { logsReceivers } from './shape';
import type { LogsReceiver } from './shape';

/** Logs of the pods that objects of kind PodLogs select, by Kubernetes' API. */
export interface LokiSourcePodlogsOptions {
  readonly forwardTo: NonEmpty<LogsReceiver>;
  readonly client?: KubernetesClient;
  /** Which PodLogs count. @default - all */
  readonly selector?: LabelSelector;
  /** @default - all */
  readonly namespaceSelector?: LabelSelector;
  /** @default false */
  readonly tailFromEnd?: boolean;
  /** @default false */
  readonly preserveDiscoveredLabels?: boolean;
  /** Only pods of one node. @default - of all */
  readonly nodeFilter?: {
    /** @default false */
    readonly enabled?: boolean;
    /** @default - the variable NODE_NAME */
    readonly nodeName?: Text;
  };
  readonly clustering?: Clustering;
}

const fields: Fields<LokiSourcePodlogsOptions> = {
  forwardTo: logsReceivers,
  tailFromEnd: optional(boolean),
  preserveDiscoveredLabels: optional(boolean),
  client,
  selector: labelSelector,
  namespaceSelector: labelSelector,
  nodeFilter: block<NonNullable<LokiSourcePodlogsOptions['nodeFilter']>>({
    enabled: optional(boolean),
    nodeName: optional(filledText),
  }),
  clustering,
};

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.source.podlogs/ */
export function lokiSourcePodlogs(label: string, options: LokiSourcePodlogsOptions): HasComponent {
  return Object.freeze({ component: component('loki.source.podlogs', label, options, fields) });
}
