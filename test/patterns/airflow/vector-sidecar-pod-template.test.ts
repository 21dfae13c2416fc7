import { Duration, Testing } from 'cdk8s';
import {
  Flux,
  helmValues,
  HelmChart,
  HelmRelease,
  LogPipeline,
  Sink,
  Source,
  VectorSidecarPodTemplate,
} from 'cdk8s-logging';
import type { HelmValues, VectorSidecarPodTemplateProps } from 'cdk8s-logging';
import { parse } from 'yaml';
import { livesOf } from '../../../lib/text/live-text';
import { fluxPostBuild } from '../../../lib/text/flux';
import { helmTpl } from '../../../lib/text/helm-tpl';

const pipeline = new LogPipeline('tasks', {
  sources: [Source.files('/opt/airflow/logs/**/*.log')],
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'airflow' } })],
});

function template(props: Partial<VectorSidecarPodTemplateProps> = {}) {
  const chart = Testing.chart();
  return new VectorSidecarPodTemplate(chart, 'tasks', {
    baseImage: 'apache/airflow:3.2.2',
    pipelines: [pipeline],
    ...props,
  });
}

/** What a chart's values and helpers give each action; the rest prints nothing. */
const printed: readonly (readonly [RegExp, string])[] = [
  [/^\.Release\.Name/, '"airflow"'],
  [/^omit \(mergeOverwrite \(dict "release"/, '\n    release: airflow\n    team: data'],
  [/^omit \(mergeOverwrite \(dict "cluster-auto/, '\n    cluster-autoscaler.kubernetes.io/safe-to-evict: "false"'],
  [/"git_sync_container"/, '\n    - name: git-sync-init\n      image: git-sync'],
  [
    /^include "standard_airflow_environment"/,
    '      \n        # Hard Coded Airflow Envs\n        - name: AIRFLOW_HOME\n          value: /opt/airflow',
  ],
  [/^include "custom_airflow_environment_from"/, '\n        []'],
  [
    /^include "airflow_config_mount"/,
    '\n        - name: config\n          mountPath: /opt/airflow/airflow.cfg\n          subPath: airflow.cfg',
  ],
  [/^include "airflow_logs"/, '"/opt/airflow/logs"'],
  [/^include "airflow_config"/, '"airflow-config"'],
  [/^include "image_pull_secrets"/, '\n    []'],
  [/^max 40 /, '600'],
  [/serviceAccountName"/, '"airflow-worker"'],
  [/^\.Values\.uid/, '50000'],
  [/^\.Values\.gid/, '0'],
  [/^\.Values\.executor/, '"KubernetesExecutor"'],
  [/pullPolicy/, '"IfNotPresent"'],
  [/nindent 8$/, '\n        null'],
  [/toJson$/, 'null'],
];

function read(podTemplate: string, actions: readonly string[]): Pod {
  const values = actions.map((action) => [action, printed.find(([form]) => form.test(action))?.[1] ?? ''] as const);
  return parse(helmTpl.read(podTemplate, Object.fromEntries(values))) as Pod;
}

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: object; readonly annotations: object };
  readonly spec: HelmValues & {
    readonly containers: readonly HelmValues[];
    readonly initContainers: readonly HelmValues[];
    readonly volumes: readonly HelmValues[];
  };
}

describe('VectorSidecarPodTemplate', () => {
  test('is the pod that Airflow asks for, read back through Flux and Helm', () => {
    const chart = Testing.chart();
    const { GREETING } = Flux.postBuild(chart, 'GREETING');
    const made = new VectorSidecarPodTemplate(chart, 'tasks', {
      baseImage: 'apache/airflow:3.2.2',
      pipelines: [pipeline],
    });
    new HelmRelease(chart, 'airflow', {
      chart: HelmChart.airflow(),
      values: { podTemplate: made.podTemplate, extraEnv: GREETING },
    });
    const release = (Testing.synth(chart) as { kind: string; spec: { values: { podTemplate: string } } }[]).find(
      ({ kind }) => kind === 'HelmRelease',
    );
    const actions = livesOf(made.podTemplate).map(({ name }) => name);
    const pod = read(fluxPostBuild.read(release?.spec.values.podTemplate ?? '', { GREETING: 'hi' }), actions);

    expect(pod.metadata.name).toMatch(/^[a-z-]+$/);
    expect(pod.metadata.labels).toEqual({
      tier: 'airflow',
      component: 'worker',
      release: 'airflow',
      team: 'data',
      'vector.dev/exclude': 'true',
      'cdk8s-logging/sidecar': 'vector',
    });
    expect(Object.keys(pod.metadata.annotations)).toContain('cluster-autoscaler.kubernetes.io/safe-to-evict');
    expect(pod.spec.containers).toHaveLength(1);
    expect(pod.spec.containers[0]).toMatchObject({
      name: 'base',
      image: 'apache/airflow:3.2.2',
      env: [
        { name: 'AIRFLOW__CORE__EXECUTOR', value: 'KubernetesExecutor' },
        { name: 'AIRFLOW_HOME', value: '/opt/airflow' },
      ],
      volumeMounts: [{ name: 'logs', mountPath: '/opt/airflow/logs' }, { name: 'config' }],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    });
    expect(pod.spec.initContainers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['git-sync-init', undefined],
      ['vector', 'Always'],
    ]);
    expect(pod.spec).toMatchObject({
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 600,
      securityContext: { runAsNonRoot: true, runAsUser: 50000, fsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.spec.volumes.map(({ name }) => name)).toEqual(['logs', 'vector-config', 'vector-data', 'config']);
    expect(pod.spec).not.toHaveProperty('automountServiceAccountToken');
  });

  test('gives both ways the same sidecar', () => {
    const made = template();
    const pod = read(
      helmValues(HelmChart.airflow(), { podTemplate: made.podTemplate })['podTemplate'] as string,
      livesOf(made.podTemplate).map(({ name }) => name),
    );
    const { workers } = made.helmValues() as { workers: Record<string, HelmValues & readonly HelmValues[]> };
    expect(workers['extraInitContainers']?.[0]).toEqual(pod.spec.initContainers[1]);
    expect(pod.spec.volumes).toEqual(expect.arrayContaining([...(workers['extraVolumes'] ?? [])]));
    expect(pod.metadata.labels).toMatchObject(workers['labels'] ?? {});
    expect(pod.metadata.annotations).toMatchObject(workers['podAnnotations'] ?? {});
  });

  test('asks for a time of grace in which the drain fits', () => {
    const grace = (props: Partial<VectorSidecarPodTemplateProps>) =>
      (template(props).helmValues() as { workers: HelmValues }).workers['terminationGracePeriodSeconds'];
    expect(grace({})).toBeUndefined();
    expect(grace({ maxDrain: Duration.minutes(20) })).toBe(1210);
    const actions = livesOf(template({ maxDrain: Duration.minutes(20) }).podTemplate).map(({ name }) => name);
    expect(actions.find((action) => action.startsWith('max '))).toMatch(
      /^max 1210 \(.*terminationGracePeriodSeconds.* \| int\)$/,
    );
  });

  test('refuses in Helm what would send logs twice', () => {
    const actions = livesOf(template().podTemplate).map(({ name }) => name);
    expect(actions).toContainEqual(
      expect.stringMatching(
        /^and \.Values\.logs\.persistence\.enabled \(fail "logs\.persistence\.enabled must be false, /,
      ),
    );
    expect(actions).toContainEqual(expect.stringContaining('(fail "kerberos.enabled must be false'));
  });

  test('refuses an Airflow or a Kubernetes without native sidecars', () => {
    expect(() => template({ baseImage: 'apache/airflow:2.8.1' })).toThrow(/'baseImage' must be Airflow 2.8.2 or later/);
    expect(() => template({ baseImage: 'mine:prod' })).toThrow(/say the version with 'airflowVersion'/);
    expect(() => template({ baseImage: 'mine:prod', airflowVersion: '2.10.0' })).not.toThrow();
    expect(() => template({ kubernetesVersion: '1.28' })).toThrow(/'kubernetesVersion' must be 1.29 or later/);
  });

  test.each<[string, object | null, string]>([
    ['no properties', null, "'props' must be an object, got null"],
    [
      'a name that is misspelt',
      { maxDrian: 1 },
      `'props' must have no other names than its own, got "maxDrian"; did you mean maxDrain?`,
    ],
    ['no image', { baseImage: undefined }, "'baseImage' must be an image with a tag, got undefined"],
    ['an empty version', { airflowVersion: '' }, `'airflowVersion' must be a version, got ""`],
    ['a version of null', { airflowVersion: null }, "'airflowVersion' must be a version, got null"],
    ['a Kubernetes of null', { kubernetesVersion: null }, "'kubernetesVersion' must be a version, got null"],
  ])('refuses %s', (_, props, message) => {
    const given = props === null ? null : { baseImage: 'apache/airflow:3.2.2', pipelines: [pipeline], ...props };
    expect(() => new VectorSidecarPodTemplate(Testing.chart(), 'tasks', given as never)).toThrow(message);
  });

  test('takes no pipeline with code of another engine', () => {
    const forAlloy: LogPipeline<'alloy'> = pipeline;
    // @ts-expect-error code for Alloy does not run in Vector
    const wrong: VectorSidecarPodTemplateProps['pipelines'] = [forAlloy];
    expect(wrong).toHaveLength(1);
  });

  test("is printable ASCII, as the chart's block scalar needs it", () => {
    const { podTemplate } = helmValues(HelmChart.airflow(), { podTemplate: template().podTemplate });
    expect(podTemplate).toMatch(/^apiVersion[\n\x20-\x7e]*[^\s]$/);
  });
});
