import { checkAirflow, checkKubernetes } from './airflow-version';
import type { Image } from '../../constructs/image';
import type { HelmValues } from '../../delivery/helm-value';
import type { TaskPod } from './task-pod';

/** The Airflow, and the Kubernetes, that a task pod with a sidecar is for. */
export interface SidecarPodTemplateOptions {
  /**
   * Of Airflow's container `base`; its tag decides whether a native sidecar is possible: Airflow 2.8.2 or later. The executor
   * puts the chart's `images.airflow` in its place, so that the two must agree.
   */
  readonly baseImage: Image;
  /** Airflow's version, for a tag that does not begin with it. @default - what the tag of `baseImage` says */
  readonly airflowVersion?: string;
  /** Kubernetes' version: 1.29 or later has native sidecars. @default - such a Kubernetes is assumed */
  readonly kubernetesVersion?: string;
}

/** The names of {@link SidecarPodTemplateOptions}. */
export const sidecarPodTemplateOptions = [
  'baseImage',
  'airflowVersion',
  'kubernetesVersion',
] as const satisfies readonly (keyof SidecarPodTemplateOptions)[];

/** @throws if the versions have no native sidecars, or are not known */
export function checkSidecarVersions(
  baseImage: Image,
  versions: { readonly airflowVersion: string | undefined; readonly kubernetesVersion: string | undefined },
): void {
  const { airflowVersion, kubernetesVersion } = versions;
  checkAirflow(baseImage, airflowVersion);
  if (kubernetesVersion !== undefined) checkKubernetes(kubernetesVersion);
}

/** What a task's pod has of its sidecar. */
export type PodOfSidecar = Omit<TaskPod, 'baseImage' | 'template'>;

/** What a task's pod has of the sidecar that was made for it. */
export function podOfSidecar(sidecar: {
  readonly container: HelmValues;
  readonly volumes: readonly HelmValues[];
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly terminationGracePeriodSeconds: number;
}): PodOfSidecar {
  const { container, volumes, podLabels, podAnnotations, terminationGracePeriodSeconds } = sidecar;
  return { sidecar: container, volumes, labels: podLabels, annotations: podAnnotations, terminationGracePeriodSeconds };
}
