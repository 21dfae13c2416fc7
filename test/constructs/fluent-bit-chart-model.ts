import { daemonSet, over, when } from './chart-models';
import type { ChartModel, Json } from './chart-models';

/** What the templates of Fluent Bit's chart 0.58.1 make of values, as far as it matters here. @returns the DaemonSet */
export const fluentBitChart: ChartModel = (given, release) => {
  const values = over(given, fluentBitDefaults);
  const { image, serviceAccount, config } = values as Record<string, Json>;
  const { repository, tag, digest } = (image ?? {}) as Record<string, string>;
  const own = values['existingConfigMap'] === '';
  if (values['kind'] !== 'DaemonSet') throw new Error('the model has an agent only');
  if (own && Object.keys(config?.['extraFiles'] as Json).length === 0)
    throw new Error('the model has no classic files');
  return daemonSet(release, values['nameOverride'], values, {
    annotations: { 'checksum/config': 'of the content', ...(values['podAnnotations'] as Json) },
    spec: {
      automountServiceAccountToken: serviceAccount?.['automountServiceAccountToken'],
      serviceAccountName: serviceAccount?.['name'],
      ...when('priorityClassName', values['priorityClassName']),
      ...when('securityContext', values['podSecurityContext']),
      hostNetwork: false,
      dnsPolicy: 'ClusterFirst',
      containers: [
        {
          name: 'fluent-bit',
          ...when('securityContext', values['securityContext']),
          image: `${repository}${tag === '-' ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`,
          ...when('env', values['env']),
          command: ['/fluent-bit/bin/fluent-bit'],
          args: values['args'],
          ports: [{ name: 'http', containerPort: values['metricsPort'], protocol: 'TCP' }],
          livenessProbe: values['livenessProbe'] ?? undefined,
          readinessProbe: values['readinessProbe'],
          ...when('resources', values['resources']),
          volumeMounts: [
            { name: 'config', mountPath: '/fluent-bit/etc/conf' },
            ...(values['daemonSetVolumeMounts'] as Json[]),
          ],
        },
      ],
      ...when('nodeSelector', values['nodeSelector']),
      ...when('tolerations', values['tolerations']),
      volumes: [
        {
          name: 'config',
          configMap: { name: own ? values['fullnameOverride'] : values['existingConfigMap'] },
        },
        ...(values['daemonSetVolumes'] as Json[]),
      ],
    },
  });
};

const fluentBitDefaults: Json = {
  kind: 'DaemonSet',
  image: { repository: 'cr.fluentbit.io/fluent/fluent-bit' },
  serviceAccount: { create: true },
  config: { extraFiles: {} },
  livenessProbe: { httpGet: { path: '/', port: 'http' } },
  readinessProbe: { httpGet: { path: '/api/v2/health', port: 'http' } },
  ...{ existingConfigMap: '', metricsPort: 2020, env: [], podSecurityContext: {}, securityContext: {}, resources: {} },
  ...{
    podLabels: {},
    podAnnotations: {},
    nodeSelector: {},
    tolerations: [],
    priorityClassName: '',
    updateStrategy: {},
  },
  args: ['--workdir=/fluent-bit/etc', '--config=/fluent-bit/etc/conf/fluent-bit.conf'],
  daemonSetVolumes: ['varlog', 'varlibdockercontainers', 'etcmachineid'].map((name) => ({
    ...{ name, hostPath: { path: '/' } },
  })),
  daemonSetVolumeMounts: ['varlog', 'varlibdockercontainers', 'etcmachineid'].map((name) => ({
    ...{ name, mountPath: `/${name}` },
  })),
};
