import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import {
  ContainerRestartPolicy,
  Cpu,
  CronJob,
  Deployment,
  EnvFieldPaths,
  EnvValue,
  Job,
  Pod,
  Secret,
  Volume,
} from 'cdk8s-plus-28';
import type { AbstractPod, ContainerProps } from 'cdk8s-plus-28';
import { env, FluentBitSidecar, LogPipeline, origin, secret, Sink, Source, Stage, text } from 'cdk8s-logging';
import type { FluentBitSidecarProps } from 'cdk8s-logging';
import { FluentBitSidecarContainer } from '../../lib/constructs/fluent-bit-sidecar-container';
import type { FluentBitSidecarOptions } from '../../lib/constructs/fluent-bit-sidecar-container';

type Json = Readonly<Record<string, unknown>>;
interface PodSpec {
  readonly containers: readonly Json[];
  readonly initContainers: readonly Json[];
  readonly volumes: readonly Json[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: Json;
}

const sinks = [Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'x' } })] as const;
const plain = new LogPipeline('plain', { sources: [Source.files('/logs/**/*.log')], sinks });
const folders = plain.with({
  sources: [
    Source.files('/workspace/logs/*.log'),
    Source.files('/var/log/pm2/out.log'),
    Source.files('/workspace/logs/x/*'),
  ],
});

