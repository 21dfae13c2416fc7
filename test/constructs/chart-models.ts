/**
 * The templates of the official charts that an agent's values reach, as far as they matter here: Alloy's 1.11.1, Promtail's
 * 6.17.1 and Vector's 0.57.0. The charts themselves were rendered with Helm when these were written, with the same result.
 */
export type ChartModel = (values: Json, release: string) => Json;

export type Json = Readonly<Record<string, unknown>>;

const ownNode = { fieldRef: { fieldPath: 'spec.nodeName' } };

/** @returns the DaemonSet */
export const alloyChart: ChartModel = (given, release) => {
  const values = over(given, alloyDefaults);
  const { alloy, controller, image, global, serviceAccount, configReloader } = values as Record<string, Json>;
  if (configReloader?.['enabled'] === true) throw new Error('the model has no reloader');
  const config = alloy?.['configMap'] as Json;
  const name = values['fullnameOverride'] as string;
  const { digest, tag } = (image ?? {}) as Record<string, string>;
  const id = digest === undefined ? `:${String(tag)}` : `@${digest}`;
  return daemonSet(release, values['nameOverride'], controller as Json, {
    annotations: {
      ...(config['create'] === true ? { 'checksum/config': 'of the content' } : {}),
      ...(controller?.['podAnnotations'] as Json),
    },
    spec: {
      ...when('securityContext', global?.['podSecurityContext']),
      serviceAccountName: serviceAccount?.['name'],
      containers: [
        {
          name: 'alloy',
          image: `${String(image?.['registry'])}/${String(image?.['repository'])}${id}`,
          args: [
            'run',
            `/etc/alloy/${String(config['key'])}`,
            `--storage.path=${String(alloy?.['storagePath'])}`,
            `--server.http.listen-addr=${String(alloy?.['listenAddr'])}:${String(alloy?.['listenPort'])}`,
            `--server.http.ui-path-prefix=${String(alloy?.['uiPathPrefix'])}`,
            ...(alloy?.['enableReporting'] === true ? [] : ['--disable-reporting']),
            `--stability.level=${String(alloy?.['stabilityLevel'])}`,
            ...(alloy?.['extraArgs'] as string[]),
          ],
          env: [
            { name: 'ALLOY_DEPLOY_MODE', value: 'helm' },
            { name: 'HOSTNAME', valueFrom: ownNode },
            { name: 'K8S_NODE_NAME', valueFrom: ownNode },
            ...(alloy?.['extraEnv'] as Json[]),
          ],
          ports: [{ containerPort: alloy?.['listenPort'], name: 'http-metrics' }],
          readinessProbe: {
            httpGet: { path: '/-/ready', port: alloy?.['listenPort'], scheme: alloy?.['listenScheme'] },
            initialDelaySeconds: alloy?.['initialDelaySeconds'],
            timeoutSeconds: alloy?.['timeoutSeconds'],
          },
          ...when('resources', alloy?.['resources']),
          ...when('securityContext', alloy?.['securityContext']),
          volumeMounts: [
            { name: 'config', mountPath: '/etc/alloy' },
            ...((alloy?.['mounts'] as Json)['extra'] as Json[]),
          ],
        },
      ],
      ...when('priorityClassName', controller?.['priorityClassName']),
      ...when('nodeSelector', controller?.['nodeSelector']),
      ...when('tolerations', controller?.['tolerations']),
      volumes: [
        { name: 'config', configMap: { name: config['name'] ?? name } },
        ...((controller?.['volumes'] as Json)['extra'] as Json[]),
      ],
    },
  });
};

const alloyDefaults: Json = {
  image: { registry: 'docker.io', repository: 'grafana/alloy', tag: 'v1.18.1' },
  global: { podSecurityContext: {} },
  configReloader: { enabled: true },
  alloy: {
    configMap: { create: true, key: 'config.alloy' },
    ...{ storagePath: '/tmp/alloy', listenAddr: '0.0.0.0', listenPort: 12345, listenScheme: 'HTTP', uiPathPrefix: '/' },
    ...{ initialDelaySeconds: 10, timeoutSeconds: 1, enableReporting: true, stabilityLevel: 'generally-available' },
    ...{ extraEnv: [], extraArgs: [], mounts: { extra: [] }, securityContext: {}, resources: {} },
  },
  controller: {
    ...{
      podLabels: {},
      podAnnotations: {},
      tolerations: [],
      nodeSelector: {},
      priorityClassName: '',
      updateStrategy: {},
    },
    volumes: { extra: [] },
  },
};

