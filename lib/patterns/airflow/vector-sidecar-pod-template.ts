import { Construct } from 'constructs';
import { VectorSidecar, vectorSidecarProps } from '../../constructs/vector-sidecar';
import { checkOptions } from '../../pipeline/argument';
import { checkSidecarVersions, podOfSidecar, sidecarPodTemplateOptions } from './sidecar-pod-template';
import { airflowUser, logs, taskPod, taskPodValues } from './task-pod';
import type { VectorSidecarProps } from '../../constructs/vector-sidecar';
import type { HelmValues } from '../../delivery/helm-value';
import type { LiveText } from '../../text/live-text';
import type { PodOfSidecar, SidecarPodTemplateOptions } from './sidecar-pod-template';

/** How a `VectorSidecarPodTemplate` is set up. */
export interface VectorSidecarPodTemplateProps extends VectorSidecarProps, SidecarPodTemplateOptions {}

const names = [...sidecarPodTemplateOptions, ...vectorSidecarProps] as const;

/**
 * Airflow's task pod with Vector beside the task: every line that the task writes is delivered, however short it is, and the
 * pod ends once that is done.
 *
 * It must be in the namespace of the task pods. They carry labels that make agents of the node leave them out, since Airflow 3
 * writes the same lines to the pod's output.
 */
export class VectorSidecarPodTemplate extends Construct {
  /**
   * The whole pod, for the Airflow chart's `podTemplate`; it calls that chart's helpers for environment and volumes. Kerberos
   * and `logs.persistence` are refused by it, in Helm.
   */
  readonly podTemplate: LiveText;
  readonly #pod: PodOfSidecar;

  /** @throws if a value is none that can be meant, or the versions have no native sidecars */
  constructor(scope: Construct, id: string, props: VectorSidecarPodTemplateProps) {
    super(scope, id);
    const { baseImage, airflowVersion, kubernetesVersion, ...rest } = checkOptions(props, names, 'props');
    checkSidecarVersions(baseImage, { airflowVersion, kubernetesVersion });
    const sidecar = new VectorSidecar(this, 'Vector', { ...rest, logs, user: airflowUser });
    this.#pod = podOfSidecar(sidecar);
    this.podTemplate = taskPod({ ...this.#pod, baseImage, template: 'VectorSidecarPodTemplate' });
  }

  /**
   * The smaller way: what the Airflow chart's own task pod lacks, as values to merge with yours. They are as they are meant; a
   * `HelmRelease` escapes them. `logs.persistence` must be off.
   */
  helmValues(): HelmValues {
    return taskPodValues(this.#pod);
  }
}
