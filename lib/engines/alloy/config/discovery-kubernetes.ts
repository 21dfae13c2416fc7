import type { Text } from '../../../text/live-text';
import { boolean, filled, filledText, list, oneOf } from '../../option-check';
import { attribute, block, blocks, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';

/** What of a cluster is found. */
export type KubernetesRole = 'pod' | 'node' | 'service' | 'endpoints' | 'endpointslice' | 'ingress';

/** What Kubernetes' API tells of. */
export interface DiscoveryKubernetesOptions extends HttpClient {
  readonly role: KubernetesRole;
  /** @default - that of the cluster that Alloy runs in */
  readonly apiServer?: Text;
  readonly kubeconfigFile?: string;
  /** @default - all */
  readonly namespaces?: { readonly names?: readonly Text[]; readonly ownNamespace?: boolean };
  /** What the API filters by, such as `spec.nodeName=…` as the field of pods. @default - nothing */
  readonly selectors?: readonly { readonly role: KubernetesRole; readonly label?: Text; readonly field?: Text }[];
  /** Labels of the pod's node or namespace as well. @default - neither */
  readonly attachMetadata?: { readonly node?: boolean; readonly namespace?: boolean };
}

const role = oneOf('pod', 'node', 'service', 'endpoints', 'endpointslice', 'ingress');

const fields: Fields<DiscoveryKubernetesOptions> = {
  role: attribute(role),
  apiServer: optional(filledText),
  kubeconfigFile: optional(filled),
  namespaces: block<NonNullable<DiscoveryKubernetesOptions['namespaces']>>({
    names: optional(list(filledText)),
    ownNamespace: optional(boolean),
  }),
  selectors: blocks<NonNullable<DiscoveryKubernetesOptions['selectors']>[number]>({
    role: attribute(role),
    label: optional(filledText),
    field: optional(filledText),
  }),
  attachMetadata: block<NonNullable<DiscoveryKubernetesOptions['attachMetadata']>>({
    node: optional(boolean),
    namespace: optional(boolean),
  }),
  ...httpClient,
};

/** Targets that Kubernetes' API tells of. */
export interface DiscoveryKubernetes extends HasComponent {
  readonly targets: Export<'targets'>;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/discovery/discovery.kubernetes/ */
export function discoveryKubernetes(label: string, options: DiscoveryKubernetesOptions): DiscoveryKubernetes {
  const made = component('discovery.kubernetes', label, options, fields);
  return Object.freeze({ component: made, targets: new Export(made, 'targets', 'targets') });
}
