import {
  containerSecurityContext,
  envWithout,
  filled,
  imageParts,
  mountsOf,
  podSecurityContext,
  volumesOf,
} from '../agent-pod';
import { mapLiterals } from '../../text/live-text';
import type { AgentChart } from '../agent-pod';
import type { Text } from '../../text/live-text';

/** Alloy's chart: it prints the arguments itself, and gives the node's name in two variables. */
export const alloyAgent: AgentChart = Object.freeze({
  values(pod) {
    const { nodeSelector, priorityClassName } = pod;
    const { initialDelaySeconds, timeoutSeconds } = pod.readinessProbe;
    const { digest, tag, ...image } = imageParts(pod.image);
    return {
      nameOverride: pod.program,
      fullnameOverride: pod.name,
      image: { ...image, ...filled({ digest, tag: digest === undefined ? tag : undefined }) },
      global: { podSecurityContext },
      alloy: {
        storagePath: pod.state.mountPath,
        // All addresses, of IPv6 too.
        listenAddr: '',
        listenPort: pod.port,
        enableReporting: false,
        initialDelaySeconds: initialDelaySeconds ?? 0,
        timeoutSeconds: timeoutSeconds ?? 1,
        ...filled({ extraEnv: envWithout(pod, ['HOSTNAME', 'K8S_NODE_NAME']) }),
        mounts: { extra: mountsOf(pod) },
        securityContext: containerSecurityContext,
        resources: pod.resources,
      },
      controller: {
        type: 'daemonset',
        minReadySeconds: 0,
        podLabels: pod.labels,
        tolerations: pod.tolerations,
        ...filled({ podAnnotations: pod.annotations, nodeSelector, priorityClassName }),
        updateStrategy: pod.updateStrategy,
        volumes: { extra: volumesOf(pod) },
      },
      // A changed configuration restarts the pods; the chart's reloader would be one more container in each.
      configReloader: { enabled: false },
      crds: { create: false },
      service: { enabled: false },
      rbac: { create: false },
      serviceAccount: { create: false, name: pod.name },
    };
  },
  // The chart drops the last line break, and Alloy does not miss it.
  inline: (content, key) => ({ alloy: { configMap: { create: true, content: withoutLastBreak(content), key } } }),
} satisfies AgentChart);

function withoutLastBreak(content: Text): Text {
  return mapLiterals(content, (literal, { after }) => (after === undefined ? literal.replace(/\n+$/, '') : literal));
}
