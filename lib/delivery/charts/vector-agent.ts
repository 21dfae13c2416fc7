import {
  containerSecurityContext,
  envWithout,
  filled,
  hostMountsOf,
  hostVolumesOf,
  imageParts,
  metricsPort,
  podSecurityContext,
} from '../agent-pod';
import type { AgentChart } from '../agent-pod';
import type { HelmValues } from '../helm-value';

/** Vector's chart: it knows its own node's name, and has a volume for Vector's folder. */
export const vectorAgent: AgentChart = Object.freeze({
  values(pod) {
    const { nodeSelector, state } = pod;
    return {
      role: 'Agent',
      nameOverride: pod.program,
      fullnameOverride: pod.name,
      image: imageOf(pod.image),
      args: pod.args,
      ...filled({ env: envWithout(pod, ['VECTOR_SELF_NODE_NAME']) }),
      // It looks for ports in the configuration otherwise, and finds none in a ConfigMap.
      containerPorts: [{ name: metricsPort, containerPort: pod.port, protocol: 'TCP' }],
      service: { enabled: false },
      serviceHeadless: { enabled: false },
      // In place of its own, which show all of /var/log, /var/lib, /proc and /sys.
      defaultVolumes: hostVolumesOf(pod),
      defaultVolumeMounts: hostMountsOf(pod),
      // Used where the configuration is none of the chart's own.
      dataDir: state.mountPath,
      persistence: { hostPath: { enabled: true, path: state.hostPath } },
      podSecurityContext,
      securityContext: containerSecurityContext,
      readinessProbe: pod.readinessProbe,
      resources: pod.resources,
      podLabels: pod.labels,
      tolerations: pod.tolerations,
      ...filled({ podAnnotations: pod.annotations, nodeSelector, podPriorityClassName: pod.priorityClassName }),
      updateStrategy: pod.updateStrategy,
      // As pods have it where nothing is said.
      terminationGracePeriodSeconds: 30,
      // A hash of ours restarts the pods; the chart would ask the cluster for that of a ConfigMap.
      rollWorkload: false,
      rbac: { create: false },
      serviceAccount: { create: false, name: pod.name },
    };
  },
  inline: (_content, _key, tree = {}) => ({ customConfig: tree, rollWorkload: true }),
} satisfies AgentChart);

/** The chart has no place for a registry, and one for a digest only within the tag. */
function imageOf(image: string): HelmValues {
  const { registry, repository, tag, digest } = imageParts(image);
  const full = registry === undefined ? repository : `${registry}/${repository}`;
  return { repository: full, tag: [tag, digest].filter((part) => part !== undefined).join('@') };
}
