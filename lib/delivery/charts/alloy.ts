import type { ChartData } from '../chart-data';

export const alloy: ChartData = {
  name: 'alloy',
  version: '1.11.1',
  appVersion: '1.18.1',
  repository: 'https://grafana.github.io/helm-charts',
  tplPasses: {
    'alloy.configMap.content': { tpl: 1, block: '|-' },
    extraObjects: 1,
    'ingress.annotations': { tpl: 1 },
    'ingress.hosts': { tpl: 1 },
    'ingress.tls': 1,
    'serviceMonitor.metricRelabelings': 1,
    'serviceMonitor.relabelings': 1,
  },
  topLevel: [
    ...['agent', 'alloy', 'configReloader', 'controller', 'crds', 'enableStatefulSetAutoDeletePVC', 'extraObjects'],
    ...['fullnameOverride', 'global', 'image', 'ingress', 'nameOverride', 'namespaceOverride', 'networkPolicy', 'rbac'],
    ...['service', 'serviceAccount', 'serviceMonitor'],
  ],
  configs: [{ path: 'alloy.configMap.content', program: 'alloy', file: 'config.alloy' }],
  configMaps: [{ path: 'alloy.configMap.name', program: 'alloy' }],
  useConfigMap: ({ name, key }) => ({ alloy: { configMap: { create: false, name, key } } }),
};
