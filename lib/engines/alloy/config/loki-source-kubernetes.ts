import type { NonEmpty } from '../../../pipeline/non-empty';
import { component } from './component';
import type { HasComponent } from './component';
import { client, clustering } from './kubernetes-client';
import type { Clustering, KubernetesClient } from './kubernetes-client';
import { logsReceivers, targets } from './shape';
import type { LogsReceiver, Targets } from './shape';

/** Logs of pods by Kubernetes' API, not from disk: each Alloy reads all of the targets that it is given. */
export interface LokiSourceKubernetesOptions {
  readonly targets: Targets;
  readonly forwardTo: NonEmpty<LogsReceiver>;
  readonly client?: KubernetesClient;
  readonly clustering?: Clustering;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.source.kubernetes/ */
export function lokiSourceKubernetes(label: string, options: LokiSourceKubernetesOptions): HasComponent {
  const fields = { targets, forwardTo: logsReceivers, client, clustering };
  return Object.freeze({ component: component('loki.source.kubernetes', label, options, fields) });
}
