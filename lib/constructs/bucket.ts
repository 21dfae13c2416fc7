import { Duration, Size } from 'cdk8s';
import { LokiStore } from '../backends/loki/loki-store';
import { checkFilled, checkOptions, checkText, refusal } from '../pipeline/argument';
import { SecretRef } from '../text/secret-ref';
import type { SecretValue } from 'cdk8s-plus-28';
import type { AzureOptions, GcsOptions, S3Options } from '../backends/loki/options/object-stores';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';

/** Who uses a bucket, and for how much. */
export interface BucketUser {
  /** Of the construct, for messages. */
  readonly path: string;
  /** What it will keep there, at most; nothing of rules. */
  readonly quota?: Size;
}

/** A file of a Secret, mounted at a path. */
export interface SecretFile {
  readonly name: string;
  readonly secret: string;
  readonly key: string;
  readonly folder: string;
}

/** What a pod needs to open a bucket. */
export interface BucketAccess {
  readonly store: LokiStore;
  /** Whole ConfigMaps and Secrets that become variables. */
  readonly envFrom: readonly HelmValues[];
  /** Variables, by keys of Secrets. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
  readonly files: readonly SecretFile[];
  /** Variables that are plain. */
  readonly env: Readonly<Record<string, string>>;
  /** By which a cloud knows the pod: annotations of its service account, and labels of its own. */
  readonly identity: {
    readonly annotations: Readonly<Record<string, string>>;
    readonly labels: Readonly<Record<string, string>>;
  };
  /** Rules of a NetworkPolicy, beside that to the bucket: where a cloud tells the pod who it is. */
  readonly egress: readonly HelmValues[];
}

/** What any bucket may say of itself. */
export interface BucketLimits {
  /** What it holds at most; less than its Loki needs is an error. @default - no limit is known */
  readonly quota?: Size;
  /** After how long the bucket's own rule deletes objects. @default - never: Loki deletes what is past its time */
  readonly lifecycle?: Duration;
}

/** A bucket of S3, or of what speaks its language. */
export interface S3BucketOptions extends BucketLimits {
  readonly bucketName: Text;
  /** `https://minio.example.com:9000`. @default - Amazon's own, of the region */
  readonly endpoint?: Text;
  /** @default '' which Ceph and MinIO take */
  readonly region?: Text;
  /** @default - who the pod is: `roleArn`; without both an error */
  readonly accessKeyId?: SecretValue;
  /** @default - who the pod is: `roleArn`; without both an error */
  readonly secretAccessKey?: SecretValue;
  /** A role of Amazon's that the pod's service account may take (IRSA). @default - none */
  readonly roleArn?: string;
  /** The bucket in the path and not in the host's name, as Ceph and MinIO need. @default - true with an endpoint, false without */
  readonly pathStyle?: boolean;
  /** HTTP where the endpoint does not say. @default false */
  readonly insecure?: boolean;
  /** Who signed the server's certificate. @default - those that the image knows */
  readonly certificateAuthority?: SecretValue;
}

/** A bucket of Google's. */
export interface GcsBucketOptions extends BucketLimits {
  readonly bucketName: Text;
  /** A Google service account that the pod's may act as (Workload Identity). @default - what the node may do */
  readonly serviceAccount?: string;
  /** A service account's key, as JSON. @default - none: prefer `serviceAccount` */
  readonly key?: SecretValue;
}

/** A container of Azure's. */
export interface AzureBucketOptions extends BucketLimits {
  readonly accountName: Text;
  readonly containerName: Text;
  /** @default - who the pod is: `clientId` */
  readonly accountKey?: SecretValue;
  /** A managed identity that the pod's service account may act as (Workload Identity). @default - none */
  readonly clientId?: string;
}

/** Where several Lokis can keep their chunks, and rules: made by Rook ({@link ObjectBucketClaim}), or there already. */
export interface Bucket {
  /** Where it answers, as its user reads it. */
  readonly endpoint: Text;
  readonly bucketName: Text;
  /** What it holds at most, if that is known. */
  readonly quota?: Size;
  /** After how long the bucket's own rule deletes objects, if it does. */
  readonly lifecycle?: Duration;

  /**
   * Says what its user needs.
   *
   * @param prefix - before the names of its variables, where another bucket has these names
   */
  bind(user: BucketUser, prefix?: string): BucketAccess;
}

