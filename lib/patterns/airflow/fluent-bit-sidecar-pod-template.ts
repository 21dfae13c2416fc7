import { Construct } from 'constructs';
import { FluentBitSidecarContainer, fluentBitSidecarOptions } from '../../constructs/fluent-bit-sidecar-container';
import { checkOptions } from '../../pipeline/argument';
import { checkAirflow, checkKubernetes } from './airflow-version';
import { airflowUser, logs, taskPod, taskPodValues } from './task-pod';
import type { Duration } from 'cdk8s';
import type { FluentBitSidecarOptions } from '../../constructs/fluent-bit-sidecar-container';
import type { Image } from '../../constructs/image';
import type { HelmValues } from '../../delivery/helm-value';
import type { LiveText } from '../../text/live-text';

/** How a `FluentBitSidecarPodTemplate` is set up. */
export interface FluentBitSidecarPodTemplateProps extends FluentBitSidecarOptions {
  /**
   * Of Airflow's container `base`; its tag decides whether a native sidecar is possible: Airflow 2.8.2 or later. The executor
   * puts the chart's `images.airflow` in its place, so that the two must agree.
   */
  readonly baseImage: Image;
  /** Airflow's version, for a tag that does not begin with it. @default - what the tag of `baseImage` says */
  readonly airflowVersion?: string;
  /**
   * How long a pod may wait for its last lines to be delivered, in whole seconds up to an hour.
   *
   * @default Duration.seconds(30)
   */
  readonly maxDrain?: Duration;
  /** Kubernetes' version: 1.29 or later has native sidecars. @default - such a Kubernetes is assumed */
  readonly kubernetesVersion?: string;
}

const names = ['baseImage', 'airflowVersion', 'kubernetesVersion', ...fluentBitSidecarOptions] as const;

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
  readonly #pod: Parameters<typeof taskPodValues>[0];

  /** @throws if a value is none that can be meant, or the versions have no native sidecars */
  constructor(scope: Construct, id: string, props: FluentBitSidecarPodTemplateProps) {
    super(scope, id);
    const { baseImage, airflowVersion, kubernetesVersion, ...rest } = checkOptions(props, names, 'props');
    checkAirflow(baseImage, airflowVersion);
    if (kubernetesVersion !== undefined) checkKubernetes(kubernetesVersion);
    const sidecar = new FluentBitSidecarContainer(this, 'FluentBit', { ...rest, logs: [logs], user: airflowUser });
    this.#pod = {
      sidecar: sidecar.container,
      volumes: sidecar.volumes,
      labels: sidecar.podLabels,
      annotations: sidecar.podAnnotations,
      terminationGracePeriodSeconds: sidecar.terminationGracePeriodSeconds,
    };
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
