import {
  lokiConfigFile,
  lokiContainerSecurity,
  lokiDataFolder,
  lokiGossipPort,
  lokiGraceSeconds,
  lokiGrpcPort,
  lokiHttpPort,
  lokiLabels,
  lokiLiveness,
  lokiPodSecurity,
  lokiReadiness,
  memberLabel,
  singleBinary,
  spread,
} from '../delivery/charts/loki-pod';
import { repeated } from './service-monitor';
import type { LokiPod } from '../delivery/charts/loki-pod';
import type { HelmValues } from '../delivery/helm-value';
import type { Manifest } from './node-agent-daemon-set';

/** A Loki that runs whole, once or several times, and its services: the objects that the official chart makes, by the same names. */
export function lokiObjects(pod: LokiPod): readonly Manifest[] {
  const { name, replicas } = pod;
  const of = lokiLabels(name, name);
  const labels: HelmValues = { ...of, ...singleBinary };
  return [
    statefulSet(pod, labels),
    service(name, labels, { type: 'ClusterIP' }),
    service(`${name}-headless`, labels, { clusterIP: 'None' }, repeated),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-memberlist`, labels: of },
      spec: {
        clusterIP: 'None',
        ports: [port('tcp', lokiGossipPort, 'http-memberlist')],
        // Who waits for the others to be ready would never find them.
        publishNotReadyAddresses: true,
        selector: { ...of, ...memberLabel },
      },
    },
    ...(replicas === 1
      ? []
      : [
          {
            apiVersion: 'policy/v1',
            kind: 'PodDisruptionBudget',
            metadata: { name, labels },
            spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
          },
        ]),
  ];
}

function statefulSet(pod: LokiPod, labels: HelmValues): Manifest {
  const { name, disk } = pod;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels },
    spec: {
      replicas: pod.replicas,
      // A Loki alone is not ready before it sees the others.
      podManagementPolicy: 'Parallel',
      serviceName: `${name}-headless`,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, ...memberLabel, ...pod.labels }, annotations: pod.annotations },
        spec: podSpec(pod, labels),
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'storage' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(disk.storageClassName === undefined ? {} : { storageClassName: disk.storageClassName }),
            resources: { requests: { storage: disk.size } },
          },
        },
      ],
    },
  };
}

function podSpec(pod: LokiPod, labels: HelmValues): HelmValues {
  return {
    serviceAccountName: pod.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: lokiPodSecurity,
    terminationGracePeriodSeconds: lokiGraceSeconds,
    ...(pod.priorityClassName === undefined ? {} : { priorityClassName: pod.priorityClassName }),
    ...(pod.tolerations.length === 0 ? {} : { tolerations: pod.tolerations }),
    ...(Object.keys(pod.nodeSelector).length === 0 ? {} : { nodeSelector: pod.nodeSelector }),
    ...spread(labels),
    containers: [
      {
        name: 'loki',
        image: pod.image,
        imagePullPolicy: 'IfNotPresent',
        args: [
          `-config.file=${lokiConfigFile.folder}/${lokiConfigFile.key}`,
          '-config.expand-env=true',
          '-memberlist.advertise-addr=$(POD_IP)',
          '-target=all',
        ],
        env: [...pod.env, { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
        ...(pod.envFrom.length === 0 ? {} : { envFrom: pod.envFrom }),
        ports: [
          { name: 'http-metrics', containerPort: lokiHttpPort, protocol: 'TCP' },
          { name: 'grpc', containerPort: lokiGrpcPort, protocol: 'TCP' },
          { name: 'http-memberlist', containerPort: lokiGossipPort, protocol: 'TCP' },
        ],
        readinessProbe: lokiReadiness,
        livenessProbe: lokiLiveness,
        resources: pod.resources,
        securityContext: lokiContainerSecurity,
        volumeMounts: [
          { name: 'config', mountPath: lokiConfigFile.folder },
          { name: 'storage', mountPath: lokiDataFolder },
          { name: 'temp', mountPath: '/tmp' },
          ...pod.mounts,
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: configName(pod.name) } },
      { name: 'temp', emptyDir: {} },
      ...pod.volumes,
    ],
  };
}

/** Of the ConfigMap; the name of the release alone is what the chart would call its own. */
export function configName(name: string): string {
  return `${name}-config`;
}

function service(name: string, labels: HelmValues, spec: HelmValues, further: HelmValues = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: { ...labels, ...further } },
    spec: {
      ...spec,
      ports: [port('http-metrics', lokiHttpPort), port('grpc', lokiGrpcPort)],
      selector: labels,
    },
  };
}

function port(name: string, number: number, targetPort = name): HelmValues {
  return { name, port: number, targetPort, protocol: 'TCP' };
}