/** Buckets that are there already, by reference. */
export const Bucket = Object.freeze({
  /** A bucket of S3, Ceph or MinIO. @throws if an option is none */
  s3: (options: S3BucketOptions): Bucket => new S3Bucket(options),
  /** A bucket of Google's. @throws if an option is none */
  gcs: (options: GcsBucketOptions): Bucket => new GcsBucket(options),
  /** A container of Azure's. @throws if an option is none */
  azure: (options: AzureBucketOptions): Bucket => new AzureBucket(options),
});

const noIdentity = Object.freeze({ annotations: Object.freeze({}), labels: Object.freeze({}) });
const nothing = Object.freeze({ envFrom: [], secrets: {}, files: [], env: {}, identity: noIdentity, egress: [] });
/** Where Google tells a pod who it is, of both of GKE's networks. */
const googleMetadata: readonly HelmValues[] = [
  { cidr: '169.254.169.252/32', ports: [987, 988] },
  { cidr: '169.254.169.254/32', ports: [80, 8080] },
].map(({ cidr, ports }) => ({
  to: [{ ipBlock: { cidr } }],
  ports: ports.map((port) => ({ port, protocol: 'TCP' })),
}));
/** Below it files of Secrets are mounted. */
const filesFolder = '/etc/loki/bucket';

class S3Bucket implements Bucket {
  readonly endpoint: Text;
  readonly bucketName: Text;
  readonly quota?: Size;
  readonly lifecycle?: Duration;

  constructor(private readonly options: S3BucketOptions) {
    const names = ['endpoint', 'region', 'accessKeyId', 'secretAccessKey', 'roleArn'] as const;
    checkOptions(options, [...names, 'pathStyle', 'insecure', 'certificateAuthority', ...limitNames]);
    const { accessKeyId, secretAccessKey, endpoint, region, roleArn } = options;
    this.bucketName = filledName('bucketName', options.bucketName);
    if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
      const lacking = accessKeyId === undefined ? 'accessKeyId' : 'secretAccessKey';
      throw refusal(lacking, 'be given with the other key', undefined, 'give both, or neither');
    }
    if (endpoint === undefined && (region === undefined || region === '')) {
      throw refusal('endpoint', 'be given where there is no region', endpoint, "write one, or region: 'eu-central-1'");
    }
    if (roleArn !== undefined && !/^arn:[^:]+:iam::\d{12}:role\/\S+$/.test(roleArn)) {
      throw refusal('roleArn', "be a role's ARN", roleArn, 'write arn:aws:iam::<account>:role/<name>');
    }
    const amazon = `https://s3.${typeof region === 'string' ? region : 'dualstack'}.amazonaws.com`;
    this.endpoint = endpoint === undefined ? amazon : withScheme(endpoint, options.insecure === true);
    Object.assign(this, limitsOf(options));
    Object.freeze(this);
  }

  bind(_: BucketUser, prefix = ''): BucketAccess {
    const { region, accessKeyId, secretAccessKey, roleArn, insecure, certificateAuthority, endpoint } = this.options;
    const pathStyle = this.options.pathStyle ?? endpoint !== undefined;
    const ca = fileOf(certificateAuthority, `${prefix.toLowerCase().replace('_', '-')}bucket-ca`);
    const keys = keysOf(prefix);
    const said: S3Options = {
      bucketNames: this.bucketName,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(region === undefined ? {} : { region }),
      s3ForcePathStyle: pathStyle,
      ...(insecure === undefined ? {} : { insecure }),
      ...(ca === undefined ? {} : { httpConfig: { caFile: `${ca.folder}/${ca.key}` } }),
      // What has no prefix Loki finds by itself, and no character of it passes through YAML.
      ...(prefix === '' || accessKeyId === undefined ? {} : keys.options),
    };
    return {
      ...nothing,
      store: LokiStore.s3(said),
      secrets:
        accessKeyId === undefined || secretAccessKey === undefined
          ? {}
          : { [keys.id]: accessKeyId, [keys.secret]: secretAccessKey },
      files: ca === undefined ? [] : [ca],
      identity:
        roleArn === undefined ? noIdentity : { annotations: { 'eks.amazonaws.com/role-arn': roleArn }, labels: {} },
    };
  }
}

class GcsBucket implements Bucket {
  readonly endpoint: Text = 'https://storage.googleapis.com';
  readonly bucketName: Text;
  readonly quota?: Size;
  readonly lifecycle?: Duration;