/** @returns the DaemonSet */
export const promtailChart: ChartModel = (given, release) => {
  const values = over(given, promtailDefaults);
  const { image, config, configmap, serviceAccount } = values as Record<string, Json>;
  const name = values['fullnameOverride'];
  return daemonSet(release, values['nameOverride'], values, {
    annotations: { 'checksum/config': 'of the content', ...(values['podAnnotations'] as Json) },
    spec: {
      serviceAccountName: serviceAccount?.['name'],
      automountServiceAccountToken: values['automountServiceAccountToken'],
      enableServiceLinks: true,
      ...when('priorityClassName', values['priorityClassName']),
      securityContext: values['podSecurityContext'],
      containers: [
        {
          name: 'promtail',
          image: `${String(image?.['registry'])}/${String(image?.['repository'])}:${String(image?.['tag'])}`,
          args: ['-config.file=/etc/promtail/promtail.yaml', ...(values['extraArgs'] as string[])],
          volumeMounts: [
            { name: 'config', mountPath: '/etc/promtail' },
            ...(values['defaultVolumeMounts'] as Json[]),
            ...(values['extraVolumeMounts'] as Json[]),
          ],
          env: [{ name: 'HOSTNAME', valueFrom: ownNode }, ...(values['extraEnv'] as Json[])],
          ports: [{ name: 'http-metrics', containerPort: config?.['serverPort'], protocol: 'TCP' }],
          securityContext: values['containerSecurityContext'],
          readinessProbe: values['readinessProbe'],
          ...when('resources', values['resources']),
        },
      ],
      ...when('nodeSelector', values['nodeSelector']),
      ...when('tolerations', values['tolerations']),
      volumes: [
        configmap?.['enabled'] === true
          ? { name: 'config', configMap: { name } }
          : { name: 'config', secret: { secretName: name } },
        ...(values['defaultVolumes'] as Json[]),
        ...(values['extraVolumes'] as Json[]),
      ],
    },
  });
};

const promtailDefaults: Json = {
  image: { registry: 'docker.io', repository: 'grafana/promtail', tag: '3.5.1' },
  config: { enabled: true, serverPort: 3101 },
  configmap: { enabled: false },
  readinessProbe: {
    ...{ failureThreshold: 5, httpGet: { path: '/ready', port: 'http-metrics' }, initialDelaySeconds: 10 },
    ...{ periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 },
  },
  podSecurityContext: { runAsUser: 0, runAsGroup: 0 },
  containerSecurityContext: {
    ...{ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false },
  },
  ...{ extraArgs: [], extraEnv: [], extraVolumes: [], extraVolumeMounts: [], podLabels: {}, podAnnotations: {} },
  ...{ nodeSelector: {}, priorityClassName: null, updateStrategy: {}, automountServiceAccountToken: true },
  tolerations: ['master', 'control-plane'].map((role) => ({
    ...{ key: `node-role.kubernetes.io/${role}`, operator: 'Exists', effect: 'NoSchedule' },
  })),
};

