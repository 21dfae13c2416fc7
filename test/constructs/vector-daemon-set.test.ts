import { App, Chart, Testing } from 'cdk8s';
import { Delivery, LogPipeline, origin, Sink, Source, VectorDaemonSet } from 'cdk8s-logging';
import type { NodeAgentProps } from 'cdk8s-logging';
import { parse } from 'yaml';
import { effectivePod } from './effective-pod';

interface Manifest {
  readonly kind: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, string>>;
}

const sink = Sink.loki({ url: 'http://loki-gateway.loki.svc' }, { labels: { namespace: origin.namespace } });
const pods = new LogPipeline('pods', { sources: [Source.pods({ labels: { collect: 'true' } })], sinks: [sink] });

function synth(props: Partial<NodeAgentProps<'vector'>> = {}) {
  const chart = new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
  new VectorDaemonSet(chart, 'agent', { name: 'vector', pipelines: [pods], ...props });
  const objects = Testing.synth(chart) as Manifest[];
  const only = (kind: string): Manifest | undefined => objects.find((object) => object.kind === kind);
  return { only, pod: effectivePod(only('DaemonSet'), only('ServiceAccount')) };
}

describe('Vector on every node', () => {
  test('may look for pods and for its own node, and for nothing else', () => {
    const rules = (props: Partial<NodeAgentProps<'vector'>>): unknown =>
      (synth(props).only('ClusterRole') as unknown as { rules: { resources: string[]; verbs: string[] }[] }).rules;
    expect(rules({})).toEqual(
      ['pods', 'nodes'].map((resource) => ({ apiGroups: [''], resources: [resource], verbs: ['list', 'watch'] })),
    );
    // Earlier versions read of a pod only once they know its namespace.
    expect(rules({ version: '0.43.1' })).toContainEqual(expect.objectContaining({ resources: ['namespaces'] }));
  });

  test('is told its node, is ready when its metrics are there, and ends before it is killed', () => {
    const { pod } = synth();
    expect(pod.image).toBe('timberio/vector:0.57.0-distroless-libc');
    expect(pod.env).toEqual([
      [
        'VECTOR_SELF_NODE_NAME',
        { name: 'VECTOR_SELF_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      ],
    ]);
    expect(pod.port).toEqual([{ name: 'http-metrics', containerPort: 9598, protocol: 'TCP' }]);
    expect(pod.readinessProbe).toMatchObject({ httpGet: { path: '/metrics', port: 9598 } });
    expect(pod.args).toEqual(['--config', '/etc/vector/vector.yaml', '--graceful-shutdown-limit-secs', '20']);
    expect(pod.grace).toBe(30);
  });

  test('is read by no agent of ours, and by no other Vector', () => {
    expect(synth().pod.labels).toMatchObject({ 'cdk8s-logging/sidecar': 'vector', 'vector.dev/exclude': 'true' });
  });

  test('serves its metrics, also where no pipeline makes one', () => {
    const [text = ''] = Object.values(synth().only('ConfigMap')?.data ?? {});
    expect(parse(text)).toMatchObject({
      sources: { vector_metrics: { type: 'internal_metrics' } },
      sinks: { metrics: { type: 'prometheus_exporter', inputs: ['vector_metrics'], address: '0.0.0.0:9598' } },
    });
    const monitored = synth({ podMonitor: { from: ['monitoring'] } }).only('PodMonitor');
    expect(monitored?.spec['podMetricsEndpoints']).toMatchObject([{ port: 'http-metrics', path: '/metrics' }]);
  });

  test('forgets the pods of long ago in versions that would not', () => {
    const configOf = (version: '0.39.0' | '0.43.1') =>
      parse(Object.values(synth({ version }).only('ConfigMap')?.data ?? {})[0] ?? '') as unknown;
    expect(configOf('0.39.0')).toMatchObject({ expire_metrics_secs: 300 });
    expect(configOf('0.43.1')).not.toHaveProperty('expire_metrics_secs');
  });

  test('keeps checkpoints and buffers on its node', () => {
    const { pod } = synth();
    expect(pod.mounts).toContainEqual([
      '/var/lib/vector',
      {
        mountPath: '/var/lib/vector',
        source: { hostPath: { path: '/var/lib/vector/logging/vector', type: 'DirectoryOrCreate' } },
      },
    ]);
  });

  test('fails the synth with a value that the chart does not know', () => {
    const delivery = Delivery.helmRelease({ values: { podlabels: { a: 'b' } } });
    expect(() => synth({ delivery })).toThrow(/delivery\/unknown-value: .* got podlabels; write podLabels/);
  });

  test('has its configuration as the chart takes it, in values for a chart that holds it', () => {
    const chart = new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
    const delivery = Delivery.values({ under: 'vector' });
    const agent = new VectorDaemonSet(chart, 'agent', { pipelines: [pods], delivery });
    expect(agent.helmValues()).toMatchObject({
      vector: {
        role: 'Agent',
        customConfig: {
          data_dir: '/var/lib/vector',
          sinks: { pods_loki: { labels: { '*': '{{`{{`}} labels }}' } } },
        },
      },
    });
  });
});