  constructor(private readonly options: GcsBucketOptions) {
    checkOptions(options, ['serviceAccount', 'key', ...limitNames]);
    if (options.serviceAccount !== undefined)
      checkFilled('serviceAccount', options.serviceAccount, 'write name@project.iam.gserviceaccount.com');
    this.bucketName = filledName('bucketName', options.bucketName);
    Object.assign(this, limitsOf(options));
    Object.freeze(this);
  }

  bind(_: BucketUser, prefix = ''): BucketAccess {
    const { serviceAccount, key } = this.options;
    const file = fileOf(key, `${prefix.toLowerCase().replace('_', '-')}bucket-key`);
    const said: GcsOptions = { bucketName: this.bucketName };
    return {
      ...nothing,
      store: LokiStore.gcs(said),
      files: file === undefined ? [] : [file],
      env: file === undefined ? {} : { GOOGLE_APPLICATION_CREDENTIALS: `${file.folder}/${file.key}` },
      egress: file === undefined ? googleMetadata : [],
      identity:
        serviceAccount === undefined
          ? noIdentity
          : { annotations: { 'iam.gke.io/gcp-service-account': serviceAccount }, labels: {} },
    };
  }
}

class AzureBucket implements Bucket {
  readonly endpoint: Text;
  readonly bucketName: Text;
  readonly quota?: Size;
  readonly lifecycle?: Duration;

  constructor(private readonly options: AzureBucketOptions) {
    checkOptions(options, ['accountName', 'containerName', 'accountKey', 'clientId', 'quota', 'lifecycle']);
    const account = filledName('accountName', options.accountName);
    this.bucketName = filledName('containerName', options.containerName);
    this.endpoint = typeof account === 'string' ? `https://${account}.blob.core.windows.net` : account;
    Object.assign(this, limitsOf(options));
    Object.freeze(this);
  }

  bind(_: BucketUser, prefix = ''): BucketAccess {
    const { accountName, accountKey, clientId } = this.options;
    const variable = `${prefix}AZURE_ACCOUNT_KEY`;
    const said: AzureOptions = {
      accountName,
      containerName: this.bucketName,
      ...(accountKey === undefined ? {} : { accountKey: new SecretRef(variable) }),
      ...(clientId === undefined ? {} : { useFederatedToken: true }),
    };
    return {
      ...nothing,
      store: LokiStore.azure(said),
      secrets: accountKey === undefined ? {} : { [variable]: accountKey },
      identity:
        clientId === undefined
          ? noIdentity
          : {
              annotations: { 'azure.workload.identity/client-id': clientId },
              labels: { 'azure.workload.identity/use': 'true' },
            },
    };
  }
}

const limitNames = ['bucketName', 'quota', 'lifecycle'] as const;

function limitsOf({ quota, lifecycle }: BucketLimits): BucketLimits {
  if (quota !== undefined && !(quota instanceof Size))
    throw refusal('quota', 'be a Size', quota, 'write Size.gibibytes(100)');
  if (lifecycle !== undefined && !(lifecycle instanceof Duration))
    throw refusal('lifecycle', 'be a Duration', lifecycle, 'write Duration.days(60)');
  return { ...(quota === undefined ? {} : { quota }), ...(lifecycle === undefined ? {} : { lifecycle }) };
}

/** As Loki reads an endpoint that says no scheme. */
function withScheme(endpoint: Text, insecure: boolean): Text {
  if (typeof endpoint !== 'string' || endpoint.includes('://')) return endpoint;
  return `${insecure ? 'http' : 'https'}://${endpoint}`;
}

function filledName(at: string, name: Text): Text {
  if (checkText(at, name) === '') throw refusal(at, 'not be empty', name, 'name it');
  return name;
}

/** Where a file of a Secret is mounted. */
export function fileOf(value: SecretValue | undefined, name: string): SecretFile | undefined {
  if (value === undefined) return undefined;
  return { name, secret: value.secret.name, key: value.key, folder: `${filesFolder}/${name}` };
}

/** The names of the variables that hold the keys of a bucket of S3, and the options that name them. */
export function keysOf(prefix: string): {
  readonly id: string;
  readonly secret: string;
  readonly options: Pick<S3Options, 'accessKeyId' | 'secretAccessKey'>;
} {
  const id = `${prefix}AWS_ACCESS_KEY_ID`;
  const secret = `${prefix}AWS_SECRET_ACCESS_KEY`;
  return { id, secret, options: { accessKeyId: new SecretRef(id), secretAccessKey: new SecretRef(secret) } };
}
