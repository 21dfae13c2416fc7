import type { ChartData } from '../chart-data';

export const fluentBit: ChartData = {
  name: 'fluent-bit',
  version: '0.58.1',
  appVersion: '5.1.1',
  repository: 'https://fluent.github.io/helm-charts',
  tplPasses: {
    // The four are written one after the other into one block.
    'config.service': { tpl: 1, block: '|' },
    'config.inputs': { tpl: 1, block: '|' },
    'config.filters': { tpl: 1, block: '|' },
    'config.outputs': { tpl: 1, block: '|' },
    'config.customParsers': { tpl: 1, block: '|' },
    'config.upstream.*': { tpl: 1, block: '|' },
    'config.extraFiles.*': { tpl: 1, block: '|' },
    'luaScripts.*': { tpl: 1 },
    'envWithTpl.*.value': { tpl: 1 },
    'ingress.annotations': { tpl: 1 },
  },
  topLevel: [
    ...['affinity', 'annotations', 'args', 'autoscaling', 'command', 'config', 'daemonSetVolumeMounts'],
    ...['daemonSetVolumes', 'dashboards', 'dnsConfig', 'dnsPolicy', 'env', 'envFrom', 'envWithTpl'],
    ...['existingConfigMap', 'extraContainers', 'extraPorts', 'extraVolumeMounts', 'extraVolumes', 'flush'],
    ...[
      'fullnameOverride',
      'global',
      'hostAliases',
      'hostNetwork',
      'hotReload',
      'image',
      'imagePullSecrets',
      'ingress',
    ],
    ...['initContainers', 'kind', 'labels', 'lifecycle', 'livenessProbe', 'logLevel', 'luaScripts', 'metricsPort'],
    ...['minReadySeconds', 'nameOverride', 'networkPolicy', 'nodeSelector', 'openShift', 'podAnnotations'],
    ...['podDisruptionBudget', 'podLabels', 'podSecurityContext', 'podSecurityPolicy', 'priorityClassName'],
    ...['prometheusRule', 'rbac', 'readinessProbe', 'replicaCount', 'resources', 'securityContext', 'service'],
    ...['serviceAccount', 'serviceMonitor', 'terminationGracePeriodSeconds', 'testFramework', 'tolerations'],
    ...['updateStrategy', 'volumeMounts'],
  ],
  configs: [
    ...['service', 'inputs', 'filters', 'outputs', 'customParsers'].map((name) => ({
      path: `config.${name}`,
      program: 'fluent-bit',
      file: name === 'customParsers' ? 'custom_parsers.conf' : 'fluent-bit.conf',
      part: true,
    })),
  ],
  configMaps: [{ path: 'existingConfigMap', program: 'fluent-bit' }],
  // Mounted at /fluent-bit/etc/conf; the chart's arguments ask for fluent-bit.conf there.
  useConfigMap: ({ name, key }) => ({
    existingConfigMap: name,
    args: ['--workdir=/fluent-bit/etc', `--config=/fluent-bit/etc/conf/${key}`],
  }),
};
