/** A container of a pod, as discovery tells of it, and where its output lies. */
export interface ContainerLog {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly image: string;
  readonly phase: string;
  readonly podIp: string;
  readonly hostIp: string;
  readonly isInit: boolean;
  /** What owns the pod: `ReplicaSet` and its name. */
  readonly owner?: { readonly kind: string; readonly name: string };
}

/** The folder of a container's files on its node. */
export function containerFolder({ namespace, pod, uid, container, annotations }: ContainerLog): string {
  // A pod of the node's own has its folder under the hash of its file.
  return `/var/log/pods/${namespace}_${pod}_${annotations['kubernetes.io/config.hash'] ?? uid}/${container}`;
}

/** The labels of discovery's target for a container, as Prometheus' `kubernetes_sd` gives them. */
export function discoveredLabels(log: ContainerLog): Readonly<Record<string, string>> {
  return {
    __address__: log.podIp,
    __meta_kubernetes_namespace: log.namespace,
    __meta_kubernetes_pod_name: log.pod,
    __meta_kubernetes_pod_uid: log.uid,
    __meta_kubernetes_pod_ip: log.podIp,
    __meta_kubernetes_pod_host_ip: log.hostIp,
    __meta_kubernetes_pod_node_name: log.node,
    __meta_kubernetes_pod_phase: log.phase,
    __meta_kubernetes_pod_ready: String(log.phase === 'Running'),
    __meta_kubernetes_pod_container_name: log.container,
    __meta_kubernetes_pod_container_image: log.image,
    __meta_kubernetes_pod_container_init: String(log.isInit),
    ...(log.owner !== undefined && {
      __meta_kubernetes_pod_controller_kind: log.owner.kind,
      __meta_kubernetes_pod_controller_name: log.owner.name,
    }),
    ...named('label', log.labels),
    ...named('annotation', log.annotations),
  };
}

function named(kind: string, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => {
      const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
      return [
        [`__meta_kubernetes_pod_${kind}_${name}`, text],
        [`__meta_kubernetes_pod_${kind}present_${name}`, 'true'],
      ];
    }),
  );
}
