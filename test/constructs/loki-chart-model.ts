/**
 * The templates of Loki's official chart 18.11.0 that a StatefulSet's values reach, as far as they matter here. The chart itself was
 * rendered with Helm when this was written, with the same result.
 */
import type { Json } from './loki-stacks';

/** @returns the StatefulSet of one component */
export function lokiChart(values: Json, release: string, component: 'singleBinary' | 'ingester'): Json {
  const part = values[component] as Json;
  const loki = values['loki'] as Json;
  const defaults = values['defaults'] as Json;
  const single = component === 'singleBinary';
  const target = single ? 'single-binary' : component;
  const name = values['fullnameOverride'] as string;
  const labels = {
    'app.kubernetes.io/name': values['nameOverride'],
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': target,
  };
  const data = single ? 'storage' : 'data';
  const { enabled, claims, ...persistence } = part['persistence'] as Json;
  if (enabled !== true) throw new Error('the model has a disk only');
  if ((values['sidecar'] as { rules: Json }).rules['enabled'] !== false) throw new Error('the model has no sidecar');
  const [claim = persistence] = (claims ?? []) as readonly Json[];
  const image = loki['image'] as Readonly<Record<string, string | undefined>>;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: single ? name : `${name}-${target}`, labels },
    spec: {
      replicas: part['replicas'],
      podManagementPolicy: 'Parallel',
      serviceName: single ? `${name}-headless` : `${name}-${target}-headless`,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          annotations: defaults['podAnnotations'] ?? {},
          labels: {
            ...labels,
            'app.kubernetes.io/part-of': 'memberlist',
            ...(defaults['podLabels'] as Json | undefined),
          },
        },
        spec: {
          topologySpreadConstraints: part['topologySpreadConstraints'],
          serviceAccountName: (values['serviceAccount'] as Json)['name'],
          enableServiceLinks: defaults['enableServiceLinks'],
          automountServiceAccountToken: defaults['automountServiceAccountToken'],
          ...when('priorityClassName', defaults['priorityClassName']),
          securityContext: loki['podSecurityContext'],
          terminationGracePeriodSeconds: part['terminationGracePeriodSeconds'],
          affinity: part['affinity'],
          ...when('nodeSelector', defaults['nodeSelector']),
          ...when('tolerations', defaults['tolerations']),
          volumes: [
            { name: 'config', configMap: { name: loki['configObjectName'] } },
            { name: 'temp', emptyDir: {} },
            ...((defaults['extraVolumes'] ?? []) as Json[]),
          ],
          containers: [
            {
              name: single ? 'loki' : target,
              image: `${image['registry'] ?? 'docker.io'}/${image['repository']}:${image['tag']}`,
              imagePullPolicy: 'IfNotPresent',
              args: [
                '-config.file=/etc/loki/config/config.yaml',
                '-config.expand-env=true',
                '-memberlist.advertise-addr=$(POD_IP)',
                `-target=${single ? 'all' : target}`,
                ...(single ? [] : ['-ingester.availability-zone=zone-default']),
              ],
              ports: [
                { name: 'http-metrics', containerPort: 3100, protocol: 'TCP' },
                { name: 'grpc', containerPort: 9095, protocol: 'TCP' },
                { name: 'http-memberlist', containerPort: 7946, protocol: 'TCP' },
              ],
              env: [
                ...(defaults['extraEnv'] as Json[]),
                { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
              ],
              ...when('envFrom', defaults['extraEnvFrom']),
              securityContext: loki['containerSecurityContext'],
              livenessProbe: loki['livenessProbe'],
              readinessProbe: loki['readinessProbe'],
              resources: part['resources'],
              volumeMounts: [
                { name: 'config', mountPath: '/etc/loki/config' },
                { name: data, mountPath: '/var/loki' },
                { name: 'temp', mountPath: '/tmp' },
                ...((defaults['extraVolumeMounts'] ?? []) as Json[]),
              ],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: data },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...when('storageClassName', claim['storageClass']),
            resources: { requests: { storage: claim['size'] } },
          },
        },
      ],
    },
  };
}

/** As `with` in a template. */
function when(key: string, value: unknown): Json {
  const isEmpty =
    value === undefined ||
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isEmpty ? {} : { [key]: value };
}
