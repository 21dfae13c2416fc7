import { accessOf } from '../kubernetes-access';
import type { Daemon } from '../daemon';
import type { PromtailConfig } from './promtail-config';

/**
 * Promtail on a node.
 *
 * Reading 5,000 lines a second (600 kB), without stages, it took 10 % of a CPU, which is its limit, and 105 MB, 60 MB of which
 * are mapped from its program and can be dropped. A pipeline that parses JSON takes about 100 µs of a CPU for a line besides:
 * within the limit some 800 lines a second; more need a higher one.
 */
export const promtailDaemon: Daemon<PromtailConfig> = Object.freeze({
  name: 'promtail',
  configDir: '/etc/promtail',
  http: { port: 3101, ready: '/ready', metrics: '/metrics' },
  // Promtail reads only what is on the host that the second one names.
  nodeName: ['K8S_NODE_NAME', 'HOSTNAME'],
  resources: { cpu: { request: 25, limit: 100 }, memory: { request: 64, limit: 128 } },
  args: (config, { path }) => [`-config.file=${path}`, ...config.arguments],
  access: ({ scrapeConfigs }) =>
    scrapeConfigs.flatMap(({ kubernetesSdConfigs = [] }) => kubernetesSdConfigs.flatMap(accessOf)),
} satisfies Daemon<PromtailConfig>);
