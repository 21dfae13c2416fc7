import type { Text } from '../../../text/live-text';
import { boolean, filled, filledText, map, oneOf, list, string } from '../../option-check';
import { attribute, block, blocks, optional } from '../../loki-stages/field';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';

/** How Kubernetes' API is reached. @default - that of the cluster that Alloy runs in, with the pod's account */
export interface KubernetesClient extends HttpClient {
  readonly apiServer?: Text;
  readonly kubeconfigFile?: string;
}

/** The block of {@link KubernetesClient}. */
export const client = block<KubernetesClient>({
  apiServer: optional(filledText),
  kubeconfigFile: optional(filled),
  ...httpClient,
});

/** Whether the Alloys of a cluster share the targets. */
export interface Clustering {
  readonly enabled: boolean;
}

/** The block of {@link Clustering}. */
export const clustering = block<Clustering>({ enabled: attribute(boolean) });

/** Kubernetes objects by their labels. */
export interface LabelSelector {
  readonly matchLabels?: { readonly [label: string]: string };
  readonly matchExpression?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** The block of {@link LabelSelector}. */
export const labelSelector = block<LabelSelector>({
  matchLabels: optional(map(string)),
  matchExpression: blocks<NonNullable<LabelSelector['matchExpression']>[number]>({
    key: attribute(filled),
    operator: attribute(oneOf('In', 'NotIn', 'Exists', 'DoesNotExist')),
    values: optional(list(string)),
  }),
});
