import type { Text } from '../../text/live-text';
import type { HelmValues } from '../helm-value';

/** A disk of each replica. */
export interface LokiDisk {
  /** As Kubernetes writes it: `10Gi`. */
  readonly size: string;
  /** @default - the cluster's own */
  readonly storageClassName?: Text;
}

/** One of the programs that a distributed Loki consists of, beside the ingesters. */
export interface LokiPart {
  readonly replicas: number;
  readonly resources: HelmValues;
  /** @default - none */
  readonly disk?: LokiDisk;
}

/** The programs of a distributed Loki by their names in the official chart. */
export type LokiParts = Readonly<
  Record<
    'distributor' | 'querier' | 'queryFrontend' | 'queryScheduler' | 'indexGateway' | 'compactor' | 'ruler',
    LokiPart
  >
>;

/** The pods of a Loki, of which both a StatefulSet and the values of the official chart are made. */
export interface LokiPod {
  /** Of all objects, and of the release. */
  readonly name: string;
  readonly image: string;
  readonly env: readonly HelmValues[];
  readonly envFrom: readonly HelmValues[];
  /** Of one replica; of one ingester where it is distributed. */
  readonly resources: HelmValues;
  readonly replicas: number;
  readonly disk: LokiDisk;
  /** Volumes beside the configuration, the disk and `/tmp`. */
  readonly volumes: readonly HelmValues[];
  readonly mounts: readonly HelmValues[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly tolerations: readonly HelmValues[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly priorityClassName: string | undefined;
  /** The other programs, where it is distributed. */
  readonly parts: LokiParts | undefined;
  /** What the chart asks of the configuration, though it is not the chart's. */
  readonly config: {
    readonly schema: HelmValues;
    readonly store: 'filesystem' | 's3' | 'gcs' | 'azure';
    readonly authEnabled: boolean;
  };
}

/** Where the configuration appears, as the chart has it. */
export const lokiConfigFile = Object.freeze({ folder: '/etc/loki/config', key: 'config.yaml' });
/** Where the disk appears, as the chart has it. */
export const lokiDataFolder = '/var/loki';
export const lokiHttpPort = 3100;
export const lokiGrpcPort = 9095;
export const lokiGossipPort = 7946;

/** What tells the pods of a Loki from all others, as the chart labels them. @param release - the release's name */
export function lokiLabels(name: string, release: Text): HelmValues {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': release };
}

/** By which the chart labels what one program is. */
export const componentLabel = 'app.kubernetes.io/component';
export const singleBinary = Object.freeze({ [componentLabel]: 'single-binary' });
/** The chart's label of all that gossips. */
export const memberLabel = Object.freeze({ 'app.kubernetes.io/part-of': 'memberlist' });

/** Of the pod: the image's own user. */
export const lokiPodSecurity: HelmValues = Object.freeze({
  fsGroup: 10001,
  fsGroupChangePolicy: 'OnRootMismatch',
  runAsGroup: 10001,
  runAsNonRoot: true,
  runAsUser: 10001,
  seccompProfile: Object.freeze({ type: 'RuntimeDefault' }),
});

/** Of the container. */
export const lokiContainerSecurity: HelmValues = Object.freeze({
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: Object.freeze({ drop: Object.freeze(['ALL']) }),
  seccompProfile: Object.freeze({ type: 'RuntimeDefault' }),
});

/** Ready once it has read its log and found the others. */
export const lokiReadiness: HelmValues = Object.freeze({
  httpGet: Object.freeze({ path: '/ready', port: 'http-metrics' }),
  initialDelaySeconds: 15,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
});

/** Alive while it answers at all: reading a long log is no fault, so it is asked something that needs nothing. */
export const lokiLiveness: HelmValues = Object.freeze({
  httpGet: Object.freeze({ path: '/loki/api/v1/status/buildinfo', port: 'http-metrics' }),
  periodSeconds: 30,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 10,
});

/** So long a stop may take: what is in memory is written to the store. */
export const lokiGraceSeconds = 300;

/** Never two of a kind on one node; in several zones where there are some. */
export function spread(selector: HelmValues): {
  readonly affinity: HelmValues;
  readonly topologySpreadConstraints: readonly HelmValues[];
} {
  const labelSelector = { matchLabels: selector };
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: 'kubernetes.io/hostname' }],
      },
    },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
    ],
  };
}
