import { grafanaPasses } from './grafana';
import type { ChartData } from '../chart-data';

// Its Grafana is the same chart, one name further in.
const grafana = Object.fromEntries(Object.entries(grafanaPasses).map(([path, passes]) => [`grafana.${path}`, passes]));

export const kubePrometheusStack: ChartData = {
  name: 'kube-prometheus-stack',
  version: '88.5.3',
  appVersion: '0.93.1',
  repository: 'https://prometheus-community.github.io/helm-charts',
  tplPasses: {
    ...grafana,
    'grafana.additionalDataSources': 1,
    'grafana.deleteDatasources': 1,
    'grafana.sidecar.datasources.label': { tpl: 1 },
    'grafana.sidecar.datasources.labelValue': { tpl: 1 },
    'alertmanager.config': { tpl: 1, yaml: true },
    'alertmanager.stringConfig': { tpl: 1 },
    additionalPrometheusRulesMap: 0,
    extraManifests: 1,
    '*.ingress.annotations': 1,
    '*.ingress.hosts': { tpl: 1 },
    '*.ingress.tls': 1,
    '*.serviceMonitor.metricRelabelings': 1,
    'alertmanager.alertmanagerSpec.externalUrl': { tpl: 1 },
    'alertmanager.alertmanagerSpec.storage': 1,
    'prometheus.prometheusSpec.additionalAlertManagerConfigs': 1,
    'prometheus.prometheusSpec.additionalAlertRelabelConfigs': 1,
    'prometheus.prometheusSpec.additionalScrapeConfigs': 1,
    'prometheus.prometheusSpec.containers': 1,
    'prometheus.prometheusSpec.externalLabels': 1,
    'prometheus.prometheusSpec.externalUrl': { tpl: 1 },
    'prometheus.prometheusSpec.initContainers': 1,
    'prometheus.prometheusSpec.podMonitorSelector': 1,
    'prometheus.prometheusSpec.podMonitorNamespaceSelector': 1,
    'prometheus.prometheusSpec.remoteRead': 1,
    'prometheus.prometheusSpec.remoteWrite': 1,
    'prometheus.prometheusSpec.ruleSelector': 1,
    'prometheus.prometheusSpec.ruleNamespaceSelector': 1,
    'prometheus.prometheusSpec.serviceMonitorSelector': 1,
    'prometheus.prometheusSpec.serviceMonitorNamespaceSelector': 1,
    'prometheus.prometheusSpec.storageSpec': 1,
  },
  topLevel: [
    ...[
      'additionalPrometheusRules',
      'additionalPrometheusRulesMap',
      'alertmanager',
      'cleanPrometheusOperatorObjectNames',
    ],
    ...['commonLabels', 'coreDns', 'crds', 'customRules', 'defaultRules', 'extraManifests', 'fullnameOverride'],
    ...['global', 'grafana', 'kube-state-metrics', 'kubeApiServer', 'kubeControllerManager', 'kubeDns', 'kubeEtcd'],
    ...['kubeProxy', 'kubeScheduler', 'kubeStateMetrics', 'kubeTargetVersionOverride', 'kubeVersionOverride'],
    ...['kubelet', 'kubernetesServiceMonitors', 'nameOverride', 'namespaceOverride', 'nodeExporter', 'prometheus'],
    ...['prometheus-node-exporter', 'prometheus-windows-exporter', 'prometheusOperator', 'thanosRuler'],
    'windowsMonitoring',
  ],
};
