import { Duration, Size, Testing } from 'cdk8s';
import { ConfigMap, Cpu, EnvValue, Secret } from 'cdk8s-plus-28';
import { env, field, LogPipeline, origin, secret, Sink, Source, Stage } from 'cdk8s-logging';
import type { NonEmpty } from 'cdk8s-logging';
import { VectorSidecar } from '../../lib/constructs/vector-sidecar';
import type { VectorSidecarProps } from '../../lib/constructs/vector-sidecar';

const sink = Sink.loki({ url: 'http://loki' }, { labels: { app: 'x' } });
const plain = new LogPipeline('plain', { sources: [Source.files('/logs/**/*.log')], sinks: [sink] });

function sidecar(props: Partial<VectorSidecarProps> = {}) {
  const chart = Testing.chart();
  const made = new VectorSidecar(chart, 'sidecar', {
    pipelines: [plain],
    logs: { volume: 'logs', path: '/logs' },
    user: { uid: 1000, gid: 2000 },
    ...props,
  });
  return { chart, made, container: made.container };
}

const rules = (props: Partial<VectorSidecarProps>) => sidecar(props).made.findings.map(({ rule, got }) => [rule, got]);

describe('VectorSidecar', () => {
  test('is a native sidecar that starts the drain with Vector', () => {
    const { container } = sidecar();
    expect(container).toMatchObject({
      name: 'vector',
      image: 'timberio/vector:0.57.0-debian',
      restartPolicy: 'Always',
      command: ['/bin/sh', '/etc/vector/drain.sh', 'run', 'vector', '--config', '/etc/vector/vector.yaml'],
      startupProbe: { exec: { command: ['/bin/sh', '/etc/vector/drain.sh', 'ready'] } },
    });
  });

  test('keeps to the restricted Pod Security Standard, and reads logs only', () => {
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
    expect(container['volumeMounts']).toContainEqual({ name: 'logs', mountPath: '/logs', readOnly: true });
  });

  test('has requests and limits', () => {
    expect(sidecar().container['resources']).toEqual({
      requests: { cpu: '5m', memory: '20Mi' },
      limits: { cpu: '1', memory: '256Mi' },
    });
    const resources = { cpu: { request: Cpu.units(1) }, memory: { limit: Size.kibibytes(1500) } };
    expect(sidecar({ resources }).container['resources']).toEqual({
      requests: { cpu: '1' },
      limits: { memory: '1500Ki' },
    });
  });

  test('puts the configuration and the drain into one ConfigMap, and its hash onto the pod', () => {
    const { chart, made } = sidecar();
    const [map] = Testing.synth(chart) as { kind: string; metadata: { name: string }; data: Record<string, string> }[];
    expect(map?.kind).toBe('ConfigMap');
    expect(Object.keys(map?.data ?? {})).toEqual(['drain.sh', 'vector.yaml']);
    expect(map?.data['drain.sh']).toContain("listed 'plain_files 262145' '/logs' -regex '/logs/(.*/)?[^/]*\\.log'");
    expect(made.volumes[0]).toEqual({ name: 'vector-config', configMap: { name: map?.metadata.name } });
    expect(made.podAnnotations).toEqual({ 'cdk8s-logging/sidecar-config': expect.stringMatching(/^[0-9a-f]{64}$/) });
    const other = sidecar({ maxDrain: Duration.seconds(5) }).made;
    expect(other.podAnnotations).not.toEqual(made.podAnnotations);
  });

  test('marks the pod for agents of the node, and gives it time to drain', () => {
    const { made } = sidecar({ maxDrain: Duration.minutes(1) });
    expect(made.podLabels).toEqual({ 'vector.dev/exclude': 'true', 'cdk8s-logging/sidecar': 'vector' });
    expect(made.terminationGracePeriodSeconds).toBeGreaterThan(60);
  });

  test('refers to secrets, and takes values as they are written', () => {
    const chart = Testing.chart();
    const credentials = Secret.fromSecretName(chart, 'credentials', 'loki-credentials');
    const pipelines: NonEmpty<LogPipeline> = [
      plain.with({
        sinks: [
          Sink.loki(
            { url: env('LOKI_URL'), auth: { user: 'me', password: secret('LOKI_PASSWORD') } },
            { labels: { app: 'x' } },
          ),
        ],
      }),
    ];
    const given = {
      env: {
        LOKI_URL: EnvValue.fromValue('http://loki/$(HOME)'),
        POD: EnvValue.fromConfigMap(ConfigMap.fromConfigMapName(chart, 'map', 'm'), 'k'),
      },
      secrets: { LOKI_PASSWORD: { secret: credentials, key: 'password' } },
    };
    const { made, container } = sidecar({ pipelines, ...given });
    expect(made.findings).toEqual([]);
    expect(container['env']).toEqual(
      expect.arrayContaining([
        { name: 'LOKI_URL', value: 'http://loki/$$(HOME)' },
        { name: 'POD', valueFrom: { configMapKeyRef: { name: 'm', key: 'k' } } },
        { name: 'LOKI_PASSWORD', valueFrom: { secretKeyRef: { name: 'loki-credentials', key: 'password' } } },
      ]),
    );
    expect(rules({ pipelines })).toEqual([
      ['sidecar/env-missing', 'none'],
      ['sidecar/secret-missing', 'none'],
    ]);
  });

  test('fails the synth for what a sidecar cannot see, all at once', () => {
    const pods = new LogPipeline('pods', { sources: [Source.pods()], sinks: [sink] });
    const elsewhere = plain.with({ sources: [Source.files('/logs/a.log'), Source.files('/logsworth/*.log')] });
    const origins = plain.with({ stages: [Stage.set({ pod: origin.pod, app: origin.podLabel('app') })] });
    const read = origins.with({
      sinks: [Sink.loki({ url: 'http://l' }, { labels: { pod: field('pod'), app: field('app') } })],
    });
    const { chart, made } = sidecar({ pipelines: [pods, elsewhere, read] });
    expect(made.findings.filter(({ rule }) => rule.startsWith('sidecar/'))).toMatchObject([
      {
        rule: 'sidecar/source',
        at: 'pods: sources[0]',
        remedy: expect.stringContaining("Source.files('/logs/**/*.log')"),
      },
      { rule: 'sidecar/outside-logs', at: 'plain: sources[1]', got: '/logsworth/*.log' },
      { rule: 'sidecar/origin', at: 'plain', got: 'origin.pod' },
      { rule: 'sidecar/origin', at: 'plain', got: "origin.podLabel('app')" },
    ]);
    const errors = chart.node.findAll().flatMap((construct) => construct.node.validate());
    expect(errors.join('\n')).toMatch(/sidecar\/source: .*\n.*sidecar\/outside-logs: /s);
  });

  test('fails the synth for what is wrong with a pipeline wherever it runs', () => {
    const { chart, made } = sidecar({
      pipelines: [plain.with({ sinks: [Sink.loki({ url: 'http://l' }, { labels: { app: 'x', path: origin.path } })] })],
    });
    expect(made.findings).toMatchObject([{ rule: 'loki/label-cardinality', at: 'plain: sinks[0].labels.path' }]);
    expect(chart.node.findAll().flatMap((construct) => construct.node.validate())).toHaveLength(1);
  });

  test.each<[string, Partial<VectorSidecarProps>, RegExp]>([
    [
      'an image without a tag',
      { image: 'timberio/vector:' },
      /'image' must have a tag or a digest, got "timberio\/vector:"/,
    ],
    [
      'an image without a shell',
      { image: 'timberio/vector:0.57.0-distroless-libc' },
      /'image' must have a shell .* use the Debian/,
    ],
    ['Alpine', { image: 'timberio/vector:0.57.0-alpine' }, /'image' must have a shell and GNU find/],
    [
      'an image of another version',
      { image: 'timberio/vector:0.50.0-debian' },
      /'image' must be Vector 0\.57\.0, for which the configuration is printed, got 0\.50\.0; give 'version' too, or an image by/,
    ],
    [
      'the default image with an older version',
      { version: '0.56.0', image: 'timberio/vector:0.57.0-debian' },
      /'image' must be Vector 0\.56\.0, .* got 0\.57\.0/,
    ],
    [
      'part of a version',
      { image: 'timberio/vector:0.57.X-debian' },
      /'image' must be Vector 0\.57\.0, .* got 0\.57\.X/,
    ],
    [
      'another version, pinned',
      { image: `timberio/vector:v0.50.0@sha256:${'a'.repeat(64)}` },
      /'image' must be Vector 0\.57\.0, .* got 0\.50\.0/,
    ],
    [
      'the latest image',
      { image: 'timberio/vector:latest-debian' },
      /'image' must be Vector 0\.57\.0, .* got latest-debian; write its version as the tag, or give an image by digest/,
    ],
    ['a nightly image', { image: 'mine:5000/vector:nightly' }, /'image' must be Vector 0\.57\.0, .* got nightly/],
    [
      'no time to drain',
      { maxDrain: Duration.millis(1) },
      /'maxDrain' must be whole seconds from 1 to 3600, got 0.001 s/,
    ],
    ['a drain of hours', { maxDrain: Duration.hours(2) }, /'maxDrain' must be .* got 7200 s/],
    [
      'a request over its limit',
      { resources: { memory: { request: Size.mebibytes(2), limit: Size.mebibytes(1) } } },
      /'resources.memory' must request no more/,
    ],
    ['no pipelines', { pipelines: [] as never }, /'pipelines' must be a list that is not empty, got an empty list/],
    [
      'another thing for a pipeline',
      { pipelines: [{}] as never },
      /'pipelines\[0\]' must be a LogPipeline, got an empty object/,
    ],
    [
      'seconds as a number',
      { maxDrain: 30 as never },
      /'maxDrain' must be a Duration, got 30; write Duration.seconds\(30\)/,
    ],
    ['a version of null', { version: null as never }, /'version' must be one of 0.57.0, .* got null/],
    ['an image of null', { image: null as never }, /'image' must have a tag or a digest, got null/],
    ['resources of null', { resources: null as never }, /'resources' must be an object, got null/],
    [
      'a resource that is none',
      { resources: { gpu: {} } as never },
      /'resources' must have no other names than cpu, memory, ephemeralStorage, got "gpu"/,
    ],
    [
      'memory as text',
      { resources: { memory: { limit: '1Gi' as never } } },
      /'resources.memory.limit' must be a Size, got "1Gi"; write Size.mebibytes\(64\)/,
    ],
    [
      'millis as a number',
      { resources: { cpu: { request: 100 as never } } },
      /'resources.cpu.request' must be a Cpu, got 100/,
    ],
    ['variables of null', { env: null as never }, /'env' must be an object, got null/],
    [
      'a plain text for a variable',
      { env: { A: 'x' as never } },
      /'env.A' must be an EnvValue, got "x"; write EnvValue/,
    ],
    ['nothing for a variable', { env: { A: undefined as never } }, /'env.A' must be an EnvValue, got undefined/],
    ['secrets of null', { secrets: null as never }, /'secrets' must be an object, got null/],
    [
      'a secret without a key',
      { secrets: { A: { secret: { name: 's' } } as never } },
      /'secrets.A' must be a Secret and a key in it, got an object; write \{ secret: Secret/,
    ],
    [
      'nothing for a secret',
      { secrets: { A: null as never } },
      /'secrets.A' must be a Secret and a key in it, got null/,
    ],
    ['a name that is none', { env: { 'a-b': EnvValue.fromValue('x') } }, /'env' must be letters, digits and _/],
  ])('refuses %s', (_, props, message) => {
    expect(() => sidecar(props)).toThrow(message);
  });

  test.each([
    'registry:5000/vector:0.57.0',
    'registry:5000/vector:v0.57.0-mine',
    'registry/vector:mine',
    'registry/vector:2026-11-02',
    `vector@sha256:${'a'.repeat(64)}`,
    `timberio/vector:0.57.0-debian@sha256:${'a'.repeat(64)}`,
  ] as const)('takes the image %s', (image) => {
    expect(sidecar({ image }).container['image']).toBe(image);
  });
});
