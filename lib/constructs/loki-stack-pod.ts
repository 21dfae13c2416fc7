import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { bytesOf } from '../engines/loki-stages/quantity';
import { printEnv } from './container-env';
import { checkResources, printResources } from './container-resources';
import { checkStackImage } from './loki-stack-props';
import { printBytes } from './print-bytes';
import { printTolerations } from './toleration';
import type { ContainerResources } from 'cdk8s-plus-28';
import type { Capacity } from '../backends/loki/capacity/capacity';
import type { LokiConfig } from '../backends/loki/loki-config';
import type { LokiDisk, LokiParts, LokiPod } from '../delivery/charts/loki-pod';
import type { HelmValues } from '../delivery/helm-value';
import type { BucketAccess } from './bucket';
import type { LokiStackProps } from './loki-stack-props';

const gibi = 1024 ** 3;
const mebi = 1024 ** 2;

/** What the pods are made of. */
export interface LokiPodParts {
  readonly name: string;
  readonly props: LokiStackProps;
  readonly capacity: Capacity;
  readonly config: LokiConfig;
  readonly access: readonly BucketAccess[];
  readonly distributed: boolean;
}

/** @throws if a value is none that can be meant */
export function lokiPod({ name, props, capacity, config, access, distributed }: LokiPodParts): LokiPod {
  const { resources = resourcesFor(capacity), storageClassName, tolerations = [], nodeSelector = {} } = props;
  checkResources(resources);
  const files = access.flatMap((one) => one.files);
  const className = storageClassName === undefined ? {} : { storageClassName };
  return Object.freeze({
    name,
    image: checkStackImage(props.image, config.version),
    // The chart gives each part of a distributed one its own.
    env: environment(access, distributed ? {} : resources),
    envFrom: access.flatMap((one) => one.envFrom),
    resources: printResources(resources),
    replicas: capacity.input.replicas,
    disk: { size: printBytes(bytesOf(props.disk ?? props.walDisk ?? capacity.disk)), ...className },
    volumes: files.map(({ name: volume, secret: secretName, key }) => ({
      name: volume,
      secret: { secretName, items: [{ key, path: key }] },
    })),
    mounts: files.map((file) => ({ name: file.name, mountPath: file.folder, readOnly: true })),
    labels: Object.assign({}, ...access.map(({ identity }) => identity.labels)) as Readonly<Record<string, string>>,
    annotations: {},
    tolerations: printTolerations(tolerations),
    nodeSelector: Object.freeze({ ...nodeSelector }),
    priorityClassName: props.priorityClassName,
    parts: distributed ? partsFor(capacity, className, config.props.ruler !== undefined) : undefined,
    config: {
      schema: config.unescaped['schema_config'] as HelmValues,
      store: config.props.objectStore,
      authEnabled: config.props.authEnabled === true,
    },
  });
}

/** What one replica needs. */
export function resourcesFor({ cpus, memory }: Capacity): ContainerResources {
  return {
    cpu: { request: Cpu.millis(Math.round(cpus * 1000)) },
    memory: { request: Size.mebibytes(memory.requestBytes / mebi), limit: Size.mebibytes(memory.limitBytes / mebi) },
  };
}

function environment(access: readonly BucketAccess[], { memory }: ContainerResources): readonly HelmValues[] {
  const limit = memory?.limit;
  return printEnv({
    fixed: {
      // Go then collects before Kubernetes ends the program.
      ...(limit === undefined ? {} : { GOMEMLIMIT: `${Math.floor((bytesOf(limit) * 0.85) / mebi)}MiB` }),
      GOGC: '100',
      ...(Object.assign({}, ...access.map(({ env }) => env)) as Record<string, string>),
    },
    env: {},
    secrets: Object.assign({}, ...access.map(({ secrets }) => secrets)) as BucketAccess['secrets'],
  });
}

/**
 * How many of each part, and how large: those that take in by the peak, those that answer as many as take in, twice what must not be
 * missed.
 */
function partsFor({ input }: Capacity, className: Omit<LokiDisk, 'size'>, hasRules: boolean): LokiParts {
  const peak = input.peak.bytesPerSecond / 1e6;
  const daily = input.average.bytesPerSecond * 86_400;
  const disk = (bytes: number): LokiDisk => ({
    size: printBytes(Math.max(10, Math.ceil(bytes / gibi)) * gibi),
    ...className,
  });
  const index = daily * input.assumptions.indexShare;
  return Object.freeze({
    distributor: { replicas: Math.max(2, Math.ceil(peak / 50)), resources: size('500m', '512Mi', '1Gi') },
    querier: { replicas: Math.max(3, Math.ceil(peak / 20)), resources: size('1', '2Gi', '4Gi') },
    queryFrontend: { replicas: 2, resources: size('250m', '512Mi', '2Gi') },
    queryScheduler: { replicas: 2, resources: size('100m', '128Mi', '512Mi') },
    indexGateway: { replicas: 2, resources: size('500m', '1Gi', '2Gi'), disk: disk(index * 30) },
    compactor: { replicas: 1, resources: size('500m', '1Gi', '4Gi'), disk: disk(index * 10) },
    ruler: { replicas: hasRules ? 1 : 0, resources: size('250m', '512Mi', '2Gi') },
  });
}

function size(cpu: string, request: string, limit: string): HelmValues {
  return { requests: { cpu, memory: request }, limits: { memory: limit } };
}
