import { printResources } from './container-resources';
import type { ContainerResources } from 'cdk8s-plus-28';
import type { HelmValues } from '../delivery/helm-value';
import type { NonEmpty } from '../pipeline/non-empty';

/** What is an agent's own in a container beside a program. */
export interface NativeSidecarProps {
  /** Of the container. */
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  /** What ends with 0 once the program may start. */
  readonly ready: readonly string[];
  readonly env: readonly HelmValues[];
  readonly resources: ContainerResources;
  /** Who may read what the program writes. */
  readonly user: { readonly uid: number; readonly gid: number };
  /** Folders that the program writes its logs to, and their volumes. */
  readonly logs: readonly { readonly volume: string; readonly path: string }[];
  /** Where its configuration is, and the ConfigMap that holds it. */
  readonly config: { readonly path: string; readonly configMap: string };
  /** Where it keeps what is its own, as long as the pod lives. */
  readonly dataDir: string;
}

/** An agent as a native sidecar (Kubernetes 1.29), an item of a pod's `initContainers`, and the volumes it needs beside the logs'. */
export function nativeSidecar(props: NativeSidecarProps): {
  readonly container: HelmValues;
  readonly volumes: NonEmpty<HelmValues>;
} {
  const { name, image, command, ready, env, resources, user, logs, config, dataDir } = props;
  const [configVolume, dataVolume] = [`${name}-config`, `${name}-data`];
  const container: HelmValues = {
    name,
    image,
    restartPolicy: 'Always',
    command,
    env,
    resources: printResources(resources),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user.uid,
      runAsGroup: user.gid,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    // Once the program has started no probe is needed: the container ends with its agent, and one that is slow to answer must
    // not be killed while it drains.
    startupProbe: { exec: { command: ready }, periodSeconds: 1, timeoutSeconds: 10, failureThreshold: 12 },
    volumeMounts: [
      ...logs.map(({ volume, path }) => ({ name: volume, mountPath: path, readOnly: true })),
      { name: configVolume, mountPath: config.path, readOnly: true },
      { name: dataVolume, mountPath: dataDir },
    ],
  };
  const volumes: NonEmpty<HelmValues> = [
    { name: configVolume, configMap: { name: config.configMap } },
    { name: dataVolume, emptyDir: {} },
  ];
  return { container: Object.freeze(container), volumes: Object.freeze(volumes) };
}
