import { containerSecurityContext, mountsOf, podSecurityContext, volumesOf } from '../delivery/agent-pod';
import type { AgentPod } from '../delivery/agent-pod';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';

/** An object of Kubernetes before its app gives it a namespace. */
export interface Manifest extends HelmValues {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: HelmValues & { readonly name: Text };
}

/**
 * The agent's DaemonSet, as its official chart makes it.
 *
 * @param selector - the labels that tell its pods from all others
 */
export function daemonSet(pod: AgentPod, selector: HelmValues): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: pod.name, labels: selector },
    spec: {
      selector: { matchLabels: selector },
      updateStrategy: pod.updateStrategy,
      template: {
        metadata: { labels: { ...selector, ...pod.labels }, annotations: pod.annotations },
        spec: podSpec(pod),
      },
    },
  };
}

function podSpec(pod: AgentPod): HelmValues {
  return {
    serviceAccountName: pod.name,
    automountServiceAccountToken: pod.usesApi,
    securityContext: podSecurityContext,
    ...(pod.priorityClassName === undefined ? {} : { priorityClassName: pod.priorityClassName }),
    ...(pod.tolerations.length === 0 ? {} : { tolerations: pod.tolerations }),
    ...(Object.keys(pod.nodeSelector).length === 0 ? {} : { nodeSelector: pod.nodeSelector }),
    containers: [
      {
        name: pod.program,
        image: pod.image,
        imagePullPolicy: 'IfNotPresent',
        args: pod.args,
        env: pod.env,
        ports: [{ name: pod.portName, containerPort: pod.port, protocol: 'TCP' }],
        readinessProbe: pod.readinessProbe,
        resources: pod.resources,
        securityContext: containerSecurityContext,
        volumeMounts: [{ name: 'config', mountPath: pod.config.mountPath }, ...mountsOf(pod)],
      },
    ],
    volumes: [{ name: 'config', configMap: { name: pod.name } }, ...volumesOf(pod)],
  };
}
