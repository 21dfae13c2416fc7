import { filled, imageParts } from '../agent-pod';
import {
  componentLabel,
  lokiContainerSecurity,
  lokiGraceSeconds,
  lokiLabels,
  lokiLiveness,
  lokiPodSecurity,
  lokiReadiness,
  singleBinary,
  spread,
} from './loki-pod';
import { mergeValues } from '../helm-value';
import type { HelmValue, HelmValues } from '../helm-value';
import type { Text } from '../../text/live-text';
import type { LokiDisk, LokiPart, LokiPod } from './loki-pod';

/**
 * Loki's pods in the values of the official chart; its configuration comes beside it.
 *
 * @param release - the release's name, by which the chart labels pods
 */
export function lokiValues(pod: LokiPod, release: Text): HelmValues {
  return mergeValues(common(pod), pod.parts === undefined ? monolithic(pod, release) : distributed(pod, release));
}

function common(pod: LokiPod): HelmValues {
  const { config, nodeSelector, priorityClassName, tolerations } = pod;
  const { digest, tag, ...image } = imageParts(pod.image);
  return {
    nameOverride: pod.name,
    fullnameOverride: pod.name,
    loki: {
      image: { ...image, ...filled({ digest, tag }) },
      // The chart looks at these alone, and does not start without the schema.
      auth_enabled: config.authEnabled,
      schemaConfig: config.schema,
      storage: { type: config.store },
      podSecurityContext: lokiPodSecurity,
      containerSecurityContext: lokiContainerSecurity,
      livenessProbe: lokiLiveness,
      readinessProbe: lokiReadiness,
    },
    defaults: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      extraEnv: pod.env,
      ...filled({
        extraEnvFrom: pod.envFrom,
        extraVolumes: pod.volumes,
        extraVolumeMounts: pod.mounts,
        podAnnotations: pod.annotations,
        podLabels: pod.labels,
        nodeSelector,
        tolerations,
        priorityClassName,
      }),
    },
    serviceAccount: { create: false, name: pod.name },
    // Who waits for the others to be ready would never find them.
    memberlist: { service: { publishNotReadyAddresses: true } },
    // For the chart's rules sidecar and nothing else.
    rbac: { namespaced: true },
    sidecar: { rules: { enabled: false } },
    // One gateway of ours stands before every delivery, where one is needed.
    gateway: { enabled: false },
    // 9 GB of memory, which the configuration does not ask.
    chunksCache: { enabled: false },
    resultsCache: { enabled: false },
    memcached: { enabled: false },
    // It writes logs of its own to the Loki it watches; the test asks it.
    lokiCanary: { enabled: false },
    test: { enabled: false },
    monitoring: { serviceMonitor: { enabled: false } },
    ...Object.fromEntries(['read', 'write', 'backend'].map((part) => [part, { replicas: 0 }])),
  };
}

function monolithic(pod: LokiPod, release: Text): HelmValues {
  return {
    deploymentMode: 'Monolithic',
    singleBinary: {
      replicas: pod.replicas,
      resources: pod.resources,
      terminationGracePeriodSeconds: lokiGraceSeconds,
      podDisruptionBudget: pod.replicas > 1 ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
      persistence: { enabled: true, ...persistence(pod.disk) },
      // Agents are not sent to one that still reads its log.
      service: { publishNotReadyAddresses: false },
      ...spread({ ...lokiLabels(pod.name, release), ...singleBinary }),
    },
  };
}

function distributed(pod: LokiPod, release: Text): HelmValues {
  const parts: readonly (readonly [string, LokiPart])[] = Object.entries(pod.parts ?? {});
  return {
    deploymentMode: 'Distributed',
    singleBinary: { replicas: 0 },
    ingester: {
      ...sized(pod, release, 'ingester'),
      terminationGracePeriodSeconds: lokiGraceSeconds,
      // Three StatefulSets that another operator would have to roll out.
      zoneAwareReplication: { enabled: false },
    },
    ...Object.fromEntries(
      parts.map(([name, part]) => [name, sized({ ...part, name: pod.name }, release, kebab(name))]),
    ),
    ...Object.fromEntries(
      ['bloomGateway', 'bloomPlanner', 'bloomBuilder', 'patternIngester', 'overridesExporter'].map((part) => [
        part,
        { replicas: 0 },
      ]),
    ),
  };
}

function sized(part: LokiPart & { readonly name: string }, release: Text, component: string): HelmValues {
  const { disk, replicas } = part;
  const claims = component === 'ingester' || component === 'compactor';
  return {
    replicas,
    resources: part.resources,
    ...(replicas > 1 ? { maxUnavailable: 1 } : {}),
    ...(disk === undefined
      ? {}
      : {
          persistence: {
            enabled: true,
            ...(claims
              ? { claims: [{ name: 'data', accessModes: ['ReadWriteOnce'], ...persistence(disk) }] }
              : persistence(disk)),
          },
        }),
    ...(replicas > 1 ? spread({ ...lokiLabels(part.name, release), [componentLabel]: component }) : {}),
  };
}

function persistence({ size, storageClassName }: LokiDisk): Readonly<Record<string, HelmValue>> {
  return { size, ...(storageClassName === undefined ? {} : { storageClass: storageClassName }) };
}

/** `queryFrontend` as the chart labels it. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
