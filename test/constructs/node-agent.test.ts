import { ApiObject, App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Cpu, EnvValue, Secret } from 'cdk8s-plus-28';
import { AlloyDaemonSet, env, LogPipeline, PromtailDaemonSet, secret, Sink, Source } from 'cdk8s-logging';
import type { NodeAgentProps } from 'cdk8s-logging';
import { effectivePod } from './effective-pod';

type Props = Partial<NodeAgentProps<'alloy'>>;
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, string>>;
}

const sink = Sink.loki({ url: 'http://loki-gateway.loki.svc' }, { labels: { app: 'x' } });
const pods = new LogPipeline('pods', { sources: [Source.pods()], sinks: [sink] });

function logging(): Chart {
  return new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
}

function synth(props: Props = {}, chart = logging()) {
  const agent = new AlloyDaemonSet(chart, 'agent', { pipelines: [pods], ...props });
  const objects = Testing.synth(chart) as Manifest[];
  const only = (kind: string): Manifest | undefined => objects.find((object) => object.kind === kind);
  return { agent, objects, only, pod: effectivePod(only('DaemonSet'), only('ServiceAccount')) };
}

const findings = (props: Props) =>
  new AlloyDaemonSet(logging(), 'agent', { pipelines: [pods], ...props }).findings.map(({ rule, got }) => [rule, got]);

