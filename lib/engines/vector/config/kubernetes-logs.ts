import type { Text } from '../../../text/live-text';
import { checkSettings, source } from './component';
import type { ComponentFinding, NonEmpty, Output } from './component';
import { unknownTo } from './release';
import type { Since } from './release';
import { boolean, filled, filledText, list, maybe, object, oneOf, string, text, whole } from './shape';
import type { Checks } from './shape';

/**
 * The logs of the pods of one node, from its `/var/log/pods`, with what Kubernetes knows of each. Pods and namespaces
 * labelled `vector.dev/exclude: "true"` are left out, and containers that the pod's annotation `vector.dev/exclude-containers`
 * names. It has no acknowledgements: what it has read counts as delivered.
 */
export interface KubernetesLogsOptions {
  /** Which pods, by their labels; besides `vector.dev/exclude`. @default - all */
  readonly extraLabelSelector?: Text;
  /** Which namespaces, by their labels; besides `vector.dev/exclude`. @default - all */
  readonly extraNamespaceLabelSelector?: Text;
  /** Which pods, by fields such as `metadata.namespace!=kube-system`; besides the node. @default - all */
  readonly extraFieldSelector?: Text;
  /** Whether namespaces are watched; without them there are no labels of theirs. From Vector 0.50. @default true */
  readonly insertNamespaceFields?: boolean;
  /** The node. @default - the variable VECTOR_SELF_NODE_NAME, without which Vector does not start */
  readonly selfNodeName?: Text;
  /** Whether lines that the runtime has split are joined. @default true */
  readonly autoPartialMerge?: boolean;
  /** Where checkpoints are. @default - the configuration's `dataDir` */
  readonly dataDir?: string;
  /** Fields for what is known of a pod. */
  readonly podAnnotationFields?: PodFields;
  /** Fields for what is known of its namespace. */
  readonly namespaceAnnotationFields?: {
    /** @default '.kubernetes.namespace_labels' */
    readonly namespaceLabels?: string;
  };
  /** Fields for what is known of its node. */
  readonly nodeAnnotationFields?: {
    /** @default '.kubernetes.node_labels' */
    readonly nodeLabels?: string;
  };
  /** Globs of files, whole paths. @default ['**\/*'] */
  readonly includePathsGlobPatterns?: NonEmpty<string>;
  /** Globs of files, whole paths; these replace the default. @default ['**\/*.gz', '**\/*.tmp'] */
  readonly excludePathsGlobPatterns?: readonly string[];
  /** Where to begin in a file without a checkpoint. @default 'beginning' */
  readonly readFrom?: 'beginning' | 'end';
  /** Seconds: files not written to for longer are left alone. @default - none is too old */
  readonly ignoreOlderSecs?: number;
  /** Bytes read of a file before the next one's turn; without effect while `oldestFirst`. @default 2048 */
  readonly maxReadBytes?: number;
  /** Whether the oldest file is read to its end first. @default true */
  readonly oldestFirst?: boolean;
  /** Bytes of a line as the runtime writes it, at most 16 KiB of the log each; a longer one is dropped. @default 32768 */
  readonly maxLineBytes?: number;
  /**
   * Bytes of a joined line; a longer one is dropped. Less than `maxLineBytes` it takes that one's place. Without effect where
   * `autoPartialMerge` is false. From Vector 0.48.
   *
   * @default - no limit
   */
  readonly maxMergedLineBytes?: number;
  /** Lines that a file is known again by; one with fewer is not read. @default 1 */
  readonly fingerprintLines?: number;
  /**
   * Milliseconds between two looks for new files. A pod that has come and gone between them is never read: where pods are
   * short, such as those of jobs, 1000 to 5000 is well.
   *
   * @default 60000
   */
  readonly globMinimumCooldownMs?: number;
  /** Path of a field for the time of reading. @default - none */
  readonly ingestionTimestampField?: string;
  /** Of times that name no zone. @default - the configuration's */
  readonly timezone?: string;
  /** Path of a kubeconfig. @default - what the pod's service account says */
  readonly kubeConfigFile?: string;
  /** Whether the API server may answer from its cache, which spares etcd. @default false */
  readonly useApiserverCache?: boolean;
  /** Milliseconds that a deleted pod is still known; what is read later has no `.kubernetes`. @default 60000 */
  readonly delayDeletionMs?: number;
  /** Of Vector's metrics on files: whether each has a tag for its file. @default - without */
  readonly internalMetrics?: { readonly includeFileTag: boolean };
  /** Seconds that a rotated file is held open. @default - for ever */
  readonly rotateWaitSecs?: number;
}

