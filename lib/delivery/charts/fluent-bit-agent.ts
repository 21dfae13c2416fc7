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
import type { HelmValues } from '../helm-value';

/**
 * Fluent Bit's chart. It takes no objects of ours, so that a file of values has the chart's own account, role, policy and
 * ServiceMonitor; and it makes a Service in any case.
 */
export const fluentBitAgent: AgentChart = Object.freeze({
  portName: 'http',
  takesFurtherFiles: true,
  values(pod) {
    const { nodeSelector, priorityClassName } = pod;
    return {
      kind: 'DaemonSet',
      nameOverride: pod.program,
      fullnameOverride: pod.name,
      image: imageOf(pod.image),
      args: pod.args,
      ...filled({ env: envWithout(pod, []) }),
      metricsPort: pod.port,
      service: { port: pod.port },
      // In place of its own, which show all of /var/log.
      daemonSetVolumes: volumesOf(pod),
      daemonSetVolumeMounts: mountsOf(pod),
      podSecurityContext,
      securityContext: containerSecurityContext,
      // Its own would start anew an agent whose sink is away.
      livenessProbe: null,
      readinessProbe: pod.readinessProbe,
      resources: pod.resources,
      podLabels: pod.labels,
      tolerations: pod.tolerations,
      ...filled({ podAnnotations: pod.annotations, nodeSelector, priorityClassName }),
      updateStrategy: pod.updateStrategy,
      rbac: { create: false },
      serviceAccount: { create: false, name: pod.name, automountServiceAccountToken: pod.usesApi },
      // A pod of an image whose tag moves.
      testFramework: { enabled: false },
    };
  },
  useConfigMap: ({ name }) => ({ existingConfigMap: name }),
  inline: (content, key, _tree, further) => ({
    // The classic configuration beside it is read by nobody.
    config: {
      ...{ service: '', inputs: '', filters: '', outputs: '', customParsers: '' },
      extraFiles: { [key]: content, ...further },
    },
  }),
  surroundings: ({ usesApi, metricsFrom, monitor }) => ({
    serviceAccount: { create: true },
    rbac: { create: usesApi },
    networkPolicy: {
      enabled: metricsFrom !== undefined,
      ...(metricsFrom === undefined ? {} : { ingress: { from: peers(metricsFrom) } }),
    },
    ...(monitor === undefined
      ? {}
      : {
          serviceMonitor: {
            enabled: true,
            ...filled({ path: monitor.path, selector: monitor.labels, interval: monitor.interval }),
          },
        }),
  }),
} satisfies AgentChart);

/** The chart lets in whom it is told of, and where that is nobody everybody: so it is told of pods that there are none of. */
function peers(namespaces: readonly string[]): readonly HelmValues[] {
  const key = 'cdk8s-logging/nobody';
  const none = ['Exists', 'DoesNotExist'].map((operator) => ({ key, operator }));
  if (namespaces.length === 0) return [{ podSelector: { matchExpressions: none } }];
  return namespaces.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }));
}

/** The chart has no place for a registry, and takes its own tag for one that is not said; `-` stands for none. */
function imageOf(image: string): HelmValues {
  const { registry, repository, tag = '-', digest } = imageParts(image);
  const full = registry === undefined ? repository : `${registry}/${repository}`;
  return { repository: full, tag, ...(digest === undefined ? {} : { digest }) };
}
