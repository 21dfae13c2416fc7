import { Duration, Size } from 'cdk8s';
import {
  checkFilled,
  checkNames,
  checkOptions,
  checkPairs,
  checkString,
  checkWhole,
  refusal,
} from '../pipeline/argument';
import { checkKeep } from '../backends/loki/keep';
import { checkTagged, checkTagOfVersion } from './image';
import { checkAgentName } from './node-agent-props';
import { checkServiceMonitor } from './service-monitor';
import type { ContainerResources, SecretValue } from 'cdk8s-plus-28';
import type { Assumptions } from '../backends/loki/capacity/assumptions';
import type { Extra } from '../backends/loki/extra';
import type { LokiSchema } from '../backends/loki/loki-schema';
import type { LimitsOptions } from '../backends/loki/options/limits';
import type { ChunkEncoding } from '../backends/loki/options/write-path';
import type { Rate } from '../backends/loki/rate';
import type { RetainedStream } from '../backends/loki/retention';
import type { LokiVersion } from '../backends/loki/versions';
import type { Delivery } from '../delivery/delivery';
import type { NonEmpty } from '../pipeline/non-empty';
import type { LokiTarget } from '../pipeline/sink-spec';
import type { Text } from '../text/live-text';
import type { Bucket } from './bucket';
import type { Image } from './image';
import type { ServiceMonitorOptions } from './service-monitor';
import type { Toleration } from './toleration';

/** Who may write and read, and what belongs to them. */
export interface LokiUser {
  /** Whose logs these are, as Loki keeps them apart. */
  readonly tenant: string;
  readonly user: string;
  /** Of a Secret in Loki's namespace, and in that of each agent; a colon in it does not work. */
  readonly password: SecretValue;
}

