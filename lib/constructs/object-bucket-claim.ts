import { ApiObject, Chart, Duration, Names, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { LokiStore } from '../backends/loki/loki-store';
import { bytesOf } from '../engines/loki-stages/quantity';
import { LiveTextResolver } from '../delivery/live-text-resolver';
import { checkOptions, checkText, checkWhole, refusal } from '../pipeline/argument';
import { concat, LiveText } from '../text/live-text';
import { fileOf, keysOf } from './bucket';
import { printBytes } from './print-bytes';
import type { SecretValue } from 'cdk8s-plus-28';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';
import type { Bucket, BucketAccess, BucketUser } from './bucket';

/** A bucket that Rook makes. */
export interface ObjectBucketClaimProps {
  /** Whose provisioner makes it: `rook-ceph-bucket`; it may be a variable of Flux. */
  readonly storageClassName: Text;
  /** What the bucket holds at most. @default - what the Loki on it needs; no limit without one */
  readonly quota?: Size;
  /** How many objects it holds at most. @default - no limit */
  readonly maxObjects?: number;
  /** The bucket's name, where it must be this one: that of another claim is an error in the cluster. @default - made by Rook */
  readonly bucketName?: Text;
  /** What a name that Rook makes begins with. @default - the claim's name */
  readonly generateBucketName?: Text;
  /** Of the claim, and of the ConfigMap and the Secret that Rook writes. @default - made of the construct's path */
  readonly name?: string;
  /** Whether the store speaks HTTPS: the claim's ConfigMap does not say. @default false */
  readonly secure?: boolean;
  /** Who signed the store's certificate. @default - those that Loki's image knows */
  readonly certificateAuthority?: SecretValue;
  /** After how long a rule of the bucket's own deletes objects. @default - never: Loki deletes what is past its time */
  readonly lifecycle?: Duration;
}

const names = [
  'storageClassName',
  'quota',
  'maxObjects',
  'bucketName',
  'generateBucketName',
  'name',
  'secure',
  'certificateAuthority',
  'lifecycle',
] as const satisfies readonly (keyof ObjectBucketClaimProps)[];

/**
 * A bucket that is made with what uses it (objectbucket.io/v1alpha1, Rook). Rook writes a ConfigMap and a Secret of the claim's name
 * beside it; pods that name them wait until it has.
 */
export class ObjectBucketClaim extends Construct implements Bucket {
  /** Of the claim, its ConfigMap and its Secret. */
  readonly name: string;
  /** As its user reads it: from the claim's ConfigMap. */
  readonly endpoint: Text;
  /** As its user reads it: from the claim's ConfigMap. */
  readonly bucketName: Text = variable('', 'BUCKET_NAME');
  readonly quota?: Size;
  readonly lifecycle?: Duration;
  readonly #props: ObjectBucketClaimProps;
  readonly #users = new Map<string, Size | undefined>();

  /** @throws if a value is none that can be meant */
  constructor(scope: Construct, id: string, props: ObjectBucketClaimProps) {
    super(scope, id);
    const { storageClassName, quota, maxObjects, bucketName, generateBucketName, lifecycle } = checkOptions(
      props,
      names,
    );
    if (checkText('storageClassName', storageClassName) === '')
      throw refusal(
        'storageClassName',
        'not be empty',
        storageClassName,
        'name the StorageClass, such as rook-ceph-bucket',
      );
    if (quota !== undefined && !(quota instanceof Size))
      throw refusal('quota', 'be a Size', quota, 'write Size.gibibytes(100)');
    if (lifecycle !== undefined && !(lifecycle instanceof Duration))
      throw refusal('lifecycle', 'be a Duration', lifecycle, 'write Duration.days(60)');
    if (maxObjects !== undefined) checkWhole('maxObjects', maxObjects, 1, 'leave it out for no limit');
    if (bucketName !== undefined && generateBucketName !== undefined)
      throw refusal('generateBucketName', "be absent beside 'bucketName'", generateBucketName, 'remove one of them');
    this.name = checkName(props.name ?? Names.toDnsLabel(this, { maxLen: 63 }));
    this.#props = Object.freeze({ ...props });
    this.endpoint = this.endpointBy('');
    if (quota !== undefined) this.quota = quota;
    if (lifecycle !== undefined) this.lifecycle = lifecycle;
    const additionalConfig = { resolve: () => this.additionalConfig() };
    new ApiObject(this, 'Default', {
      apiVersion: 'objectbucket.io/v1alpha1',
      kind: 'ObjectBucketClaim',
      metadata: { name: this.name },
      spec: {
        ...(bucketName === undefined ? { generateBucketName: generateBucketName ?? this.name } : { bucketName }),
        storageClassName,
        additionalConfig,
      },
    });
    LiveTextResolver.install(this);
  }

  bind(user: BucketUser, prefix = ''): BucketAccess {
    this.#users.set(user.path, user.quota ?? this.#users.get(user.path));
    const reference = { name: this.name };
    const before: HelmValues = prefix === '' ? {} : { prefix };
    const ca = fileOf(this.#props.certificateAuthority, `${prefix.toLowerCase().replace('_', '-')}bucket-ca`);
    return {
      store: LokiStore.s3({
        bucketNames: variable(prefix, 'BUCKET_NAME'),
        endpoint: this.endpointBy(prefix),
        // Rook leaves it empty as a rule; Ceph does not look at it.
        region: variable(prefix, 'BUCKET_REGION'),
        s3ForcePathStyle: true,
        insecure: this.#props.secure !== true,
        ...(ca === undefined ? {} : { httpConfig: { caFile: `${ca.folder}/${ca.key}` } }),
        // What has no prefix Loki finds by itself, and no character of it passes through YAML.
        ...(prefix === '' ? {} : keysOf(prefix).options),
      }),
      envFrom: [
        { ...before, configMapRef: reference },
        { ...before, secretRef: reference },
      ],
      secrets: {},
      files: ca === undefined ? [] : [ca],
      env: {},
      identity: { annotations: {}, labels: {} },
      egress: [],
    };
  }

  /** Of the claim: pods in another one cannot use it. */
  get namespace(): string {
    return Chart.of(this).namespace ?? 'default';
  }

  /** The constructs that use it. */
  get users(): readonly string[] {
    return [...this.#users.keys()];
  }

  private endpointBy(prefix: string): Text {
    const scheme = this.#props.secure === true ? 'https://' : 'http://';
    return concat(scheme, variable(prefix, 'BUCKET_HOST'), ':', variable(prefix, 'BUCKET_PORT'));
  }

  private additionalConfig(): HelmValues | undefined {
    const { quota, maxObjects } = this.#props;
    const needed = [...this.#users.values()].reduce((sum, used) => sum + (used === undefined ? 0 : bytesOf(used)), 0);
    const size = quota === undefined ? needed : bytesOf(quota);
    if (size === 0 && maxObjects === undefined) return undefined;
    return {
      ...(size === 0 ? {} : { maxSize: printBytes(size) }),
      // The CRD holds texts only.
      ...(maxObjects === undefined ? {} : { maxObjects: String(maxObjects) }),
    };
  }
}

function variable(prefix: string, name: string): LiveText {
  return new LiveText([{ reader: 'env', name: `${prefix}${name}` }]);
}

function checkName(name: string): string {
  if (typeof name === 'string' && name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return name;
  throw refusal('name', 'be lower-case letters, digits and -, at most 63', name, 'rename it');
}
