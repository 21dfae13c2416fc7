import { Duration, Size } from 'cdk8s';
import { checkOptions, refusal } from '../../pipeline/argument';
import type { Text } from '../../text/live-text';
import type { Capacity } from './capacity/capacity';
import type { Extra } from './extra';
import { LokiConfig } from './loki-config';
import { LokiSchema } from './loki-schema';
import type { LokiStore } from './loki-store';
import type { CommonOptions } from './options/membership';
import type { LimitsOptions } from './options/limits';
import type { RulerOptions } from './options/ruler';
import type { ServerOptions } from './options/server';
import { longest, retention } from './retention';
import type { RetentionOptions } from './retention';
import type { LokiVersion } from './versions';

/** What a Loki in a cluster is configured from. */
export interface DeployedLokiOptions {
  /** What comes in; limits and memory follow. */
  readonly capacity: Capacity;
  readonly store: LokiStore;
  readonly retention: Omit<RetentionOptions, 'store'>;
  /** @default - TSDB v13 from 2024-04-01 on, for a new Loki */
  readonly schema?: LokiSchema;
  /** Whether each request must name its tenant. @default false */
  readonly authEnabled?: boolean;
  /** A folder on a disk that outlasts the pod. @default '/var/loki' */
  readonly dataFolder?: string;
  /** A name that stands for all replicas, with the port: needed where there are several. @default - one Loki, alone */
  readonly joinMembers?: readonly [Text, ...Text[]];
  /** Keeps Lokis of other systems out of this one's ring. @default - none */
  readonly clusterLabel?: Text;
  /** Where others find this one, such as `env('POD_IP')`. @default - what the pod's interface says */
  readonly instanceAddr?: Text;
  /** Where rules are mounted, as `<folder>/<tenant>/<file>`. @default - rules lie in the bucket; none on a disk */
  readonly rulesFolder?: string;
  readonly alertmanagerUrl?: Text;
  readonly server?: ServerOptions;
  /** Over what is computed. */
  readonly limits?: LimitsOptions;
  /** In Loki's own words. */
  readonly extra?: Extra;
  readonly version?: LokiVersion;
}

const week = Duration.days(7);
/** A push is handed on in one message, and agents may have packed it well. */
const messageSize = Size.mebibytes(16);

/**
 * The configuration of a Loki that runs whole, alone or with others like it: limits that its capacity needs, retention that deletes,
 * no statistics sent to its makers.
 *
 * @throws if there are several replicas and no name to find each other by, or 'limits' say another retention
 */
export function deployedLoki(options: DeployedLokiOptions): LokiConfig {
  const { capacity, store, retention: keep, schema = LokiSchema.since('2024-04-01') } = checkOptions(options, names);
  const { limits = {}, rulesFolder, alertmanagerUrl, extra, server, dataFolder = '/var/loki' } = options;
  for (const name of ['retentionPeriod', 'retentionStream'] as const) {
    if (limits[name] === undefined) continue;
    throw refusal(
      `limits.${name}`,
      "be absent beside 'retention'",
      limits[name],
      "say it by 'retention': sizes follow it",
    );
  }
  const { limitsConfig, compactor } = retention({ ...keep, store: store.kind });
  const rules =
    rulesFolder === undefined ? store.rules : ({ type: 'local', local: { directory: rulesFolder } } as const);
  const replayMemoryCeiling = Size.mebibytes(capacity.memory.replayCeilingBytes / 1024 ** 2);
  return new LokiConfig(
    {
      authEnabled: options.authEnabled ?? false,
      server: {
        httpListenPort: 3100,
        grpcListenPort: 9095,
        // A query may take a minute; Loki itself would cut its answer after half of one.
        httpServerWriteTimeout: Duration.minutes(2),
        grpcServerMaxRecvMsgSize: messageSize,
        grpcServerMaxSendMsgSize: messageSize,
        ...server,
      },
      common: { pathPrefix: dataFolder, ...membership(options) },
      ...(options.joinMembers === undefined
        ? {}
        : {
            memberlist: {
              joinMembers: options.joinMembers,
              ...clusterLabel(options),
              rejoinInterval: Duration.seconds(90),
            },
          }),
      schema,
      objectStore: store.kind,
      storageConfig: store.storage,
      ingester: { chunkEncoding: capacity.input.chunkEncoding, wal: { replayMemoryCeiling } },
      limitsConfig: {
        ...capacity.limits,
        rejectOldSamplesMaxAge: shortest(keep, week),
        maxQueryLookback: longest(keep),
        // Loki does not start otherwise.
        ...(schema.withoutMetadata(store.kind) === undefined ? {} : { allowStructuredMetadata: false }),
        ...limitsConfig,
        ...limits,
      },
      compactor,
      ...(rules === undefined ? {} : { ruler: ruler(options, rules) }),
      analytics: { reportingEnabled: false },
      ...(alertmanagerUrl === undefined || rules !== undefined ? {} : noRules(alertmanagerUrl)),
      ...(extra === undefined ? {} : { extra }),
    },
    options.version,
  );
}

const names = [
  'capacity',
  'store',
  'retention',
  'schema',
  'authEnabled',
  'dataFolder',
  'joinMembers',
  'clusterLabel',
  'instanceAddr',
  'rulesFolder',
  'alertmanagerUrl',
  'server',
  'limits',
  'extra',
  'version',
] as const satisfies readonly (keyof DeployedLokiOptions)[];

function membership({ capacity, store, joinMembers, instanceAddr }: DeployedLokiOptions): CommonOptions {
  const { replicas, replicationFactor } = capacity.input;
  if (replicas > 1 && !store.isShared) {
    throw refusal('replicas', 'be 1 on a disk', replicas, 'use a bucket: each Loki would hold a part of the logs');
  }
  if (joinMembers !== undefined) {
    const address = instanceAddr === undefined ? {} : { instanceAddr };
    return { replicationFactor, ...address, ring: { kvstore: { store: 'memberlist' } } };
  }
  if (replicas > 1) {
    const remedy = "give the headless service's name and port, loki-memberlist.logging.svc:7946";
    throw refusal('joinMembers', 'be given with several replicas', joinMembers, remedy);
  }
  // All its parts are in one program: no network policy stands between them.
  return { replicationFactor: 1, instanceAddr: '127.0.0.1', ring: { kvstore: { store: 'inmemory' } } };
}

/** A Loki whose pod gets the address that another's had must not join the others. */
function clusterLabel({ clusterLabel: label }: DeployedLokiOptions): { readonly clusterLabel?: Text } {
  return label === undefined ? {} : { clusterLabel: label };
}

function ruler(
  { joinMembers, alertmanagerUrl }: DeployedLokiOptions,
  storage: NonNullable<RulerOptions['storage']>,
): RulerOptions {
  return {
    storage,
    enableApi: true,
    ...(alertmanagerUrl === undefined ? {} : { alertmanagerUrl }),
    ...(joinMembers === undefined ? {} : { enableSharding: true }),
  };
}

function noRules(url: Text): never {
  throw refusal('alertmanagerUrl', 'be given with rules', url, "give 'rulesFolder' as well, where rules are mounted");
}

function shortest({ period, streams = [] }: DeployedLokiOptions['retention'], most: Duration): Duration {
  return [period, ...streams.map(({ keep }) => keep)].reduce(
    (least, next) => (next.toMilliseconds() < least.toMilliseconds() ? next : least),
    most,
  );
}
