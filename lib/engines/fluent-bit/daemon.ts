import type { Daemon } from '../daemon';
import type { FluentBitConfig } from './fluent-bit-config';
import { metricsPort } from './metrics-port';

/**
 * Fluent Bit on a node.
 *
 * It is ready when its metrics can be read: its own, and those of pipelines. Its health is at port 2020, `/api/v1/health`.
 */
export const fluentBitDaemon: Daemon<FluentBitConfig> = Object.freeze({
  name: 'fluent-bit',
  // Where the official chart mounts it.
  configDir: '/fluent-bit/etc/conf',
  http: { port: metricsPort, ready: '/metrics', metrics: '/metrics' },
  nodeName: ['K8S_NODE_NAME'],
  resources: { cpu: { request: 50, limit: 500 }, memory: { request: 48, limit: 128 } },
  args: (_, { path }) => [`--config=${path}`],
  access: ({ filters }) =>
    filters.some(({ type }) => type === 'kubernetes') ? [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] : [],
} satisfies Daemon<FluentBitConfig>);
