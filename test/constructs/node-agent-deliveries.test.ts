import { App, Chart, Size, Testing } from 'cdk8s';
import { Cpu, EnvValue, Secret } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import {
  AlloyDaemonSet,
  Delivery,
  env,
  FluentBitDaemonSet,
  LogPipeline,
  PromtailDaemonSet,
  secret,
  Sink,
  Source,
  text,
  VectorDaemonSet,
} from 'cdk8s-logging';
import type { NodeAgent } from '../../lib/constructs/node-agent';
import type { NodeAgentProps } from '../../lib/constructs/node-agent-props';
import { alloyChart, promtailChart, vectorChart } from './chart-models';
import { fluentBitChart } from './fluent-bit-chart-model';
import type { ChartModel } from './chart-models';
import { effectivePod } from './effective-pod';
import type { EffectivePod } from './effective-pod';
import { withoutFlux } from './without-flux';

type Options = Omit<NodeAgentProps<never>, 'pipelines' | 'version'>;
type Make = (chart: Chart, options: Options) => NodeAgent<never>;
type Object_ = { kind: string; metadata: { name: string }; spec: { values: object; releaseName: string } };

// Fluent Bit takes host and port apart.
const hosted = Sink.loki(
  { url: text`http://${env('LOKI_URL')}:3100`, auth: { bearer: secret('LOKI_TOKEN') } },
  { labels: { app: 'x' } },
);
const sink = Sink.loki({ url: env('LOKI_URL'), auth: { bearer: secret('LOKI_TOKEN') } }, { labels: { app: 'x' } });
const files = new LogPipeline('files', { sources: [Source.files('/var/log/app/*.log')], sinks: [sink] });
const pods = new LogPipeline('pods', { sources: [Source.pods(), Source.files('/data/x/*.log')], sinks: [sink] });

const agents: readonly (readonly [string, Make, ChartModel])[] = [
  [
    'Alloy',
    (chart, options) =>
      new AlloyDaemonSet(chart, 'agent', { ...options, pipelines: [pods] }) as unknown as NodeAgent<never>,
    alloyChart,
  ],
  [
    'Promtail',
    (chart, options) =>
      new PromtailDaemonSet(chart, 'agent', { ...options, pipelines: [files] }) as unknown as NodeAgent<never>,
    promtailChart,
  ],
  [
    'Vector',
    (chart, options) =>
      new VectorDaemonSet(chart, 'agent', { ...options, pipelines: [pods] }) as unknown as NodeAgent<never>,
    vectorChart,
  ],
  [
    'Fluent Bit',
    (chart, options) =>
      new FluentBitDaemonSet(chart, 'agent', {
        ...options,
        pipelines: [pods.with({ sinks: [hosted] })],
      }) as unknown as NodeAgent<never>,
    fluentBitChart,
  ],
];

const images: Readonly<Record<string, `${string}:${string}`>> = {
  Alloy: 'grafana/alloy:v1.18.1',
  Promtail: 'grafana/promtail:3.6.4',
  Vector: 'timberio/vector:0.57.0-distroless-libc',
  'Fluent Bit': 'fluent/fluent-bit:5.1.1',
};

