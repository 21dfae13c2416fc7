import { App, Chart, Duration, Testing } from 'cdk8s';
import { Delivery, FluentBitDaemonSet, LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
import type { NodeAgentProps } from 'cdk8s-logging';
import { fluentBitChart } from './fluent-bit-chart-model';
import { effectivePod } from './effective-pod';

type Props = Partial<NodeAgentProps<'fluent-bit'>>;
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, string>>;
}

const sink = Sink.loki({ url: 'http://loki.loki.svc:3100' }, { labels: { app: 'x' } });
const pods = new LogPipeline('pods', {
  sources: [Source.pods()],
  stages: [Stage.set({ braces: '{{ x }} ${y} $$' })],
  sinks: [sink],
});

function synth(props: Props = {}) {
  const chart = new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
  const agent = new FluentBitDaemonSet(chart, 'agent', { pipelines: [pods], name: 'agent', ...props });
  const objects = Testing.synth(chart) as Manifest[];
  const only = (kind: string): Manifest | undefined => objects.find((object) => object.kind === kind);
  return { agent, objects, only };
}

describe('FluentBitDaemonSet', () => {
  test('reads the node, and answers where probes and Prometheus ask', () => {
    const { only } = synth({ podMonitor: { from: ['monitoring'] } });
    const pod = effectivePod(only('DaemonSet'), only('ServiceAccount'));
    expect(pod).toMatchObject({
      container: 'fluent-bit',
      image: 'fluent/fluent-bit:5.1.1',
      args: ['--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
      port: [{ name: 'http', containerPort: 2021, protocol: 'TCP' }],
      readinessProbe: { httpGet: { path: '/metrics', port: 2021 } },
      hasToken: true,
    });
    expect(pod.livenessProbe).toBeUndefined();
    expect(pod.mounts).toContainEqual([
      '/var/lib/fluent-bit',
      {
        mountPath: '/var/lib/fluent-bit',
        source: { hostPath: { path: '/var/lib/fluent-bit/logging/agent', type: 'DirectoryOrCreate' } },
      },
    ]);
    expect(only('PodMonitor')?.spec).toMatchObject({ podMetricsEndpoints: [{ port: 'http', path: '/metrics' }] });
    expect(only('NetworkPolicy')?.spec).toMatchObject({ ingress: [{ ports: [{ port: 'http', protocol: 'TCP' }] }] });
    expect(Object.keys(only('ConfigMap')?.data ?? {})).toEqual(['fluent-bit.yaml', 'pods.lua']);
  });

  test('a file of values has all files, and what the chart makes itself in place of objects of ours', () => {
    const choice: Props = {
      podMonitor: { from: ['monitoring'], labels: { release: 'p' }, interval: Duration.minutes(1) },
    };
    const { only } = synth(choice);
    const { agent, objects } = synth({ ...choice, delivery: Delivery.values() });
    const values = agent.helmValues();
    expect(objects).toEqual([]);
    const account = only('ServiceAccount');
    const { configHash: _, ...pod } = effectivePod(only('DaemonSet'), account);
    expect(effectivePod(fluentBitChart(values, 'agent'), account)).toMatchObject(pod);
    expect(values).toMatchObject({
      serviceAccount: { create: true, name: 'agent' },
      rbac: { create: true },
      networkPolicy: {
        enabled: true,
        ingress: { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] },
      },
      serviceMonitor: { enabled: true, path: '/metrics', selector: { release: 'p' }, interval: '1m' },
    });
    expect(values).not.toHaveProperty('extraObjects');
    const { extraFiles } = values['config'] as { extraFiles: Readonly<Record<string, string>> };
    const read = Object.entries(extraFiles).map(([name, text]) => [name, text.replaceAll('{{`{{`}}', '{{')]);
    expect(Object.fromEntries(read)).toEqual(only('ConfigMap')?.data);
  });

  test('in a file of values nobody may speak to it where nobody is named, or all where no policy is wanted', () => {
    const { agent } = synth({ delivery: Delivery.values() });
    // The chart's template: `ingress: [{ from: …, ports: … }]`, where an empty `from` is everybody.
    const nobody = ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'cdk8s-logging/nobody', operator }));
    expect(agent.helmValues()).toMatchObject({
      networkPolicy: { enabled: true, ingress: { from: [{ podSelector: { matchExpressions: nobody } }] } },
    });
    expect(agent.helmValues()).not.toHaveProperty('serviceMonitor');
    const { agent: open } = synth({ delivery: Delivery.values(), networkPolicy: false });
    expect(open.helmValues()).toMatchObject({ networkPolicy: { enabled: false } });
  });

  test('a release uses our ConfigMap, and starts the program as it is meant', () => {
    const { only } = synth({ delivery: Delivery.helmRelease() });
    expect(only('HelmRelease')?.spec['values']).toMatchObject({
      existingConfigMap: 'agent',
      args: ['--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
      livenessProbe: null,
    });
  });
});
