import { Construct } from 'constructs';
import { FluentBitSidecarContainer, fluentBitSidecarOptions } from '../../constructs/fluent-bit-sidecar-container';
import { checkOptions } from '../../pipeline/argument';
import { checkSidecarVersions, podOfSidecar, sidecarPodTemplateOptions } from './sidecar-pod-template';
import { airflowUser, logs, taskPod, taskPodValues } from './task-pod';
import type { Duration } from 'cdk8s';
import type { FluentBitSidecarOptions } from '../../constructs/fluent-bit-sidecar-container';
import type { HelmValues } from '../../delivery/helm-value';
import type { LiveText } from '../../text/live-text';
import type { PodOfSidecar, SidecarPodTemplateOptions } from './sidecar-pod-template';

/** How a `FluentBitSidecarPodTemplate` is set up. */
export interface FluentBitSidecarPodTemplateProps extends FluentBitSidecarOptions, SidecarPodTemplateOptions {
  /**
   * How long a pod may wait for its last lines to be delivered, in whole seconds up to an hour.
   *
   * @default Duration.seconds(30)
   */
  readonly maxDrain?: Duration;
}

const names = [...sidecarPodTemplateOptions, ...fluentBitSidecarOptions] as const;

/**
 * Airflow's task pod with Fluent Bit beside the task, where Vector is too large: every whole line that the task writes is
 * delivered, however short it is, and the pod ends once that is done.
 *
 * It must be in the namespace of the task pods. They carry labels that make agents of the node leave them out, since Airflow 3
 * writes the same lines to the pod's output.
 */
export class FluentBitSidecarPodTemplate extends Construct {
  /**
   * The whole pod, for the Airflow chart's `podTemplate`; it calls that chart's helpers for environment and volumes. Kerberos
   * and `logs.persistence` are refused by it, in Helm.
   */
  readonly podTemplate: LiveText;
  readonly #pod: PodOfSidecar;

  /** @throws if a value is none that can be meant, or the versions have no native sidecars */
  constructor(scope: Construct, id: string, props: FluentBitSidecarPodTemplateProps) {
    super(scope, id);
    const { baseImage, airflowVersion, kubernetesVersion, ...rest } = checkOptions(props, names, 'props');
    checkSidecarVersions(baseImage, { airflowVersion, kubernetesVersion });
    const sidecar = new FluentBitSidecarContainer(this, 'FluentBit', { ...rest, logs: [logs], user: airflowUser });
    this.#pod = podOfSidecar(sidecar);
    this.podTemplate = taskPod({ ...this.#pod, baseImage, template: 'FluentBitSidecarPodTemplate' });
  }

  /**
   * The smaller way: what the Airflow chart's own task pod lacks, as values to merge with yours. They are as they are meant; a
   * `HelmRelease` escapes them. `logs.persistence` must be off.
   */
  helmValues(): HelmValues {
    return taskPodValues(this.#pod);
  }
}