describe('an agent of the node', () => {
  test('reads the disk of its own node, whatever its taints, and may write to its own folder only', () => {
    const { pod, agent } = synth();
    expect(pod.mounts).toEqual([
      ['/etc/alloy', { mountPath: '/etc/alloy', source: { configMap: { name: agent.name } } }],
      [
        '/var/lib/alloy/data',
        {
          mountPath: '/var/lib/alloy/data',
          source: { hostPath: { path: `/var/lib/alloy/logging/${agent.name}`, type: 'DirectoryOrCreate' } },
        },
      ],
      ...['/var/lib/docker/containers', '/var/log/pods'].map((path) => [
        path,
        { mountPath: path, readOnly: true, source: { hostPath: { path } } },
      ]),
    ]);
    expect(pod.env).toEqual(
      ['HOSTNAME', 'K8S_NODE_NAME'].map((name) => [
        name,
        { name, valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      ]),
    );
    expect(pod.tolerations).toEqual([{ operator: 'Exists' }]);
    expect(pod.nodeSelector).toEqual({});
  });

  test('is root without a capability, and cannot change what it is made of', () => {
    const { pod } = synth();
    expect(pod.security).toEqual({
      pod: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
      container: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    });
    expect(pod.host).toEqual([]);
  });

  test('may read pods and nothing else', () => {
    const { only } = synth();
    expect(only('ClusterRole')).toMatchObject({
      metadata: { name: expect.stringMatching(/^logging-/) as string },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
    });
    expect(only('ClusterRole')?.metadata.namespace).toBeUndefined();
    expect(only('ClusterRoleBinding')).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: only('ClusterRole')?.metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: only('ServiceAccount')?.metadata.name, namespace: 'logging' }],
    });
  });

  test('may read pods in the named namespaces only', () => {
    const chart = logging();
    const named = pods.with({ sources: [Source.pods({ namespaces: ['b', 'a'] })] });
    new PromtailDaemonSet(chart, 'agent', { pipelines: [named] });
    const objects = Testing.synth(chart) as Manifest[];
    const roles = objects.filter(({ kind }) => /Role/.test(kind));
    expect(roles.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ...[
        ['Role', 'a'],
        ['RoleBinding', 'a'],
      ],
      ...[
        ['Role', 'b'],
        ['RoleBinding', 'b'],
      ],
    ]);
  });

  test('has no token where it asks Kubernetes for nothing', () => {
    const files = pods.with({ sources: [Source.files('/var/log/app/*.log')] });
    const { pod, objects } = synth({ pipelines: [files] });
    expect(pod.hasToken).toBe(false);
    expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'NetworkPolicy', 'ConfigMap', 'DaemonSet']);
    expect(findings({ pipelines: [files] })).toEqual([['node-agent/no-pods', 'files of the node only']]);
  });

  test('is replaced when its configuration changes', () => {
    const other = pods.with({ sinks: [Sink.loki({ url: 'http://other' }, { labels: { app: 'x' } })] });
    const { pod } = synth();
    expect(pod.configHash).toMatch(/^[0-9a-f]{64}$/);
    expect(synth({ pipelines: [other] }).pod.configHash).not.toBe(pod.configHash);
    expect(pod.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
  });

  test('is left out by all agents of ours', () => {
    expect(synth().pod.labels).toMatchObject({ 'cdk8s-logging/sidecar': 'alloy' });
  });

  test('is ready when its program says so, and has what was measured', () => {
    const { pod } = synth();
    expect(pod.readinessProbe).toMatchObject({ httpGet: { path: '/-/ready', port: 12345 } });
    expect(pod.livenessProbe).toBeUndefined();
    expect(pod.resources).toEqual({
      requests: { cpu: '50m', memory: '96Mi' },
      limits: { cpu: '500m', memory: '256Mi' },
    });
    const chart = logging();
    new PromtailDaemonSet(chart, 'agent', { pipelines: [pods] });
    const objects = Testing.synth(chart) as Manifest[];
    const promtail = effectivePod(
      objects.find(({ kind }) => kind === 'DaemonSet'),
      {},
    );
    expect(promtail.readinessProbe).toMatchObject({ httpGet: { path: '/ready', port: 3101 } });
    expect(promtail.args).toEqual(['-config.file=/etc/promtail/promtail.yaml', '-config.expand-env=true']);
    expect(promtail.resources).toEqual({
      requests: { cpu: '25m', memory: '64Mi' },
      limits: { cpu: '100m', memory: '128Mi' },
    });
  });

  test('takes what a careful operator may change', () => {
    const { pod } = synth({
      image: `mirror.example/alloy@sha256:${'0'.repeat(64)}`,
      resources: { cpu: { request: Cpu.units(1) }, memory: { limit: Size.gibibytes(1) } },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
      nodeSelector: { pool: 'gpu' },
      priorityClassName: 'system-node-critical',
      maxUnavailable: 3,
      name: 'logs',
    });
    expect(pod).toMatchObject({
      image: `mirror.example/alloy@sha256:${'0'.repeat(64)}`,
      resources: { requests: { cpu: '1' }, limits: { memory: '1024Mi' } },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
      nodeSelector: { pool: 'gpu' },
      priorityClassName: 'system-node-critical',
      updateStrategy: { rollingUpdate: { maxUnavailable: 3 } },
      serviceAccountName: 'logs',
    });
  });

  test('refers to secrets, and says what it is not given', () => {
    const chart = logging();
    const auth = { bearer: secret('LOKI_TOKEN') };
    const to = pods.with({ sinks: [Sink.loki({ url: env('LOKI_URL'), auth }, { labels: { app: 'x' } })] });
    const token = { secret: Secret.fromSecretName(chart, 'secret', 'loki'), key: 'token' };
    const given = { env: { LOKI_URL: EnvValue.fromValue('http://$(x)') }, secrets: { LOKI_TOKEN: token } };
    const { pod, agent } = synth({ pipelines: [to], ...given }, chart);
    expect(agent.findings).toEqual([]);
    expect(pod.env).toEqual(
      expect.arrayContaining([
        ['LOKI_URL', { name: 'LOKI_URL', value: 'http://$$(x)' }],
        ['LOKI_TOKEN', { name: 'LOKI_TOKEN', valueFrom: { secretKeyRef: { name: 'loki', key: 'token' } } }],
      ]),
    );
    expect(findings({ pipelines: [to] })).toEqual([
      ['node-agent/env-missing', 'none'],
      ['node-agent/secret-missing', 'none'],
    ]);
  });

  test('has a PodMonitor, whose Prometheus it lets in', () => {
    const { only } = synth({
      podMonitor: { from: ['monitoring'], labels: { release: 'p' }, interval: Duration.minutes(1) },
      networkPolicy: { metricsFrom: ['ops'] },
    });
    expect(only('PodMonitor')).toMatchObject({
      metadata: { labels: { release: 'p' } },
      spec: {
        selector: only('NetworkPolicy')?.spec['podSelector'],
        podMetricsEndpoints: [{ port: 'http-metrics', path: '/metrics', interval: '1m' }],
      },
    });
    const from = ['ops', 'monitoring'].map((name) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    }));
    expect(only('NetworkPolicy')?.spec['ingress']).toEqual([
      { from, ports: [{ port: 'http-metrics', protocol: 'TCP' }] },
    ]);
    expect(synth({ networkPolicy: false }).only('NetworkPolicy')).toBeUndefined();
  });

  test('fails the synth in a namespace that allows it nothing', () => {
    const chart = logging();
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'logging', labels } });
    expect(() => synth({}, chart)).toThrow(/node-agent\/pod-security: .*; write pod-security.*: privileged there/);
  });

  test('fails the synth where two read the same pods for the same Loki', () => {
    const chart = logging();
    new AlloyDaemonSet(chart, 'first', { pipelines: [pods] });
    const same = pods.with({ sources: [Source.pods({ namespaces: ['a'] })] });
    const second = new PromtailDaemonSet(chart, 'second', { pipelines: [same] });
    expect(second.findings).toMatchObject([
      { rule: 'node-agent/read-twice', severity: 'error', got: 'pods that pods of logging/first reads' },
    ]);
    expect(() => void Testing.synth(chart)).toThrow(/\[logging\/second\] node-agent\/read-twice/);
    const third = (id: string, props: Props): readonly unknown[] =>
      new AlloyDaemonSet(chart, id, { pipelines: [same], ...props }).findings;
    const elsewhere = same.with({ sinks: [Sink.loki({ url: 'http://other' }, { labels: { app: 'x' } })] });
    expect(third('elsewhere', { pipelines: [elsewhere] })).toEqual([]);
  });

  test('leaves the pods of other nodes to other agents', () => {
    const chart = logging();
    new AlloyDaemonSet(chart, 'gpu', { pipelines: [pods], nodeSelector: { pool: 'gpu' } });
    new AlloyDaemonSet(chart, 'cpu', { pipelines: [pods], nodeSelector: { pool: 'cpu' } });
    expect(Testing.synth(chart) as unknown[]).not.toEqual([]);
  });

  test('keeps positions of agents apart that share a node', () => {
    const folder = (namespace: string): unknown => {
      const chart = new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace });
      return JSON.stringify(synth({ name: 'agent' }, chart).pod.mounts);
    };
    expect(folder('a')).toContain('/var/lib/alloy/a/agent');
    expect(folder('b')).toContain('/var/lib/alloy/b/agent');
  });

  test('says all that is wrong with a pipeline where it runs', () => {
    const wrong = pods.with({ sources: [Source.files('/etc/*.conf'), Source.files('/*.log'), Source.docker()] });
    const found = findings({ pipelines: [wrong] });
    expect(found).toEqual(
      expect.arrayContaining([
        ['node-agent/host-folder', '/etc'],
        ['node-agent/host-folder', '/'],
        ['node-agent/source', 'a source of docker'],
      ]),
    );
    expect(() => synth({ pipelines: [wrong] })).toThrow(/node-agent\/host-folder/);
    const agent = new AlloyDaemonSet(logging(), 'agent', { pipelines: [wrong] });
    expect(() => agent.helmValues()).toThrow(/node-agent\/host-folder/);
  });

  test.each<[string, object, RegExp]>([
    ['an unknown name', { toleration: [] }, /got "toleration"; did you mean tolerations\?/],
    ['no pipeline', { pipelines: [] }, /'pipelines' must be a list that is not empty/],
    ['an image of another version', { image: 'grafana/alloy:v1.2.3' }, /'image' must be alloy 1.18.1, .* got 1.2.3; /],
    ['an image that moves', { image: 'grafana/alloy:latest' }, /'image' must be alloy 1.18.1, .* got latest; /],
    ['an image without a tag', { image: 'grafana/alloy' }, /'image' must have a tag or a digest, got "grafana\/alloy"/],
    ['a name that is none', { name: 'Logs' }, /'name' must be lower-case letters/],
    ['a share of nothing', { maxUnavailable: '0%' }, /'maxUnavailable' must be a number of nodes from 1 on/],
    ['a number of no nodes', { maxUnavailable: 0 }, /'maxUnavailable' must be/],
    ['the node under another name', { env: { HOSTNAME: EnvValue.fromValue('x') } }, /'env' must name other variables/],
    ['a monitor of nobody', { podMonitor: { from: [] } }, /'podMonitor.from' must be a list that is not empty/],
    ['a port that is none', { networkPolicy: { apiServerPorts: ['a'] } }, /'networkPolicy.apiServerPorts' must be/],
    ['no port', { networkPolicy: { apiServerPorts: [] } }, /'networkPolicy.apiServerPorts' must be a list of ports/],
    ['a taint without a key', { tolerations: [{}] }, /'tolerations\[0\]' must have a key/],
    ['a selector of a number', { nodeSelector: { a: 1 } }, /'nodeSelector.a' must be a string, got 1/],
    ['an empty priority', { priorityClassName: '' }, /'priorityClassName' must not be empty/],
  ])('refuses %s', (_, props, message) => {
    expect(() => new AlloyDaemonSet(logging(), 'agent', { pipelines: [pods], ...props } as never)).toThrow(message);
  });
});