describe('FluentBitSidecarContainer', () => {
  function sidecar(props: Partial<FluentBitSidecarOptions> = {}) {
    const chart = Testing.chart();
    const made = new FluentBitSidecarContainer(chart, 'sidecar', {
      pipelines: [plain],
      logs: [{ volume: 'logs', path: '/logs' }],
      user: { uid: 1000, gid: 2000 },
      ...props,
    });
    return { chart, made, container: made.container };
  }
  const rules = (props: Partial<FluentBitSidecarOptions>): unknown =>
    sidecar(props)
      .made.findings.filter(({ severity }) => severity === 'error')
      .map(({ rule, got }) => [rule, got]);

  test('is a native sidecar whose program starts once a TERM would be held', () => {
    expect(sidecar().container).toMatchObject({
      name: 'fluent-bit',
      image: 'fluent/fluent-bit:5.1.1',
      restartPolicy: 'Always',
      command: ['/fluent-bit/bin/fluent-bit', '--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
      resources: { requests: { cpu: '5m', memory: '20Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
    });
    const { exec } = sidecar().container['startupProbe'] as { exec: { command: string[] } };
    expect(exec.command[0]).toBe('/fluent-bit/bin/fluent-bit');
    expect(exec.command).toContain('script=/fluent-bit/etc/conf/ready.lua');
  });

  test('needs no shell', () => {
    expect(JSON.stringify(sidecar().container)).not.toMatch(/\/bin\/(ba|da)?sh\b/);
  });

  test('keeps to the restricted Pod Security Standard, reads logs only, and opens no port', () => {
    const { container } = sidecar();
    expect(container['securityContext']).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 2000,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container['volumeMounts']).toEqual([
      { name: 'logs', mountPath: '/logs', readOnly: true },
      { name: 'fluent-bit-config', mountPath: '/fluent-bit/etc/conf', readOnly: true },
      { name: 'fluent-bit-data', mountPath: '/fluent-bit/data' },
    ]);
    const { chart } = sidecar();
    const [map] = Testing.synth(chart) as Manifest[];
    expect(map?.data?.['fluent-bit.yaml']).not.toMatch(/http_server|listen/);
  });

  test('puts all files into one ConfigMap, and its hash onto the pod', () => {
    const { chart, made } = sidecar();
    const [map] = Testing.synth(chart) as Manifest[];
    expect(Object.keys(map?.data ?? {}).sort()).toEqual(['drain.lua', 'fluent-bit.yaml', 'plain.lua', 'ready.lua']);
    expect(made.configMapName).toBe(map?.metadata.name);
    expect(made.podAnnotations).toEqual({
      'cdk8s-logging/sidecar-config': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      'fluentbit.io/exclude': 'true',
    });
    expect(sidecar({ maxDrain: Duration.seconds(5) }).made.podAnnotations).not.toEqual(made.podAnnotations);
    expect(made.podLabels).toEqual({ 'cdk8s-logging/sidecar': 'fluent-bit' });
    expect(sidecar({ maxDrain: Duration.minutes(1) }).made.terminationGracePeriodSeconds).toBe(65);
  });

  test('says what it cannot see, and what it is not given', () => {
    expect(rules({})).toEqual([]);
    expect(rules({ pipelines: [plain.with({ sources: [Source.pods()] })] })).toContainEqual([
      'sidecar/source',
      'a source of pods',
    ]);
    expect(rules({ pipelines: [plain.with({ sources: [Source.files('/var/x/*.log')] })] })).toEqual([
      ['sidecar/outside-logs', '/var/x/*.log'],
    ]);
    expect(rules({ pipelines: [plain.with({ stages: [Stage.set({ a: origin.pod })] })] })).toContainEqual([
      'pipeline/unknown-origin',
      'origin.pod, where all sources are of files',
    ]);
    const to = Sink.loki(
      { url: text`http://${env('LOKI')}:3100`, auth: { bearer: secret('TOKEN') } },
      { labels: { a: 'b' } },
    );
    expect(rules({ pipelines: [plain.with({ sinks: [to] })] })).toEqual([
      ['sidecar/env-missing', 'none'],
      ['sidecar/secret-missing', 'none'],
    ]);
  });

  test('refuses images that move, and drains of no or of all time', () => {
    expect(() => sidecar({ image: 'fluent/fluent-bit:latest' })).toThrow("'image' must be Fluent Bit 5.1.1");
    expect(() => sidecar({ maxDrain: Duration.millis(1500) })).toThrow(
      "'maxDrain' must be whole seconds from 1 to 3600",
    );
  });
});

describe('FluentBitSidecar', () => {
  type Make = (chart: Chart, containers: ContainerProps[]) => AbstractPod;
  const deployment: Make = (chart, containers) => new Deployment(chart, 'worker', { containers });

  function synth(
    make: Make = deployment,
    props: Partial<FluentBitSidecarProps> = {},
    containers: ContainerProps[] = [{ image: 'x:1' }],
  ) {
    const chart = new Chart(new App({ outdir: '/nowhere' }), 'workers', { namespace: 'workers' });
    const workload = make(chart, containers);
    const made = new FluentBitSidecar(chart, 'logs', { workload, pipelines: [folders], ...props });
    return { chart, made, workload };
  }
  function podOf(chart: Chart): {
    readonly spec: PodSpec;
    readonly metadata: Json;
    readonly objects: readonly Manifest[];
  } {
    const objects = Testing.synth(chart) as Manifest[];
    const found = JSON.stringify(objects.find(({ kind }) => kind !== 'ConfigMap'));
    let pod = JSON.parse(found) as { spec: Json; metadata: Json };
    while (!('containers' in pod.spec)) pod = (pod.spec['jobTemplate'] ?? pod.spec['template']) as typeof pod;
    return { spec: pod.spec as unknown as PodSpec, metadata: pod.metadata, objects };
  }

  test.each<readonly [string, Make]>([
    ['a Deployment', deployment],
    ['a Job', (chart, containers) => new Job(chart, 'worker', { containers })],
    [
      'a CronJob',
      (chart, containers) => new CronJob(chart, 'worker', { containers, schedule: { expressionString: '0 0 * * *' } }),
    ],
    ['a Pod', (chart, containers) => new Pod(chart, 'worker', { containers })],
  ])('stands in %s as the container is printed', (_, make) => {
    const { chart } = synth(make);
    const { spec, metadata } = podOf(chart);
    const printed = new FluentBitSidecarContainer(Testing.chart(), 'x', {
      pipelines: [folders],
      logs: [
        { volume: 'logs-1', path: '/var/log/pm2' },
        { volume: 'logs-2', path: '/workspace/logs' },
      ],
      user: { uid: 65_532, gid: 65_532 },
      maxDrain: Duration.seconds(20),
    }).container;
    const { securityContext, ...sidecar } = spec.initContainers.at(-1) as Json;
    const { securityContext: expected, env: _env, ...rest } = printed;
    expect(sidecar).toEqual({ ...rest, imagePullPolicy: 'IfNotPresent' });
    expect(securityContext).toEqual({ ...(expected as Json), privileged: false });
    expect(metadata).toMatchObject({
      labels: { 'cdk8s-logging/sidecar': 'fluent-bit' },
      annotations: { 'cdk8s-logging/sidecar-config': expect.any(String) as string },
    });
  });

  test('shares the folders with all containers', () => {
    const { chart } = synth(deployment, {}, [{ image: 'x:1' }, { image: 'y:1', name: 'two' }]);
    const { spec } = podOf(chart);
    const mounts = [
      { name: 'logs-1', mountPath: '/var/log/pm2' },
      { name: 'logs-2', mountPath: '/workspace/logs' },
    ];
    expect(spec.containers.map(({ volumeMounts }) => volumeMounts)).toEqual([mounts, mounts]);
    expect(spec.volumes).toContainEqual({ name: 'logs-1', emptyDir: {} });
  });

  test('takes volumes that are there already, with what is mounted within them', () => {
    const volumes = (chart: Chart): ContainerProps[] => [
      {
        image: 'x:1',
        volumeMounts: [
          { path: '/workspace', volume: Volume.fromEmptyDir(chart, 'v', 'own'), subPath: 'a' },
          { path: '/workspace/logs/x', volume: Volume.fromEmptyDir(chart, 'w', 'inner') },
        ],
      },
    ];
    const { chart } = synth((scope) => deployment(scope, volumes(scope)));
    const { spec } = podOf(chart);
    const mounts = (spec.initContainers[0]?.['volumeMounts'] ?? []) as Json[];
    expect(mounts.slice(0, 3)).toEqual([
      { name: 'logs-1', mountPath: '/var/log/pm2', readOnly: true },
      { name: 'own', mountPath: '/workspace', subPath: 'a', readOnly: true },
      { name: 'inner', mountPath: '/workspace/logs/x', readOnly: true },
    ]);
  });

  test('gives variables by reference, and values as they are written', () => {
    const to = Sink.loki(
      { url: text`http://${env('LOKI_HOST')}:3100`, auth: { bearer: secret('TOKEN') } },
      { labels: { pod: env('POD') } },
    );
    const chart = Testing.chart();
    const { chart: made } = synth(deployment, {
      pipelines: [folders.with({ sinks: [to] })],
      env: { LOKI_HOST: EnvValue.fromValue('a$(B)'), POD: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME) },
      secrets: { TOKEN: { secret: Secret.fromSecretName(chart, 's', 'loki'), key: 'token' } },
      resources: { cpu: { request: Cpu.millis(1) }, memory: { limit: Size.mebibytes(64) } },
    });
    const { spec } = podOf(made);
    expect(spec.initContainers[0]).toMatchObject({
      env: [
        { name: 'LOKI_HOST', value: 'a$$(B)' },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'loki', key: 'token' } } },
      ],
      resources: { requests: { cpu: '1m' }, limits: { memory: '64Mi' } },
    });
  });

  test('asks for time to drain, and for folders that can be volumes', () => {
    const errors = (props: Partial<FluentBitSidecarProps>, make = deployment): unknown =>
      synth(make, props)
        .made.findings.filter(({ severity }) => severity === 'error')
        .map(({ rule, got }) => [rule, got]);
    expect(errors({})).toEqual([]);
    expect(errors({ maxDrain: Duration.seconds(26) })).toEqual([['sidecar/grace', '26 s in a grace period of 30 s']]);
    const patient: Make = (chart, containers) =>
      new Deployment(chart, 'worker', { containers, terminationGracePeriod: Duration.minutes(2) });
    expect(errors({ maxDrain: Duration.seconds(115) }, patient)).toEqual([]);
    expect(errors({ pipelines: [plain.with({ sources: [Source.files('/etc/*.log')] })] })).toContainEqual([
      'sidecar/folder',
      '/etc',
    ]);
    expect(errors({ pipelines: [plain.with({ sources: [Source.pods()] })] })).toContainEqual([
      'sidecar/source',
      'a source of pods',
    ]);
  });

  test('keeps the containers that are there, and comes after them', () => {
    const { chart, workload } = synth((scope, containers) => {
      const made = new Deployment(scope, 'worker', { containers });
      made.addInitContainer({ image: 'init:1', name: 'first', restartPolicy: ContainerRestartPolicy.ALWAYS });
      return made;
    });
    expect(workload).toBeDefined();
    expect(podOf(chart).spec.initContainers.map(({ name }) => name)).toEqual(['first', 'fluent-bit']);
  });

  test('refuses what makes no pods', () => {
    expect(() => synth(() => ({}) as unknown as AbstractPod)).toThrow("'workload' must be a pod, or make pods");
  });
});
