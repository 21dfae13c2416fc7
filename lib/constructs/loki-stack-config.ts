import { Size } from 'cdk8s';
import { replayCeiling } from '../backends/loki/capacity/replica';
import { deployedLoki } from '../backends/loki/deployed-loki';
import { LokiStore } from '../backends/loki/loki-store';
import { bytesOf } from '../engines/loki-stages/quantity';
import { lokiDataFolder, lokiGossipPort, lokiGrpcPort, lokiHttpPort } from '../delivery/charts/loki-pod';
import type { Capacity } from '../backends/loki/capacity/capacity';
import type { LokiConfig } from '../backends/loki/loki-config';
import type { BucketAccess } from './bucket';
import type { LokiStackProps } from './loki-stack-props';

/** What the configuration is made of. */
export interface LokiConfigParts {
  readonly name: string;
  readonly namespace: string;
  readonly props: LokiStackProps;
  readonly capacity: Capacity;
  readonly authEnabled: boolean;
  readonly distributed: boolean;
  /** Of the bucket of chunks, and of that of rules, where they are two. */
  readonly chunks: BucketAccess | undefined;
  readonly rules: BucketAccess | undefined;
}

/** @throws if a value is none that can be meant */
export function stackConfig(parts: LokiConfigParts): LokiConfig {
  const { name, namespace, props, capacity, chunks, rules, distributed } = parts;
  const { retention, retentionByStream = [], schema, limits, extra, version, alertmanagerUrl } = props;
  const store = chunks?.store ?? LokiStore.filesystem(`${lokiDataFolder}/chunks`);
  const several = capacity.input.replicas > 1 || distributed;
  const config = deployedLoki({
    capacity,
    store,
    retention: {
      period: retention,
      streams: retentionByStream.map(({ share: _, ...stream }) => stream),
    },
    authEnabled: parts.authEnabled,
    dataFolder: lokiDataFolder,
    ...(several
      ? {
          joinMembers: [`${name}-memberlist.${namespace}.svc:${lokiGossipPort}`],
          clusterLabel: `${name}.${namespace}`,
        }
      : {}),
    ...(schema === undefined ? {} : { schema }),
    ...(limits === undefined ? {} : { limits }),
    ...(extra === undefined ? {} : { extra }),
    ...(version === undefined ? {} : { version }),
    ...(alertmanagerUrl === undefined ? {} : { alertmanagerUrl }),
  });
  const { ingester, ruler } = config.props;
  const limit = props.resources?.memory?.limit;
  const whole = config.with({
    ingester: {
      ...ingester,
      wal: {
        ...ingester?.wal,
        ...(limit === undefined ? {} : { replayMemoryCeiling: Size.kibibytes(replayCeiling(bytesOf(limit)) / 1024) }),
        // A replica that is taken away leaves its disk, and nobody reads that.
        ...(store.isShared ? { flushOnShutdown: true } : {}),
      },
    },
    ...(rules?.store.rules === undefined ? {} : { ruler: { ...ruler, storage: rules.store.rules } }),
  });
  return distributed ? apart(whole, name, namespace) : whole;
}

/** Where the parts find each other, by the names that the official chart gives their services. */
function apart(config: LokiConfig, name: string, namespace: string): LokiConfig {
  const at = (part: string, port: number): string => `${name}-${part}.${namespace}.svc:${port}`;
  const { common, storageConfig, frontend, frontendWorker, indexGateway } = config.props;
  return config.with({
    common: { ...common, compactorGrpcAddress: at('compactor', lokiGrpcPort) },
    frontend: {
      ...frontend,
      schedulerAddress: at('query-scheduler-headless', lokiGrpcPort),
      tailProxyUrl: `http://${at('querier', lokiHttpPort)}`,
    },
    frontendWorker: { ...frontendWorker, schedulerAddress: at('query-scheduler-headless', lokiGrpcPort) },
    indexGateway: { ...indexGateway, mode: 'simple' },
    storageConfig: {
      ...storageConfig,
      tsdbShipper: {
        ...storageConfig?.tsdbShipper,
        indexGatewayClient: { serverAddress: `dns+${at('index-gateway-headless', lokiGrpcPort)}` },
      },
    },
  });
}
