import type { Text } from '../text/live-text';
import type { ConfigMapFile } from './chart-data';
import type { HelmValue, HelmValues } from './helm-value';

/** A folder of the agent's own on its node, which outlives its pods. */
export interface StateFolder {
  /** On the node. */
  readonly hostPath: string;
  /** In the container. */
  readonly mountPath: string;
}

/** The pod of an agent on each node, of which both a DaemonSet and the values of an official chart are made. */
export interface AgentPod {
  /** Of all objects, and of the release. */
  readonly name: string;
  /** Of the container; the official chart's name too. */
  readonly program: string;
  readonly version: string;
  readonly image: string;
  readonly args: readonly string[];
  /** The configuration: a ConfigMap's key, and the folder in which it appears. */
  readonly config: { readonly mountPath: string; readonly key: string };
  readonly env: readonly HelmValues[];
  /** That its metrics and its health are at, and what the official chart calls it. */
  readonly port: number;
  readonly portName: string;
  readonly readinessProbe: HelmValues;
  readonly resources: HelmValues;
  /** Folders of the node, only to be read, at the same path in the container. */
  readonly hostFolders: readonly string[];
  readonly state: StateFolder;
  /** Whether it is given a token for Kubernetes' API. */
  readonly usesApi: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly tolerations: readonly HelmValues[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly priorityClassName: string | undefined;
  readonly updateStrategy: HelmValues;
}

/** Of the pod: what container runtimes write belongs to root. */
export const podSecurityContext: HelmValues = Object.freeze({
  runAsUser: 0,
  runAsGroup: 0,
  seccompProfile: Object.freeze({ type: 'RuntimeDefault' }),
});

/** Of the container. */
export const containerSecurityContext: HelmValues = Object.freeze({
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: Object.freeze({ drop: Object.freeze(['ALL']) }),
});

/** The name of the port that metrics are read from, which most official charts have too. */
export const metricsPort = 'http-metrics';

/** The pod's annotation with the hash of its configuration: a ConfigMap that changes restarts no pod. */
export const configHash = 'cdk8s-logging/config';

const stateVolume = 'state';

/** The volumes beside the configuration's. */
export function volumesOf(pod: AgentPod): readonly HelmValues[] {
  return [
    { name: stateVolume, hostPath: { path: pod.state.hostPath, type: 'DirectoryOrCreate' } },
    ...hostVolumesOf(pod),
  ];
}

/** Those of the node's own folders. */
export function hostVolumesOf({ hostFolders }: Pick<AgentPod, 'hostFolders'>): readonly HelmValues[] {
  return hostFolders.map((path) => ({ name: volumeName(path, hostFolders), hostPath: { path } }));
}

/** Where all of them appear. */
export function mountsOf(pod: AgentPod): readonly HelmValues[] {
  return [{ name: stateVolume, mountPath: pod.state.mountPath }, ...hostMountsOf(pod)];
}

/** Where the node's own folders appear. */
export function hostMountsOf({ hostFolders }: Pick<AgentPod, 'hostFolders'>): readonly HelmValues[] {
  return hostFolders.map((path) => ({ name: volumeName(path, hostFolders), mountPath: path, readOnly: true }));
}

/** An image by its parts. */
export interface ImageParts {
  /** @default - the one that charts take images from */
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What charts put together again. */
export function imageParts(image: string): ImageParts {
  const [named = '', digest] = image.split('@');
  const [, path = named, tag] = /^(.*?)(?::([^:/]+))?$/.exec(named) ?? [];
  const first = path.split('/', 1)[0] ?? '';
  // As container runtimes tell a registry from a folder of the default one.
  const hosted = path.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  return {
    ...(hosted ? { registry: first } : {}),
    repository: hosted ? path.slice(first.length + 1) : path.includes('/') ? path : `library/${path}`,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The variables that a chart does not set by itself. */
export function envWithout({ env }: AgentPod, names: readonly string[]): readonly HelmValues[] {
  return env.filter(({ name }) => !names.some((own) => own === name));
}

/** What has something in it; the rest is as the chart has it. */
export function filled(values: Readonly<Record<string, HelmValue | undefined>>): HelmValues {
  const isFilled = (pair: readonly [string, HelmValue | undefined]): pair is [string, HelmValue] => {
    const [, value] = pair;
    return value !== undefined && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);
  };
  return Object.fromEntries(Object.entries(values).filter(isFilled));
}

/** What stands around an agent's pods, for a chart that makes it itself. */
export interface ChartSurroundings {
  /** Whether it is given a token for Kubernetes' API. */
  readonly usesApi: boolean;
  /** Namespaces that may read metrics; absent where there is to be no policy. */
  readonly metricsFrom: readonly string[] | undefined;
  /** How metrics are asked for; absent where they are not. */
  readonly monitor:
    { readonly labels: HelmValues; readonly interval: string | undefined; readonly path: string } | undefined;
}

/** How an agent's pod is said in the values of its official chart. */
export interface AgentChart {
  /** What the chart calls the port of metrics. @default metricsPort */
  readonly portName?: string;
  /** All but the configuration. */
  values(pod: AgentPod): HelmValues;
  /** The values that make it use a ConfigMap of ours, beside {@link values}. @default - those of the chart */
  readonly useConfigMap?: (file: ConfigMapFile) => HelmValues;
  /** The configuration itself, in a file of this name; as data, where it is a tree. */
  inline(content: Text, key: string, tree: HelmValues | undefined, further: Readonly<Record<string, Text>>): HelmValues;
  /** Whether {@link inline} has room for further files. @default false */
  readonly takesFurtherFiles?: boolean;
  /** For {@link inline}, what the chart makes itself. @default - it takes objects of ours, as `extraObjects` */
  readonly surroundings?: (around: ChartSurroundings) => HelmValues;
}

function volumeName(path: string, all: readonly string[]): string {
  const slug = (one: string): string =>
    one
      .replace(/[^A-Za-z0-9]+/g, '-')
      .toLowerCase()
      .replace(/^-|-$/g, '')
      .slice(0, 55)
      .replace(/-$/, '');
  const alike = all.slice(0, all.indexOf(path)).filter((other) => slug(other) === slug(path)).length;
  return alike === 0 ? slug(path) : `${slug(path)}-${alike + 1}`;
}
