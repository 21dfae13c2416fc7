import type { ChartData } from '../chart-data';

/** Runs Vector 0.56.0 by default, for all that it is called 0.57.0. */
export const vector: ChartData = {
  name: 'vector',
  version: '0.57.0',
  appVersion: '0.56.0',
  repository: 'https://helm.vector.dev',
  tplPasses: {
    customConfig: 1,
    initContainers: 1,
    extraContainers: 1,
    extraObjects: 1,
    'haproxy.customConfig': { tpl: 1, block: '|' },
    'haproxy.initContainers': 1,
    'haproxy.extraContainers': 1,
  },
  topLevel: [
    ...['affinity', 'args', 'autoscaling', 'command', 'commonLabels', 'containerPorts', 'customConfig', 'daemonSet'],
    ...['dataDir', 'defaultVolumeMounts', 'defaultVolumes', 'dnsConfig', 'dnsPolicy', 'env', 'envFrom'],
    ...['existingConfigMaps', 'extraContainers', 'extraObjects', 'extraVolumeMounts', 'extraVolumes'],
    ...['fullnameOverride', 'global', 'haproxy', 'hostAliases', 'image', 'ingress', 'initContainers', 'lifecycle'],
    ...['livenessProbe', 'logLevel', 'minReadySeconds', 'nameOverride', 'nodeSelector', 'persistence'],
    ...['podAnnotations', 'podDisruptionBudget', 'podHostNetwork', 'podLabels', 'podManagementPolicy', 'podMonitor'],
    ...['podPriorityClassName', 'podSecurityContext', 'psp', 'rbac', 'readinessProbe', 'replicas', 'resources'],
    ...['revisionHistoryLimit', 'role', 'rollWorkload', 'rollWorkloadExtraObjects', 'rollWorkloadSecrets', 'secrets'],
    ...['securityContext', 'service', 'serviceAccount', 'serviceHeadless', 'shareProcessNamespace', 'startupProbe'],
    ...['statefulSet', 'terminationGracePeriodSeconds', 'tolerations', 'topologySpreadConstraints', 'updateStrategy'],
    'workloadResourceAnnotations',
  ],
  configs: [{ path: 'customConfig', program: 'vector', file: 'vector.yaml' }],
  configMaps: [{ path: 'existingConfigMaps', program: 'vector' }],
  // The chart then also wants `dataDir`, and ports by hand.
  useConfigMap: ({ name }) => ({ existingConfigMaps: [name] }),
};
