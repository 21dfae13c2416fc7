import type { ApiAccess, Daemon } from '../daemon';
import { metricsPort } from './metrics-port';
import type { VectorConfig } from './vector-config';

/**
 * Vector on a node.
 *
 * A Vector that was built without most optimisations took 1.6 % of a CPU and 17 MB where next to nothing was written; reading,
 * parsing and rewriting 1,000 lines of JSON a second (300 kB) 29 % and 31 MB; and catching up as fast as it could 50 MB. 78 MB
 * more are mapped from its program and can be dropped. The official image takes less of a CPU.
 *
 * It is ready when its metrics can be read: then all of the configuration runs.
 */
export const vectorDaemon: Daemon<VectorConfig> = Object.freeze({
  name: 'vector',
  configDir: '/etc/vector',
  http: { port: metricsPort, ready: '/metrics', metrics: '/metrics' },
  nodeName: ['VECTOR_SELF_NODE_NAME'],
  resources: { cpu: { request: 50, limit: 1000 }, memory: { request: 96, limit: 256 } },
  // Agents that are none of ours leave it out by this one.
  labels: { 'vector.dev/exclude': 'true' },
  // It ends by itself before it is killed; what is not sent by then is in the buffer.
  args: (_, { path }) => ['--config', path, '--graceful-shutdown-limit-secs', '20'],
  access: ({ components }) => {
    const sources = components.filter(({ type, options }) => type === 'kubernetes_logs' && !isElsewhere(options));
    if (sources.length === 0) return [];
    const watches = sources.some(({ options }) => options['insertNamespaceFields'] !== false);
    return ['pods', 'nodes', ...(watches ? ['namespaces'] : [])].map(watching);
  },
} satisfies Daemon<VectorConfig>);

/** Vector asks for all in the cluster, by selectors, which no rule of RBAC can name. */
function watching(resource: string): ApiAccess {
  return { apiGroups: [''], resources: [resource], verbs: ['list', 'watch'] };
}

/** Another cluster's API knows another account. */
function isElsewhere(options: Readonly<Record<string, unknown>>): boolean {
  return options['kubeConfigFile'] !== undefined;
}