/** Paths of fields; `''` for none. */
export interface PodFields {
  /** Path of the pod's name. @default '.kubernetes.pod_name' */
  readonly podName?: string;
  /** Path of its namespace. @default '.kubernetes.pod_namespace' */
  readonly podNamespace?: string;
  /** Path of its uid. @default '.kubernetes.pod_uid' */
  readonly podUid?: string;
  /** Path of its first address. @default '.kubernetes.pod_ip' */
  readonly podIp?: string;
  /** Path of the list of its addresses. @default '.kubernetes.pod_ips' */
  readonly podIps?: string;
  /** Path of the object of its labels. @default '.kubernetes.pod_labels' */
  readonly podLabels?: string;
  /** Path of the object of its annotations. @default '.kubernetes.pod_annotations' */
  readonly podAnnotations?: string;
  /** Path of the name of its node. @default '.kubernetes.pod_node_name' */
  readonly podNodeName?: string;
  /** Such as `ReplicaSet/web-5f6d`. @default '.kubernetes.pod_owner' */
  readonly podOwner?: string;
  /** Path of the container's name. @default '.kubernetes.container_name' */
  readonly containerName?: string;
  /** Path of its id, with the runtime: `containerd://…`. @default '.kubernetes.container_id' */
  readonly containerId?: string;
  /** Path of its image as the pod names it. @default '.kubernetes.container_image' */
  readonly containerImage?: string;
  /** Path of its image by digest. @default '.kubernetes.container_image_id' */
  readonly containerImageId?: string;
}

const field = maybe(string);

const podFields: Checks<PodFields> = {
  podName: field,
  podNamespace: field,
  podUid: field,
  podIp: field,
  podIps: field,
  podLabels: field,
  podAnnotations: field,
  podNodeName: field,
  podOwner: field,
  containerName: field,
  containerId: field,
  containerImage: field,
  containerImageId: field,
};

const checks: Checks<KubernetesLogsOptions> = {
  extraLabelSelector: maybe(text),
  extraNamespaceLabelSelector: maybe(text),
  extraFieldSelector: maybe(text),
  insertNamespaceFields: maybe(boolean),
  selfNodeName: maybe(filledText),
  autoPartialMerge: maybe(boolean),
  dataDir: maybe(filled),
  podAnnotationFields: maybe(object(podFields)),
  namespaceAnnotationFields: maybe(object<{ namespaceLabels?: string }>({ namespaceLabels: field })),
  nodeAnnotationFields: maybe(object<{ nodeLabels?: string }>({ nodeLabels: field })),
  includePathsGlobPatterns: maybe(list(filled, 1)),
  excludePathsGlobPatterns: maybe(list(filled)),
  readFrom: maybe(oneOf('beginning', 'end')),
  ignoreOlderSecs: maybe(whole(0)),
  maxReadBytes: maybe(whole(1)),
  oldestFirst: maybe(boolean),
  maxLineBytes: maybe(whole(1)),
  maxMergedLineBytes: maybe(whole(1)),
  fingerprintLines: maybe(whole(1)),
  globMinimumCooldownMs: maybe(whole(1)),
  ingestionTimestampField: maybe(filled),
  timezone: maybe(filled),
  kubeConfigFile: maybe(filled),
  useApiserverCache: maybe(boolean),
  delayDeletionMs: maybe(whole(0)),
  internalMetrics: maybe(object<{ includeFileTag: boolean }>({ includeFileTag: boolean })),
  rotateWaitSecs: maybe(whole(0)),
};

const since: readonly Since[] = [
  { option: 'insertNamespaceFields', first: '0.50.0' },
  { option: 'maxMergedLineBytes', first: '0.48.0' },
];

/** @see https://vector.dev/docs/reference/configuration/sources/kubernetes_logs/ */
export function kubernetesLogs(name: string, options: KubernetesLogsOptions = {}): Output {
  const settings = checkSettings(name, options, checks);
  return source('kubernetes_logs', name, settings, {
    check: (version) => [...unknownTo(version, settings, since), ...shortPods(settings)],
  });
}

function shortPods({ globMinimumCooldownMs = 60_000 }: KubernetesLogsOptions): readonly ComponentFinding[] {
  if (globMinimumCooldownMs <= 10_000) return [];
  return [
    {
      rule: 'vector/short-pods',
      severity: 'warning',
      got: String(globMinimumCooldownMs),
      message: "'globMinimumCooldownMs' must be shorter than any pod lives, or the pod's log is never seen",
      remedy: 'set it to 5000 or less',
    },
  ];
}
