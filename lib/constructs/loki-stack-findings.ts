import { isDeepStrictEqual } from 'node:util';
import { App } from 'cdk8s';
import { checkExposure } from '../backends/loki/rules/exposure';
import { checkLifecycle } from '../backends/loki/rules/retention';
import { finding } from '../backends/loki/rules/rule';
import { checkShipping } from '../backends/loki/rules/shipping';
import { checkCredentials, replicasOnDisk } from '../backends/loki/rules/storage';
import { partsOf } from '../text/live-text';
import { ObjectBucketClaim } from './object-bucket-claim';
import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Capacity } from '../backends/loki/capacity/capacity';
import type { LokiConfig } from '../backends/loki/loki-config';
import type { LimitsOptions } from '../backends/loki/options/limits';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { Sink } from '../pipeline/sink';
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
  /** Of another bucket for rules, where there is one. */
  readonly rules: BucketAccess | undefined;
  readonly asksPassword: boolean;
  readonly kind: string;
}

/** What is given too little of, open to all, or contradicts itself. */
export function stackFindings(facts: StackFacts): readonly Finding[] {
  const { props, capacity, config, chunks, rules, asksPassword, kind } = facts;
  const { disk, walDisk, bucket, rulesBucket, resources, limits, nodePort, retention, retentionByStream = [] } = props;
  const size = disk ?? walDisk;
  return [
    ...replicasOnDisk(disk === undefined ? 1 : (props.replicas ?? 1), 'replicas'),
    ...periodsOnDisk(config, capacity.input.replicas),
    ...capacity.check({
      ...(size === undefined ? {} : { disk: size }),
      ...(bucket?.quota === undefined ? {} : { quota: bucket.quota }),
      ...(limits === undefined ? {} : { limits: config.props.limitsConfig as LimitsOptions }),
      ...(resources?.memory?.limit === undefined ? {} : { memory: resources.memory.limit }),
    }),
    ...checkLifecycle(bucket?.lifecycle, { period: retention, streams: retentionByStream }, 'bucket.lifecycle'),
    ...(rulesBucket?.lifecycle === undefined || rulesBucket === bucket ? [] : [rulesDeleted(rulesBucket.lifecycle)]),
    ...twoIdentities(facts),
    ...(chunks === undefined ? [] : credentials(chunks, [chunks], 'bucket')),
    // What opens the one may open the other too.
    ...(rules === undefined || chunks === undefined ? [] : credentials(rules, [chunks, rules], 'rulesBucket')),
    ...checkExposure(
      {
        authEnabled: config.props.authEnabled === true,
        hasPassword: asksPassword,
        by: nodePort === undefined ? undefined : 'NodePort',
      },
      'nodePort',
    ),
    ...besideGateway(props),
    ...twoCopies(capacity),
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
  return checkShipping(pipelinesOf(stack), limits, (sink) => shipsTo(sink, targets));
}

/** The pipelines of the app that send to one of the targets, each once. */
export function shippersOf(stack: IConstruct, targets: readonly LokiTarget[]): Pipelines {
  return pipelinesOf(stack).filter(({ sinks }) => sinks.some((sink) => shipsTo(sink, targets)));
}

/** Whether a sink is given one of the targets, or its address: that of another stack may be the same in another cluster. */
function shipsTo({ spec, target }: Sink, targets: readonly LokiTarget[]): boolean {
  if (spec.kind !== 'loki') return false;
  if (target !== undefined && targets.includes(target)) return true;
  const isOfStack = target !== undefined && 'secrets' in target;
  return !isOfStack && targets.some(({ url }) => isDeepStrictEqual(partsOf(spec.to.url), partsOf(url)));
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
  if (kind === 'distributed' && distributed !== true) return warn('whole Lokis', 'write distributed: true');
  return replicas !== undefined && replicas < wanted
    ? warn(`${replicas} replicas`, `write ${wanted}, or leave it out`)
    : [];
}

function credentials({ store }: BucketAccess, given: readonly BucketAccess[], at: string): readonly Finding[] {
  const isKnown = given.every(({ envFrom }) => envFrom.length === 0);
  return checkCredentials(
    { storageConfig: store.storage },
    {
      environment: isKnown ? given.flatMap(({ secrets }) => Object.keys(secrets)) : undefined,
      hasIdentity: given.some(({ identity }) => Object.keys(identity.annotations).length > 0),
    },
    at,
  );
}

/** What an older period has on a disk only its own Loki finds. */
function periodsOnDisk({ props: { schema } }: LokiConfig, replicas: number): readonly Finding[] {
  if (replicas === 1 || !schema.stores.includes('filesystem')) return [];
  const message =
    "'replicas' must be 1 while a period of the schema is on a disk: the others would not find what is there";
  const remedy = 'write 1 until its retention is over';
  return [finding('loki/replicas-on-filesystem', 'schema', String(replicas), message, remedy)];
}

/** More than half of the copies must be taken: of two, both. */
function twoCopies({ input: { replicationFactor } }: Capacity): readonly Finding[] {
  if (replicationFactor !== 2) return [];
  const message =
    "'replicationFactor' must be 1, or 3 and more: of two copies both must be taken, and one Loki that restarts stops all";
  const remedy = 'write 3, with 3 replicas';
  return [finding('loki/replication-factor', 'replicationFactor', '2', message, remedy, 'warning')];
}

/** The gateway asks for passwords, and Loki itself takes any tenant's name. */
function besideGateway({ networkPolicy, auth }: LokiStackProps): readonly Finding[] {
  if (networkPolicy !== false || auth === undefined) return [];
  const message =
    "'networkPolicy' must keep other pods from Loki itself where passwords are asked: only the gateway asks";
  const remedy = 'leave it out, or have a policy of your own';
  return [finding('loki/beside-gateway', 'networkPolicy', 'false', message, remedy, 'warning')];
}

function rulesDeleted(lifecycle: Duration): Finding {
  const message = "'rulesBucket' must delete nothing by itself: rules are kept until somebody deletes them";
  const got = lifecycle.toHumanString();
  return finding('loki/bucket-lifecycle', 'rulesBucket.lifecycle', got, message, 'take the rule off the bucket');
}

/** A pod is one service account, and has one value of each variable. */
function twoIdentities({ chunks, rules }: StackFacts): readonly Finding[] {
  if (chunks === undefined || rules === undefined) return [];
  const said = ({ identity, env }: BucketAccess): Readonly<Record<string, string>> => ({
    ...identity.annotations,
    ...env,
  });
  const [one, other] = [said(chunks), said(rules)];
  return Object.keys(one)
    .filter((name) => other[name] !== undefined && other[name] !== one[name])
    .map((name) => {
      const message = "'rulesBucket' must be opened by who opens 'bucket': a pod can be one of them only";
      const remedy = 'give both the same, or keep rules in the same bucket';
      return finding('loki/bucket-identity', 'rulesBucket', `another ${name}`, message, remedy);
    });
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
