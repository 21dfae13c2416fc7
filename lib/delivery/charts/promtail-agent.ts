import {
  containerSecurityContext,
  envWithout,
  filled,
  imageParts,
  mountsOf,
  podSecurityContext,
  volumesOf,
} from '../agent-pod';
import type { AgentChart } from '../agent-pod';

/** Promtail's chart. */
export const promtailAgent: AgentChart = Object.freeze({
  values(pod) {
    const { nodeSelector, priorityClassName } = pod;
    const { digest, tag = pod.version, ...image } = imageParts(pod.image);
    return {
      nameOverride: pod.program,
      fullnameOverride: pod.name,
      // It knows no digests, but for one in a tag.
      image: { ...image, tag: digest === undefined ? tag : `${tag}@${digest}` },
      config: { serverPort: pod.port },
      configmap: { enabled: true },
      // The first is the configuration, which the chart names itself.
      ...filled({ extraArgs: pod.args.slice(1), extraEnv: envWithout(pod, ['HOSTNAME']) }),
      // In place of its own, in which the positions lie in a folder that is lost when the node restarts.
      defaultVolumes: volumesOf(pod),
      defaultVolumeMounts: mountsOf(pod),
      podSecurityContext,
      containerSecurityContext,
      readinessProbe: pod.readinessProbe,
      resources: pod.resources,
      podLabels: pod.labels,
      tolerations: pod.tolerations,
      ...filled({ podAnnotations: pod.annotations, nodeSelector, priorityClassName }),
      updateStrategy: pod.updateStrategy,
      automountServiceAccountToken: pod.usesApi,
      rbac: { create: false },
      serviceAccount: { create: false, name: pod.name },
    };
  },
  inline: (content) => ({ config: { file: content } }),
} satisfies AgentChart);
