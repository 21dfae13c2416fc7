import type { Duration } from 'cdk8s';
import {
  boolean,
  filled,
  filledText,
  maybe,
  object,
  oneOf,
  secretRef,
  text,
  whole,
} from '../../../engines/option-check';
import type { Checks } from '../../../engines/option-check';
import { duration } from '../../../engines/loki-stages/quantity';
import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';

/** A folder of Loki's own disk. */
export interface FilesystemOptions {
  readonly directory: string;
}

/** A bucket of S3, or of what speaks its language: Ceph, MinIO. */
export interface S3Options {
  /** Buckets, separated by commas. */
  readonly bucketNames: Text;
  /** Host and port, or a URL. @default - Amazon's own of the region */
  readonly endpoint?: Text;
  /** @default '' which Ceph and MinIO take */
  readonly region?: Text;
  /** @default - what AWS_ACCESS_KEY_ID or the pod's role says */
  readonly accessKeyId?: SecretRef;
  /** @default - what AWS_SECRET_ACCESS_KEY or the pod's role says */
  readonly secretAccessKey?: SecretRef;
  /** The bucket in the path and not in the host's name, as Ceph and MinIO need. @default false */
  readonly s3ForcePathStyle?: boolean;
  /** HTTP in place of HTTPS, where the endpoint does not say. @default false */
  readonly insecure?: boolean;
  readonly httpConfig?: {
    /** Who signed the server's certificate. @default - those that the image knows */
    readonly caFile?: string;
    /** Whether any certificate will do. @default false */
    readonly insecureSkipVerify?: boolean;
    readonly responseHeaderTimeout?: Duration;
    readonly idleConnTimeout?: Duration;
  };
  readonly sse?: {
    readonly type: 'SSE-S3' | 'SSE-KMS';
    readonly kmsKeyId?: Text;
    readonly kmsEncryptionContext?: Text;
  };
  /** @default 'STANDARD' */
  readonly storageClass?: string;
}

/** A bucket of Google's. Loki is who its pod's service account, or GOOGLE_APPLICATION_CREDENTIALS, says. */
export interface GcsOptions {
  readonly bucketName: Text;
  /** A service account's key as JSON. @default - who the pod is */
  readonly serviceAccount?: SecretRef;
  readonly requestTimeout?: Duration;
}

/** A container of Azure's. */
export interface AzureOptions {
  readonly accountName: Text;
  /** @default 'loki' */
  readonly containerName?: Text;
  /** @default - who the pod is: say which of the identities */
  readonly accountKey?: SecretRef;
  readonly connectionString?: SecretRef;
  readonly useManagedIdentity?: boolean;
  /** Workload identity. */
  readonly useFederatedToken?: boolean;
  readonly userAssignedId?: Text;
  readonly useServicePrincipal?: boolean;
  readonly clientId?: Text;
  readonly clientSecret?: SecretRef;
  readonly tenantId?: Text;
  /** @default 'AzureGlobal' */
  readonly environment?: 'AzureGlobal' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernment';
  readonly endpointSuffix?: Text;
  readonly requestTimeout?: Duration;
  readonly maxRetries?: number;
}

export const filesystem = object<FilesystemOptions>({ directory: filled });

export const s3 = object<S3Options>({
  bucketNames: filledText,
  endpoint: maybe(filledText),
  region: maybe(text),
  accessKeyId: maybe(secretRef),
  secretAccessKey: maybe(secretRef),
  s3ForcePathStyle: maybe(boolean),
  insecure: maybe(boolean),
  httpConfig: maybe(
    object<NonNullable<S3Options['httpConfig']>>({
      caFile: maybe(filled),
      insecureSkipVerify: maybe(boolean),
      responseHeaderTimeout: maybe(duration()),
      idleConnTimeout: maybe(duration()),
    }),
  ),
  sse: maybe(
    object<NonNullable<S3Options['sse']>>({
      type: oneOf('SSE-S3', 'SSE-KMS'),
      kmsKeyId: maybe(filledText),
      kmsEncryptionContext: maybe(filledText),
    }),
  ),
  storageClass: maybe(filled),
});

export const gcs = object<GcsOptions>({
  bucketName: filledText,
  serviceAccount: maybe(secretRef),
  requestTimeout: maybe(duration()),
});

export const azure = object<AzureOptions>({
  accountName: filledText,
  containerName: maybe(filledText),
  accountKey: maybe(secretRef),
  connectionString: maybe(secretRef),
  useManagedIdentity: maybe(boolean),
  useFederatedToken: maybe(boolean),
  userAssignedId: maybe(filledText),
  useServicePrincipal: maybe(boolean),
  clientId: maybe(filledText),
  clientSecret: maybe(secretRef),
  tenantId: maybe(filledText),
  environment: maybe(oneOf('AzureGlobal', 'AzureChinaCloud', 'AzureGermanCloud', 'AzureUSGovernment')),
  endpointSuffix: maybe(filledText),
  requestTimeout: maybe(duration()),
  maxRetries: maybe(whole(0)),
});

/** Where chunks and index lie; the schema says which of them a period uses. */
export interface StorageOptions {
  readonly filesystem?: FilesystemOptions;
  readonly aws?: S3Options;
  readonly gcs?: GcsOptions;
  readonly azure?: AzureOptions;
  readonly tsdbShipper?: ShipperOptions;
  /** For periods of an index that Loki no longer recommends. */
  readonly boltdbShipper?: ShipperOptions;
  /** Asks a second time where the first is slow; costs requests. */
  readonly hedging?: { readonly at: Duration; readonly upTo?: number; readonly maxPerSecond?: number };
  /** @default 150 */
  readonly maxParallelGetChunk?: number;
}

/** Where an index lies on Loki's own disk before and after it is in the store. */
export interface ShipperOptions {
  /** @default - below 'common.pathPrefix' */
  readonly activeIndexDirectory?: string;
  /** @default - below 'common.pathPrefix' */
  readonly cacheLocation?: string;
  /** @default Duration.days(1) */
  readonly cacheTtl?: Duration;
  readonly resyncInterval?: Duration;
  readonly queryReadyNumDays?: number;
  readonly indexGatewayClient?: { readonly serverAddress: Text };
}

const shipper = object<ShipperOptions>({
  activeIndexDirectory: maybe(filled),
  cacheLocation: maybe(filled),
  cacheTtl: maybe(duration()),
  resyncInterval: maybe(duration(1)),
  queryReadyNumDays: maybe(whole(0)),
  indexGatewayClient: maybe(object<NonNullable<ShipperOptions['indexGatewayClient']>>({ serverAddress: filledText })),
});

/** A check for each option. */
export const storageChecks: Checks<StorageOptions> = {
  filesystem: maybe(filesystem),
  aws: maybe(s3),
  gcs: maybe(gcs),
  azure: maybe(azure),
  tsdbShipper: maybe(shipper),
  boltdbShipper: maybe(shipper),
  hedging: maybe(
    object<NonNullable<StorageOptions['hedging']>>({
      at: duration(1),
      upTo: maybe(whole(1)),
      maxPerSecond: maybe(whole(1)),
    }),
  ),
  maxParallelGetChunk: maybe(whole(1)),
};