/** Options as users give them; the same choice makes the same options in each app. */
const choices: fc.Arbitrary<Choice> = fc.record(
  {
    digest: fc.constantFrom('', `@sha256:${'a'.repeat(64)}`),
    registry: fc.constantFrom('', 'registry.example:5000/', 'quay.example/mirror/'),
    tolerations: fc.constantFrom<NonNullable<Options['tolerations']>>(
      [],
      [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
    ),
    nodeSelector: fc.constantFrom<NonNullable<Options['nodeSelector']>>({}, { 'kubernetes.io/os': 'linux' }),
    priorityClassName: fc.constantFrom('system-node-critical', 'logging'),
    maxUnavailable: fc.constantFrom<NonNullable<Options['maxUnavailable']>>(1, 3, '25%'),
    networkPolicy: fc.constantFrom<NonNullable<Options['networkPolicy']>>(false, { metricsFrom: ['monitoring'] }),
    podMonitor: fc.constantFrom<NonNullable<Options['podMonitor']>>({ from: ['monitoring'], labels: { release: 'x' } }),
    more: fc.constantFrom('$(HOME) {{ x }} $X', 'plain'),
    memory: fc.integer({ min: 128, max: 4096 }),
    name: fc.constantFrom('agent', 'logs-of-all'),
  },
  { requiredKeys: [] },
);
type Choice = Partial<Options> & {
  readonly digest?: string;
  readonly registry?: string;
  readonly more?: string;
  readonly memory?: number;
};

function optionsOf(choice: Choice, chart: Chart, program: string): Options {
  const { digest, registry = '', more, memory, ...rest } = choice;
  return {
    ...rest,
    ...(digest === undefined ? {} : { image: `${registry}${images[program] ?? 'unknown:none'}${digest}` }),
    ...(memory === undefined
      ? {}
      : { resources: { cpu: { request: Cpu.millis(30) }, memory: { limit: Size.mebibytes(memory) } } }),
    env: {
      LOKI_URL: EnvValue.fromValue(more ?? 'http://loki'),
      ...(more === undefined ? {} : { MORE: EnvValue.fromValue(more) }),
    },
    secrets: { LOKI_TOKEN: { secret: Secret.fromSecretName(chart, 'token', 'loki-token'), key: 'token' } },
  };
}

function synth(make: Make, choice: Choice, program: string, delivery: Delivery) {
  const chart = new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
  const agent = make(chart, { ...optionsOf(choice, chart, program), delivery });
  const objects = Testing.synth(chart) as Object_[];
  return { agent, objects, only: (kind: string) => objects.find((object) => object.kind === kind) };
}

/** A folder of the node that is not there is made, whether Kubernetes or the container runtime does it. */
function effects(daemonSet: unknown, account: unknown): EffectivePod {
  const text = JSON.stringify(effectivePod(daemonSet, account)).replaceAll(',"type":"DirectoryOrCreate"', '');
  return JSON.parse(text) as EffectivePod;
}

describe.each(agents)('%s', (program, make, model) => {
  test('runs in the same way by manifests and by a release of its chart', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const plain = synth(make, choice, program, Delivery.manifests());
        const released = synth(make, choice, program, Delivery.helmRelease());
        const { values, releaseName } = released.only('HelmRelease')?.spec ?? { values: {}, releaseName: '' };
        const account = plain.only('ServiceAccount');
        expect(effects(model(values as never, releaseName), account)).toEqual(
          effects(plain.only('DaemonSet'), account),
        );
        // All else is the very same, but for Flux leaving dollars alone.
        const others = ({ objects }: typeof plain): unknown[] =>
          objects.filter(({ kind }) => !['DaemonSet', 'HelmRelease', 'HelmRepository'].includes(kind)).map(withoutFlux);
        expect(others(released)).toEqual(others(plain));
      }),
      { numRuns: 12 },
    );
  });

  test('an Argo CD Application has the values of a Flux HelmRelease', () => {
    const flux = synth(make, {}, program, Delivery.helmRelease()).only('HelmRelease');
    const argo = synth(make, {}, program, Delivery.argoApplication()).only('Application');
    expect(argo).toMatchObject({ spec: { source: { helm: { valuesObject: flux?.spec.values } } } });
  });
});

// Fluent Bit's chart makes such objects itself.
describe.each(agents.slice(0, 3))('%s', (program, make, model) => {
  test('runs in the same way by a file of values, which holds the objects around it too', () => {
    const choice: Choice = { podMonitor: { from: ['monitoring'] }, networkPolicy: {}, name: 'agent', more: 'a {{ b' };
    const plain = synth(make, choice, program, Delivery.manifests());
    const file = synth(make, choice, program, Delivery.values({ under: 'logs' }));
    expect(file.objects).toEqual([]);
    const written = JSON.stringify(file.agent.helmValues()['logs'])
      .replaceAll('{{ .Release.Name }}', 'agent')
      .replaceAll('{{ .Release.Namespace }}', 'logging');
    const { extraObjects, ...values } = JSON.parse(written) as { extraObjects: Object_[] } & Record<string, unknown>;
    const { configHash: _, ...pod } = effects(plain.only('DaemonSet'), plain.only('ServiceAccount'));
    expect(effects(model(values, 'agent'), plain.only('ServiceAccount'))).toMatchObject(pod);
    const inNamespace = plain.objects
      .filter(({ kind }) => !['DaemonSet', 'ConfigMap'].includes(kind))
      .map(({ metadata: { namespace: __, ...metadata }, ...rest }: { metadata: Record<string, unknown> }) => ({
        ...rest,
        metadata,
      }));
    expect(extraObjects).toEqual(inNamespace);
    const config = plain.only('ConfigMap') as unknown as { data: Record<string, string> };
    const [content = ''] = Object.values(config.data);
    const read = (escaped: string): string => escaped.replaceAll('{{`{{`}}', '{{');
    if (values['customConfig'] === undefined) {
      expect(read(written)).toContain(JSON.stringify(content.trimEnd()).slice(1, -1));
    } else {
      expect(JSON.parse(read(JSON.stringify(values['customConfig'])))).toEqual(parse(content));
    }
  });
});
