import { airflowLogFolder } from './airflow-task-logs';
import { action, podYaml } from './pod-yaml';
import type { HelmValues } from '../../delivery/helm-value';
import type { LiveText } from '../../text/live-text';
import type { Action } from './pod-yaml';

/** Airflow's volume for logs, under the name that its chart gives it. */
export const logVolume = 'logs';

/** Who runs Airflow's image: the group is what makes its files readable. */
export const airflowUser = Object.freeze({ uid: 50000, gid: 0 });

/** What a task's pod has beside its task. */
export interface TaskPod {
  readonly baseImage: string;
  readonly sidecar: HelmValues;
  readonly volumes: readonly HelmValues[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly terminationGracePeriodSeconds: number;
  /** The class that makes it, for who is sent to its `helmValues()`. */
  readonly template: string;
}

/**
 * The pod of a task as the Airflow chart's `podTemplate` takes it. Airflow asks for a container `base` in the first place, with
 * an image, and for a name; the rest is what the chart's own template has, by the chart's helpers and for the same values, so
 * that environment, DAGs and configuration stay as they are. Where a value cannot be meant, Helm fails and says so.
 */
export function taskPod(pod: TaskPod): LiveText {
  const labels = { tier: 'airflow', component: 'worker', ...pod.labels };
  return podYaml`apiVersion: v1
kind: Pod
metadata:
  name: airflow-task
  labels:
    ${labels}
    ${lines(`omit (mergeOverwrite ${release} ${dict('.Values.labels')} ${dict(worker('labels'))}) ${quoted(labels)}`, 4)}
  annotations:
    ${pod.annotations}
    ${lines(`omit (mergeOverwrite ${safeToEvict} ${dict('.Values.airflowPodAnnotations')} ${dict(worker('podAnnotations'))}) ${quoted(pod.annotations)}`, 4)}
spec:
  ${refuse('.Values.logs.persistence.enabled', sharedLogs)}
  ${refuse('(get (.Values.kerberos | default dict) "enabled")', kerberos(pod.template))}
  initContainers:
    ${included(`and ${gitSync}`, 'git_sync_container', '(dict "Values" .Values "is_init" "true" "Template" .Template)', 4)}
    - ${pod.sidecar}
    ${linesIfAny(worker('extraInitContainers'), 4)}
  containers:
    - name: base
      image: ${pod.baseImage}
      imagePullPolicy: ${action('.Values.images.pod_template.pullPolicy | quote')}
      command: ${action(`tpl (toYaml ${worker('command')}) . | nindent 8`)}
      envFrom: ${action('include "custom_airflow_environment_from" . | default "\\n  []" | indent 6')}
      env:
        - name: AIRFLOW__CORE__EXECUTOR
          value: ${action('.Values.executor | quote')}
        ${action('include "standard_airflow_environment" . | indent 6')}
        ${action('include "custom_airflow_environment" . | indent 6')}
        ${action(`include "container_extra_envs" (list . ${worker('env')}) | indent 6`)}
      lifecycle: ${action(`tpl (toYaml (or ${worker('containerLifecycleHooks')} .Values.containerLifecycleHooks)) . | nindent 8`)}
      resources: ${action(`${worker('resources')} | default dict | toJson`)}
      securityContext:
        ${{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }}
      volumeMounts:
        - name: ${logVolume}
          mountPath: ${action('include "airflow_logs" .')}
        ${action('include "airflow_config_mount" . | nindent 8')}
        ${included('and (or .Values.dags.gitSync.enabled .Values.dags.persistence.enabled)', 'airflow_dags_mount', '.', 8)}
        ${linesIfAny(`(concat ${list('.Values.volumeMounts')} ${list(worker('extraVolumeMounts'))})`, 8)}
    ${linesIfAny(worker('extraContainers'), 4)}
  restartPolicy: Never
  terminationGracePeriodSeconds: ${action(`max ${pod.terminationGracePeriodSeconds} (${worker('terminationGracePeriodSeconds')} | int)`)}
  serviceAccountName: ${action(`or (and .Values.workers.useWorkerDedicatedServiceAccounts (include "worker.kubernetes.serviceAccountName" .)) (include "worker.serviceAccountName" .)`)}
  securityContext:
    runAsNonRoot: true
    runAsUser: ${action('.Values.uid | int64')}
    fsGroup: ${action('.Values.gid | int64')}
    seccompProfile:
      type: RuntimeDefault
  imagePullSecrets: ${action('include "image_pull_secrets" . | nindent 4')}
  nodeSelector: ${action(`or ${worker('nodeSelector')} .Values.nodeSelector | toJson`)}
  affinity: ${action(`or ${worker('affinity')} .Values.affinity | toJson`)}
  tolerations: ${action(`or ${worker('tolerations')} .Values.tolerations | toJson`)}
  topologySpreadConstraints: ${action(`or ${worker('topologySpreadConstraints')} .Values.topologySpreadConstraints | toJson`)}
  hostAliases: ${action(`${worker('hostAliases')} | toJson`)}
  priorityClassName: ${action(`${worker('priorityClassName')} | toJson`)}
  runtimeClassName: ${action(`${worker('runtimeClassName')} | toJson`)}
  schedulerName: ${action(`or ${worker('schedulerName')} .Values.schedulerName | toJson`)}
  volumes:
    - name: ${logVolume}
      emptyDir: ${action('.Values.logs.emptyDirConfig | default dict | toJson')}
    ${pod.volumes}
    - name: config
      configMap:
        name: ${action('include "airflow_config" . | quote')}
    ${linesIfAny(`(and ${gitSync} (list (dict "name" "dags" "emptyDir" ${dict('.Values.dags.gitSync.emptyDirConfig')})))`, 4)}
    ${linesIfAny(`(and .Values.dags.persistence.enabled (list (dict "name" "dags" "persistentVolumeClaim" (dict "claimName" (include "airflow_dags_volume_claim" .)))))`, 4)}
    ${included('and .Values.dags.gitSync.enabled (or .Values.dags.gitSync.sshKeySecret .Values.dags.gitSync.sshKey)', 'git_sync_ssh_key_volume', '.', 4)}
    ${linesIfAny(`(concat ${list('.Values.volumes')} ${list(worker('extraVolumes'))})`, 4)}`;
}

const gitSync = '.Values.dags.gitSync.enabled (not .Values.dags.persistence.enabled)';
const release = '(dict "release" .Release.Name)';
const safeToEvict = `(dict "cluster-autoscaler.kubernetes.io/safe-to-evict" (${worker('safeToEvict')} | toString))`;
const sharedLogs =
  'logs.persistence.enabled must be false, since each sidecar would send the logs of all tasks; ' +
  'use remote logging for the logs that Airflow shows';
const kerberos = (template: string): string =>
  `kerberos.enabled must be false with podTemplate; use the values of ${template}.helmValues()`;

/** What Airflow's chart gives task pods as their time of grace, in seconds. */
const chartGracePeriod = 600;

/** What the Airflow chart's own task pod lacks, as its values. */
export function taskPodValues(pod: Omit<TaskPod, 'baseImage' | 'template'>): HelmValues {
  const { sidecar, volumes, labels, annotations, terminationGracePeriodSeconds } = pod;
  return {
    workers: {
      extraInitContainers: [sidecar],
      extraVolumes: volumes,
      labels,
      podAnnotations: annotations,
      ...(terminationGracePeriodSeconds > chartGracePeriod ? { terminationGracePeriodSeconds } : {}),
    },
  };
}

/** A value of the task pods: charts from 1.21 on have it under `workers.kubernetes`, all of them under `workers`. */
function worker(key: string): string {
  return `(or (get (.Values.workers.kubernetes | default dict) "${key}") .Values.workers.${key})`;
}

function dict(value: string): string {
  return `(${value} | default dict)`;
}

function list(value: string): string {
  return `(${value} | default list)`;
}

function quoted(names: object): string {
  return Object.keys(names)
    .map((name) => JSON.stringify(name))
    .join(' ');
}

/** Keys or items on lines of their own. */
function lines(value: string, column: number): Action {
  return action(`${value} | toYaml | nindent ${column}`);
}

/** The same where there may be none; the chart passes these to `tpl` too. */
function linesIfAny(value: string, column: number): Action {
  return action(`empty ${value} | ternary "" (tpl (toYaml ${value}) . | nindent ${column})`);
}

/** What a helper of the chart prints, on lines of its own, where `and …` holds; it is not called otherwise. */
function included(and: string, helper: string, argument: string, column: number): Action {
  return action(`${and} (include "${helper}" ${argument} | nindent ${column}) | default ""`);
}

function refuse(value: string, why: string): Action {
  return action(`and ${value} (fail ${JSON.stringify(why)}) | default ""`);
}

/** The folder that pipelines know the logs by, whatever the chart's `airflowHome` is. */
export const logs = Object.freeze({ volume: logVolume, path: airflowLogFolder });
