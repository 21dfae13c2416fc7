import { SecretBackend, Sink, Source, Transform, VectorConfig, vrl } from 'cdk8s-logging/vector';

const pods = Source.kubernetesLogs('pods', { globMinimumCooldownMs: 5000 });

const named = Transform.remap('named', {
  inputs: [pods],
  source: vrl`
    .namespace = .kubernetes.pod_namespace
    .pod = .kubernetes.pod_name
    .container = .kubernetes.container_name
    del(.kubernetes)
  `,
});

const byKind = Transform.route('by_kind', {
  inputs: [named],
  route: { audit: vrl`.namespace == "vault"` },
});

// A file per secret, as Kubernetes mounts a Secret; Vector reads them itself when it starts.
const mounted = SecretBackend.directory('loki', { path: '/var/run/secrets/loki', removeTrailingWhitespace: true });

const loki = Sink.loki('loki', {
  inputs: [byKind.unmatched],
  endpoint: 'https://loki.example.com',
  auth: { strategy: 'bearer', token: mounted.secret('token') },
  labels: { namespace: '{{ namespace }}', container: '{{ container }}' },
  structuredMetadata: { pod: '{{ pod }}' },
  encoding: { codec: 'text' },
});

const audit = Sink.file('audit', {
  inputs: [byKind.outputs.audit],
  path: '/var/log/audit/{{ namespace }}/%F.log',
  encoding: { codec: 'json' },
});

export const config = new VectorConfig({ sinks: [loki, audit] });
