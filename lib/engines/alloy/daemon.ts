import { accessOf } from '../kubernetes-access';
import type { Daemon } from '../daemon';
import type { AlloyConfig } from './alloy-config';
import type { DiscoveryKubernetesOptions } from './config/discovery-kubernetes';

/**
 * Alloy on a node.
 *
 * Reading and parsing 5,000 lines a second (600 kB) it took 7 % of a CPU and 94 MB, 70 MB of which are mapped from its program
 * and can be dropped.
 */
export const alloyDaemon: Daemon<AlloyConfig> = Object.freeze({
  name: 'alloy',
  configDir: '/etc/alloy',
  http: { port: 12345, ready: '/-/ready', metrics: '/metrics' },
  // The first is what configurations name; Alloy itself looks at the second.
  nodeName: ['K8S_NODE_NAME', 'HOSTNAME'],
  resources: { cpu: { request: 50, limit: 500 }, memory: { request: 96, limit: 256 } },
  args: (_, { path, dataDir }) => [
    'run',
    path,
    `--storage.path=${dataDir}`,
    // Of every address, also where there is IPv6 only.
    '--server.http.listen-addr=:12345',
    '--server.http.ui-path-prefix=/',
    '--disable-reporting',
    '--stability.level=generally-available',
  ],
  access: ({ components }) =>
    components.flatMap(({ name, settings }) => {
      if (name !== 'discovery.kubernetes') return [];
      const options = settings as unknown as DiscoveryKubernetesOptions;
      // Another cluster's API knows another account.
      const elsewhere = options.apiServer !== undefined || options.kubeconfigFile !== undefined;
      return elsewhere ? [] : accessOf(options);
    }),
} satisfies Daemon<AlloyConfig>);