/** A Loki as one of its users knows it. */
export interface LokiAsUser extends LokiTarget {
  /** What an agent that sends as this user must be given. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

/** Streams that are kept for another time. */
export type RetainedStreamOptions = RetainedStream & {
  /** Of all that comes in. @default - a twentieth */
  readonly share?: number;
};

/** Who may speak to Loki beside this app's agents and Grafana, and where its bucket is. */
export interface LokiNetworkPolicyOptions {
  /** Namespaces all pods of which may ask and send. @default - none */
  readonly from?: readonly string[];
  /** Namespaces that Grafana is in. @default - any: pods with the label `app.kubernetes.io/name: grafana` */
  readonly grafanaFrom?: readonly string[];
  /** The namespace of the bucket's servers. @default - any address: the bucket's is known in the cluster only */
  readonly bucketIn?: string;
}

/** How a `LokiStack` is set up. */
export interface LokiStackOptions {
  /** What comes in before compression; disk, quota, limits and memory follow. @default peak - 3 × average */
  readonly ingest: Rate | { readonly average: Rate; readonly peak: Rate };
  /** How long logs are kept; at least a day. */
  readonly retention: Duration;
  /** What is kept for another time; of several that a stream belongs to the first holds. @default - nothing */
  readonly retentionByStream?: readonly RetainedStreamOptions[];
  /**
   * Who must say a password, to a gateway before Loki: one user of one tenant, or several.
   *
   * @default - one tenant, no password, open only to this app's agents and Grafana
   */
  readonly auth?: LokiUser | NonEmpty<LokiUser>;
  /**
   * TLS of the gateway: a Secret of type kubernetes.io/tls in Loki's namespace. Who signed it must be known to the agents' images;
   * a certificate that is renewed is read when the gateway starts again.
   *
   * @default - none
   */
  readonly tls?: { readonly secretName: string };
  /** A port of each node that leads to it, from 30000 to 32767: for a cluster of one's own. @default - none */
  readonly nodePort?: number;
  /** How it reaches the cluster. @default Delivery.manifests() */
  readonly delivery?: Delivery;
  /** @default '3.7.6' which is that of the chart */
  readonly version?: LokiVersion;
  /** A digest, or another registry. @default - the tested image of the version */
  readonly image?: Image;
  /** Since when chunks and index are kept how; needed for a Loki that runs already. @default LokiSchema.since('2024-04-01') */
  readonly schema?: LokiSchema;
  /** Over what is computed. @default - what the capacity needs */
  readonly limits?: LimitsOptions;
  /** Options in Loki's own words. @default - none */
  readonly extra?: Extra;
  /** Of each replica; of an ingester where it is distributed. @default - what the capacity needs */
  readonly resources?: ContainerResources;
  /** Of the disks. @default - the cluster's own */
  readonly storageClassName?: Text;
  /**
   * How chunks are compressed: `snappy` takes the least CPU, `zstd` half the space.
   *
   * @default - 'zstd' on a disk, where space is scarce; 'snappy' on a bucket
   */
  readonly chunkEncoding?: ChunkEncoding;
  /** Streams that get lines at one time. @default - by what comes in */
  readonly streams?: number;
  /** What sizes are computed with. @default - measured, see the guide */
  readonly assumptions?: Partial<Assumptions>;
  /** `false` for no NetworkPolicy. @default - this app's agents and Grafana in, the bucket out */
  readonly networkPolicy?: LokiNetworkPolicyOptions | false;
  /** A ServiceMonitor for its own metrics. @default - none */
  readonly serviceMonitor?: ServiceMonitorOptions;
  /** Taints of nodes that it puts up with. @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly priorityClassName?: string;
  /**
   * Of all its objects, of the Helm release, and in its address; under another name it is another Loki, with nothing in it.
   *
   * @default - made of the construct's path
   */
  readonly name?: string;
}

/** Where one Loki keeps everything on its own disk. */
export interface LokiOnDisk {
  /** Of its one disk; less than it needs is an error. */
  readonly disk: Size;
  readonly bucket?: never;
  readonly replicas?: 1;
  readonly replicationFactor?: 1;
  readonly distributed?: false;
  readonly rulesBucket?: never;
  readonly walDisk?: never;
  readonly alertmanagerUrl?: never;
}

/** Where several Lokis share a bucket. */
export interface LokiOnBucket {
  readonly bucket: Bucket;
  readonly disk?: never;
  /** @default - what the capacity recommends */
  readonly replicas?: number;
  /** How many of them hold each line until it is in the bucket. @default - 3 of 3 or more, else 1 */
  readonly replicationFactor?: number;
  /** Each of its parts in pods of their own: from about 1 TB a day on; by the official chart only. @default false */
  readonly distributed?: boolean;
  /** Where rules lie that its API takes. @default - in the same bucket, below `rules/` */
  readonly rulesBucket?: Bucket;
  /** Of each replica, for what is not in the bucket yet; less than it needs is an error. @default - what the capacity needs */
  readonly walDisk?: Size;
  /** Where alerts of its rules go. @default - nowhere */
  readonly alertmanagerUrl?: Text;
}

/** On a disk or on a bucket; only a bucket carries replicas. */
export type LokiStackProps = LokiStackOptions & (LokiOnDisk | LokiOnBucket);

const names = [
  ...['ingest', 'retention', 'retentionByStream', 'auth', 'tls', 'nodePort', 'delivery', 'version', 'image', 'schema'],
  ...['limits', 'extra', 'resources', 'storageClassName', 'chunkEncoding', 'streams', 'assumptions', 'networkPolicy'],
  ...['serviceMonitor', 'tolerations', 'nodeSelector', 'priorityClassName', 'name', 'disk', 'bucket', 'replicas'],
  ...['replicationFactor', 'distributed', 'rulesBucket', 'walDisk', 'alertmanagerUrl'],
] as readonly (keyof LokiStackProps)[];

/** Leaves room for what is appended to it, in the names of pods and services. */
const longestName = 40;

/** @throws if a value is none that can be meant, naming it */
export function checkStackProps(props: LokiStackProps): LokiStackProps {
  const { bucket, nodePort, serviceMonitor, tls, networkPolicy } = checkOptions(props, names, 'props');
  checkStorage(props);
  checkIngest(props.ingest);
  for (const name of ['disk', 'walDisk'] as const) checkSize(name, props[name]);
  if (bucket !== undefined && typeof bucket.bind !== 'function') {
    throw refusal('bucket', 'be a Bucket', bucket, 'make an ObjectBucketClaim, or write Bucket.s3({ … })');
  }
  if (!(props.retention instanceof Duration))
    throw refusal('retention', 'be a Duration', props.retention, 'write Duration.days(30)');
  checkKeep('retention', props.retention);
  checkKept(props.retentionByStream ?? []);
  if (nodePort !== undefined && !(Number.isSafeInteger(nodePort) && nodePort >= 30_000 && nodePort <= 32_767)) {
    throw refusal('nodePort', 'be from 30000 to 32767', nodePort, 'write 30508');
  }
  if (props.replicas !== undefined) checkWhole('replicas', props.replicas, 1, 'write 3, or leave it out');
  if (serviceMonitor !== undefined) checkServiceMonitor(serviceMonitor);
  if (tls !== undefined) checkFilled('tls.secretName', tls.secretName, 'name a Secret of type kubernetes.io/tls');
  if (networkPolicy !== undefined && networkPolicy !== false) {
    const { from, grafanaFrom, bucketIn } = checkOptions(
      networkPolicy,
      ['from', 'grafanaFrom', 'bucketIn'],
      'networkPolicy',
    );
    if (from !== undefined) checkNames('networkPolicy.from', from, "name namespaces, such as ['tools']");
    if (grafanaFrom !== undefined)
      checkNames('networkPolicy.grafanaFrom', grafanaFrom, "name namespaces, such as ['monitoring']");
    if (bucketIn !== undefined) checkFilled('networkPolicy.bucketIn', bucketIn, 'name a namespace, such as rook-ceph');
  }
  if (typeof props.alertmanagerUrl === 'string' && !/^https?:\/\/./.test(props.alertmanagerUrl)) {
    throw refusal(
      'alertmanagerUrl',
      'be a URL',
      props.alertmanagerUrl,
      'write http://alertmanager.monitoring.svc:9093',
    );
  }
  if (props.priorityClassName !== undefined)
    checkFilled('priorityClassName', props.priorityClassName, 'name a PriorityClass');
  for (const [name, value] of checkPairs(
    'nodeSelector',
    props.nodeSelector ?? {},
    "write { 'kubernetes.io/os': 'linux' }",
  )) {
    checkString(`nodeSelector.${name}`, value);
  }
  return props;
}

function checkStorage({ disk, bucket, distributed }: LokiStackProps): void {
  if (disk !== undefined && bucket !== undefined) {
    throw new TypeError("'disk' must stand without 'bucket', got both; remove 'disk', or 'bucket' for one Loki");
  }
  // Its type says so to who writes TypeScript.
  if (disk !== undefined && (distributed as boolean | undefined) === true) {
    throw refusal('distributed', "be with a 'bucket'", distributed, "give one in place of 'disk': its parts share it");
  }
  if (disk === undefined && bucket === undefined) {
    throw refusal('disk', "be given, or 'bucket'; one of them", disk, 'write Size.gibibytes(10), or a bucket');
  }
}

function checkIngest(ingest: unknown): void {
  if (typeof ingest === 'object' && ingest !== null && !Array.isArray(ingest)) return;
  throw refusal('ingest', 'be a Rate', ingest, 'write Rate.kilobytesPerSecond(100), or { average, peak }');
}

function checkKept(streams: unknown): void {
  if (!Array.isArray(streams)) throw refusal('retentionByStream', 'be a list', streams, 'write [{ labels, keep }]');
  for (const [index, stream] of (streams as readonly RetainedStreamOptions[]).entries()) {
    const at = `retentionByStream[${index}]`;
    checkOptions(stream, ['labels', 'selector', 'keep', 'share'] as never, at);
    checkKeep(`${at}.keep`, stream.keep);
  }
}

/** @throws if it can be no name of all objects */
export function checkStackName(name: string): string {
  if (checkAgentName(name).length <= longestName) return name;
  throw refusal('name', `be at most ${longestName} characters`, name, 'shorten it');
}

/** @throws if the image is none, or of another version */
export function checkStackImage(image: string | undefined, version: string): string {
  const tested = `grafana/loki:${version}`;
  return checkTagOfVersion(checkTagged(image ?? tested, tested), 'Loki', version);
}

/** The users, each checked. @throws if a name is none, or is there twice */
export function usersOf(auth: LokiStackOptions['auth']): readonly LokiUser[] {
  if (auth === undefined) return [];
  const users: readonly LokiUser[] = Array.isArray(auth) ? (auth as readonly LokiUser[]) : [auth as LokiUser];
  if (users.length === 0) throw refusal('auth', 'name a user', auth, 'leave it out for no password');
  for (const [index, one] of users.entries()) {
    const at = users.length === 1 ? 'auth' : `auth[${index}]`;
    const { tenant, user, password } = checkOptions(one, ['tenant', 'user', 'password'], at);
    if (typeof tenant !== 'string' || !/^[\w!.*'()-]{1,150}$/.test(tenant) || /^\.\.?$/.test(tenant)) {
      throw refusal(`${at}.tenant`, "be letters, digits and !-_.*'(), at most 150", tenant, 'rename it');
    }
    if (typeof user !== 'string' || !/^[\w.@-]+$/.test(user)) {
      throw refusal(`${at}.user`, 'be letters, digits and _ . @ -', user, 'rename it');
    }
    const isSecret =
      typeof password === 'object' && typeof password?.secret?.name === 'string' && typeof password.key === 'string';
    // What was given may be a password.
    if (!isSecret)
      throw new TypeError(
        `'${at}.password' must be a Secret and a key in it; write { secret: Secret.fromSecretName(…), key }`,
      );
    // The gateway tells tenants by users, and does not tell A from a.
    if (users.findIndex((other) => other.user.toLowerCase() === user.toLowerCase()) < index)
      throw refusal(`${at}.user`, 'be another', user, 'name each user once, in capitals or not');
  }
  return users;
}

function checkSize(name: string, size: unknown): void {
  if (size === undefined || size instanceof Size) return;
  throw refusal(name, 'be a Size', size, 'write Size.gibibytes(10)');
}
