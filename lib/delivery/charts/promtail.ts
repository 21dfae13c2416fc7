import type { ChartData } from '../chart-data';

/** Deprecated with Promtail itself. The configuration goes into a Secret, or a ConfigMap with `configmap.enabled`. */
export const promtail: ChartData = {
  name: 'promtail',
  version: '6.17.1',
  appVersion: '3.5.1',
  repository: 'https://grafana.github.io/helm-charts',
  tplPasses: {
    'config.file': { tpl: 1, block: '|' },
    // Read by the chart's own `config.file`, which passes these on to `tpl` …
    'config.clients': 1,
    'config.positions': 1,
    'config.snippets.scrapeConfigs': { tpl: 1 },
    'config.snippets.extraScrapeConfigs': { tpl: 1 },
    'config.snippets.extraServerConfigs': { tpl: 1 },
    'config.snippets.extraLimitsConfig': { tpl: 1 },
    // … and these not.
    'config.snippets.pipelineStages': 0,
    'config.snippets.common': 0,
    'config.snippets.extraRelabelConfigs': 0,
    extraObjects: 1,
    extraVolumeMounts: 1,
    extraVolumes: 1,
    defaultVolumeMounts: 0,
    initContainer: 1,
    livenessProbe: 1,
    readinessProbe: 1,
    'sidecar.configReloader.livenessProbe': 1,
    'sidecar.configReloader.readinessProbe': 1,
  },
  configs: ['config.file', 'config.snippets', 'config.clients'].map((path) => ({
    path,
    program: 'promtail',
    file: 'promtail.yaml',
    part: path !== 'config.file',
  })),
  topLevel: [
    ...['affinity', 'annotations', 'automountServiceAccountToken', 'config', 'configmap', 'containerSecurityContext'],
    ...['daemonset', 'defaultVolumeMounts', 'defaultVolumes', 'deployment', 'enableServiceLinks', 'extraArgs'],
    ...['extraContainers', 'extraEnv', 'extraEnvFrom', 'extraObjects', 'extraPorts', 'extraVolumeMounts'],
    ...['extraVolumes', 'fullnameOverride', 'global', 'hostAliases', 'hostNetwork', 'httpPathPrefix', 'image'],
    ...['imagePullSecrets', 'initContainer', 'livenessProbe', 'nameOverride', 'namespace', 'networkPolicy'],
    ...['nodeSelector', 'podAnnotations', 'podLabels', 'podSecurityContext', 'podSecurityPolicy', 'priorityClassName'],
    ...['rbac', 'readinessProbe', 'resources', 'revisionHistoryLimit', 'secret', 'service', 'serviceAccount'],
    ...['serviceMonitor', 'sidecar', 'tolerations', 'updateStrategy'],
  ],
  // Where it makes none, the one that is called as all the rest; its key is always the same.
  useConfigMap: ({ name }) => ({ fullnameOverride: name, configmap: { enabled: true }, config: { enabled: false } }),
};