/** @returns the DaemonSet */
export const vectorChart: ChartModel = (given, release) => {
  const values = over(given, vectorDefaults);
  const { image, customConfig, persistence, serviceAccount } = values as Record<string, Json>;
  const maps = values['existingConfigMaps'] as readonly string[];
  const own = maps.length === 0;
  if (own && Object.keys(customConfig ?? {}).length === 0)
    throw new Error("the model has no configuration of the chart's");
  if (values['role'] !== 'Agent') throw new Error('the model has an agent only');
  if (!own && values['dataDir'] === '') throw new Error("Specify `dataDir` if you're using `existingConfigMaps`");
  const host = persistence?.['hostPath'] as Json;
  const tag = String(image?.['tag']);
  return daemonSet(release, values['nameOverride'], values, {
    component: 'Agent',
    annotations: {
      ...(values['rollWorkload'] === true ? { 'checksum/config': 'of the content' } : {}),
      ...(values['podAnnotations'] as Json),
    },
    spec: {
      serviceAccountName: serviceAccount?.['name'],
      ...when('securityContext', values['podSecurityContext']),
      ...when('priorityClassName', values['podPriorityClassName']),
      containers: [
        {
          name: 'vector',
          ...when('securityContext', values['securityContext']),
          image: `${String(image?.['repository'])}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`,
          ...when('args', values['args']),
          env: [
            { name: 'VECTOR_LOG', value: values['logLevel'] },
            ...(values['env'] as Json[]),
            { name: 'VECTOR_SELF_NODE_NAME', valueFrom: ownNode },
            { name: 'VECTOR_SELF_POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'VECTOR_SELF_POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
            { name: 'PROCFS_ROOT', value: '/host/proc' },
            { name: 'SYSFS_ROOT', value: '/host/sys' },
          ],
          ports: values['containerPorts'],
          ...when('readinessProbe', values['readinessProbe']),
          ...when('resources', values['resources']),
          volumeMounts: [
            { name: 'data', mountPath: own ? customConfig?.['data_dir'] : values['dataDir'] },
            { name: 'config', mountPath: '/etc/vector/', readOnly: true },
            ...(values['defaultVolumeMounts'] as Json[]),
          ],
        },
      ],
      terminationGracePeriodSeconds: values['terminationGracePeriodSeconds'],
      ...when('nodeSelector', values['nodeSelector']),
      ...when('tolerations', values['tolerations']),
      volumes: [
        { name: 'config', projected: { sources: (own ? [values['fullnameOverride']] : maps).map(configMapOf) } },
        { name: 'data', ...(host['enabled'] === true ? { hostPath: { path: host['path'] } } : { emptyDir: {} }) },
        ...(values['defaultVolumes'] as Json[]),
      ],
    },
  });
};

function configMapOf(name: unknown): Json {
  return { configMap: { name } };
}

const vectorDefaults: Json = {
  role: 'Aggregator',
  image: { repository: 'docker.io/timberio/vector', tag: '0.56.0-distroless-libc' },
  ...{ rollWorkload: true, podAnnotations: {}, podLabels: { 'vector.dev/exclude': 'true' }, podPriorityClassName: '' },
  ...{ podSecurityContext: {}, securityContext: {}, args: ['--config-dir', '/etc/vector/'], env: [], logLevel: 'info' },
  ...{ containerPorts: [], resources: {}, updateStrategy: {}, terminationGracePeriodSeconds: 60, nodeSelector: {} },
  ...{ tolerations: [], existingConfigMaps: [], dataDir: '', customConfig: {}, readinessProbe: {} },
  defaultVolumes: ['var-log', 'var-lib', 'procfs', 'sysfs'].map((name) => ({ name, hostPath: { path: '/' } })),
  defaultVolumeMounts: ['var-log', 'var-lib', 'procfs', 'sysfs'].map((name) => ({ name, mountPath: `/${name}` })),
  persistence: { hostPath: { enabled: true, path: '/var/lib/vector' } },
};

interface Parts {
  readonly annotations: Json;
  readonly spec: Json;
  readonly component?: string;
}

/** As a chart puts an agent's pods around. */
export function daemonSet(release: string, name: unknown, of: Json, { annotations, spec, component }: Parts): Json {
  const selector = {
    ...{ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': release },
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
  };
  return {
    kind: 'DaemonSet',
    spec: {
      selector: { matchLabels: selector },
      updateStrategy: of['updateStrategy'],
      template: { metadata: { labels: { ...selector, ...(of['podLabels'] as Json) }, annotations }, spec },
    },
  };
}

/** As `with` in a template. */
export function when(key: string, value: unknown): Json {
  const empty =
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  return empty ? {} : { [key]: value };
}

/** Values over a chart's defaults, as Helm lays them. */
export function over(above: Json, below: Json): Json {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTree(value) && isTree(under) ? over(value, under) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
