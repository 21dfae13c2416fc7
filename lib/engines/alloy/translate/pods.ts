import type { NonEmpty } from '../../../pipeline/non-empty';
import { concat, env } from '../../../text/live-text';
import type { OriginLabel } from '../../loki-stages/translate/pod-origin';
import { podRules } from '../../loki-stages/translate/pod-rules';
import type { PodsSpec } from '../../loki-stages/translate/pod-rules';
import { discovery, local, loki } from '../config/components';
import type { HasComponent } from '../config/component';
import type { DiscoveryKubernetes } from '../config/discovery-kubernetes';
import type { LogsReceiver } from '../config/shape';
import { syncPeriod } from './files';

/**
 * The pods of the agent's own node, asked for once for all pipelines: in the namespaces that sources name, or in all where one
 * of them names none.
 */
export function ownPods(sources: readonly PodsSpec[]): DiscoveryKubernetes {
  const names = new Set(sources.flatMap(({ select }) => select.namespaces ?? []));
  const isEverywhere = sources.some(({ select }) => select.namespaces === undefined);
  return discovery.kubernetes('own_pods', {
    role: 'pod',
    ...(isEverywhere ? {} : { namespaces: { names: [...names].sort() } }),
    selectors: [{ role: 'pod', field: concat('spec.nodeName=', env('K8S_NODE_NAME')) }],
  });
}

/**
 * Reads what containers write, from the disk of their node.
 *
 * @param labels - that the stages read
 * @param claims - sources that read before: a container is read by the first that selects it
 */
export function readPods(
  name: string,
  source: PodsSpec,
  {
    pods,
    labels,
    claims,
  }: {
    readonly pods: DiscoveryKubernetes;
    readonly labels: readonly OriginLabel[];
    readonly claims: readonly PodsSpec[];
  },
  forwardTo: NonEmpty<LogsReceiver>,
): HasComponent {
  const relabelled = discovery.relabel(name, { targets: pods.targets, rule: podRules(source, claims, labels) });
  const { targets } = local.fileMatch(name, { pathTargets: relabelled.output, syncPeriod });
  return loki.source.file(name, { targets, forwardTo });
}
