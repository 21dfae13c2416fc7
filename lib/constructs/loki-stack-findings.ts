import { App } from 'cdk8s';
import { checkExposure } from '../backends/loki/rules/exposure';
import { checkLifecycle } from '../backends/loki/rules/retention';
import { finding } from '../backends/loki/rules/rule';
import { checkShipping } from '../backends/loki/rules/shipping';
import { checkCredentials, replicasOnDisk } from '../backends/loki/rules/storage';
import { ObjectBucketClaim } from './object-bucket-claim';
import type { IConstruct } from 'constructs';
import type { Capacity } from '../backends/loki/capacity/capacity';
import type { LokiConfig } from '../backends/loki/loki-config';
import type { LimitsOptions } from '../backends/loki/options/limits';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { LokiTarget } from '../pipeline/sink-spec';
import type { BucketAccess } from './bucket';
import type { LokiStackProps } from './loki-stack-props';

type Pipelines = readonly LogPipeline<EngineName>[];

/** What is known when the stack is made. */
export interface StackFacts {
  readonly props: LokiStackProps;
  readonly capacity: Capacity;
  readonly config: LokiConfig;
  readonly chunks: BucketAccess | undefined;
  readonly asksPassword: boolean;
  readonly kind: string;
}

/** What is given too little of, open to all, or contradicts itself. */
export function stackFindings({ props, capacity, config, chunks, asksPassword, kind }: StackFacts): readonly Finding[] {
  const { disk, walDisk, bucket, resources, limits, nodePort, retention, retentionByStream = [] } = props;
  const size = disk ?? walDisk;
  const { storageConfig } = config.props;
  return [
    ...replicasOnDisk(disk === undefined ? 1 : (props.replicas ?? 1), 'replicas'),
    ...capacity.check({
      ...(size === undefined ? {} : { disk: size }),
      ...(bucket?.quota === undefined ? {} : { quota: bucket.quota }),
      ...(limits === undefined ? {} : { limits: config.props.limitsConfig as LimitsOptions }),
      ...(resources?.memory?.limit === undefined ? {} : { memory: resources.memory.limit }),
    }),
    ...checkLifecycle(bucket?.lifecycle, { period: retention, streams: retentionByStream }, 'bucket.lifecycle'),
    ...(chunks === undefined || storageConfig === undefined
      ? []
      : checkCredentials(
          { storageConfig },
          {
            environment: chunks.envFrom.length > 0 ? undefined : Object.keys(chunks.secrets),
            hasIdentity: Object.keys(chunks.identity.annotations).length > 0,
          },
          'bucket',
        )),
    ...checkExposure(
      {
        authEnabled: config.props.authEnabled === true,
        hasPassword: asksPassword,
        by: nodePort === undefined ? undefined : 'NodePort',
      },
      'nodePort',
    ),
    ...outgrown(props, capacity),
    ...(props.distributed === true && kind === 'manifests' ? [needsChart()] : []),
  ];
}

/** What hangs on the place of the claims and on who else uses them. */
export function bucketFindings(stack: IConstruct, namespace: string, props: LokiStackProps): readonly Finding[] {
  const buckets = [
    ['bucket', props.bucket],
    ['rulesBucket', props.rulesBucket],
  ] as const;
  return buckets.flatMap(([at, bucket]) => {
    if (!(bucket instanceof ObjectBucketClaim)) return [];
    const found: Finding[] = [];
    const claimed = bucket.namespace;
    if (claimed !== namespace) {
      const message = `'${at}' must be a claim in Loki's namespace, ${namespace}: its ConfigMap and Secret are in that of the claim`;
      found.push(finding('loki/bucket-namespace', at, claimed, message, 'make the claim in the chart of the Loki'));
    }
    const others = bucket.users.filter((path) => path !== stack.node.path);
    if (others.length > 0) {
      const message = `'${at}' must be of one Loki: the compactor of one deletes what the other keeps`;
      found.push(
        finding('loki/bucket-shared', at, `that of ${others.join(', ')} too`, message, 'make a claim for each'),
      );
    }
    return found;
  });
}

/** What agents of the app send to it, and it would refuse. */
export function shippingFindings(
  stack: IConstruct,
  targets: readonly LokiTarget[],
  limits: LimitsOptions,
): readonly Finding[] {
  return checkShipping(pipelinesOf(stack), limits, ({ target }) => target !== undefined && targets.includes(target));
}

/** The pipelines of the app that send to one of the targets, each once. */
export function shippersOf(stack: IConstruct, targets: readonly LokiTarget[]): Pipelines {
  return pipelinesOf(stack).filter(({ sinks }) =>
    sinks.some(({ target }) => target !== undefined && targets.includes(target)),
  );
}

function pipelinesOf(stack: IConstruct): Pipelines {
  const all = App.of(stack)
    .node.findAll()
    .flatMap((construct) => {
      const { pipelines } = construct as { readonly pipelines?: unknown };
      return Array.isArray(pipelines) ? (pipelines as Pipelines) : [];
    });
  return [...new Set(all)].filter(({ sinks }) => Array.isArray(sinks));
}

function outgrown({ disk, distributed, replicas }: LokiStackProps, capacity: Capacity): readonly Finding[] {
  const { kind, replicas: wanted, why } = capacity.recommended;
  const warn = (got: string, remedy: string): readonly Finding[] => [
    finding(
      'loki/deployment',
      'ingest',
      got,
      `the deployment must be one for what comes in: ${why}`,
      remedy,
      'warning',
    ),
  ];
  if (disk !== undefined)
    return kind === 'single' ? [] : warn('one Loki on a disk', `use a bucket and ${wanted} replicas`);
  if (distributed === true) return [];
  if (kind === 'distributed') return warn('whole Lokis', 'write distributed: true');
  return replicas !== undefined && replicas < wanted
    ? warn(`${replicas} replicas`, `write ${wanted}, or leave it out`)
    : [];
}

function needsChart(): Finding {
  const message = "'delivery' must be of the official chart where Loki is distributed";
  return finding(
    'loki/distributed-delivery',
    'delivery',
    'manifests',
    message,
    'write Delivery.helmRelease(), or another with a chart',
  );
}
