import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { isFrom } from '../versions';
import { awsAuth, awsAuthSince } from './aws-auth';
import type { AwsAuth } from './aws-auth';
import { checkSettings, sink } from './component';
import type { Consumer, Reads } from './component';
import { compression } from './compression';
import type { Compression } from './compression';
import { optOut } from './confinement';
import type { Confined } from './confinement';
import { encoding, encodingSince, framing } from './encoding';
import type { Encoding, Framing } from './encoding';
import { retryStrategy } from './http-settings';
import type { RetryStrategy } from './http-settings';
import { proxy } from './proxy';
import type { Proxy } from './proxy';
import { unknownTo } from './release';
import { byName } from './settings';
import { boolean, filled, filledText, map, maybe, oneOf, string, text } from './shape';
import type { Check, Checks } from './shape';
import { batch, request, sinkChecks, sinkSince, tls } from './sink-options';
import type { Batch, Request, SinkOptions, Tls } from './sink-options';

/** Objects of a bucket, one a batch. */
export interface AwsS3Options extends Reads, SinkOptions, Confined {
  /** Its name, without `s3://`. */
  readonly bucket: Text;
  /**
   * AWS region of the bucket.
   *
   * @default - the variable AWS_REGION, the profile's or the machine's; without one the agent does not start
   */
  readonly region?: Text;
  /** Of a server that speaks the protocol, with `http://` or `https://`; give a `region` as well. @default - AWS */
  readonly endpoint?: Text;
  /** Whether the bucket stands in the path, not in the host's name; before Vector 0.44 always. @default true */
  readonly forcePathStyle?: boolean;
  /**
   * What each object's key begins with: a template, of which each value has batches of its own; a `/` behind it is not
   * added. From Vector 0.57 it has to begin with literal text before its first field.
   *
   * @default 'date=%F'
   */
  readonly keyPrefix?: Text;
  /** A format of strftime for the time of sending, in the key behind `keyPrefix`; `''` for none. @default '%s' */
  readonly filenameTimeFormat?: string;
  /** Whether the key goes on with a UUID; without, an object of the same second is overwritten. @default true */
  readonly filenameAppendUuid?: boolean;
  /** What the key ends with, without a dot. @default - `log`, and of a compressed one `log.gz`, `log.zst` and so on */
  readonly filenameExtension?: string;
  /** How an event becomes text or bytes. */
  readonly encoding: Encoding;
  /** What stands between the events of an object. @default - of `json` `,` within `[ ]`, else a line break */
  readonly framing?: Framing;
  /** How an object is packed. @default 'gzip' */
  readonly compression?: Compression;
  /** How much makes one object. @default - 10,000,000 bytes or 300 seconds, and any number of events */
  readonly batch?: Batch;
  /** How objects are put and tried again. */
  readonly request?: Request;
  /** Which answers are tried again besides those that always are. From Vector 0.49. @default - none besides */
  readonly retryStrategy?: RetryStrategy;
  /** Trust for the endpoint; the system's where nothing is said. */
  readonly tls?: Tls;
  /** The proxy in between; the configuration's where nothing is said. */
  readonly proxy?: Proxy;
  /**
   * Whose rights are used.
   *
   * @default - the default chain: variables, the service account's web identity, the machine's role
   */
  readonly auth?: AwsAuth;
  /** Canned ACL of each object. @default - the bucket's own */
  readonly acl?: S3Acl;
  /** Who else may do all. @default - nobody */
  readonly grantFullControl?: Text;
  /** Who else may read. @default - nobody */
  readonly grantRead?: Text;
  /** Who else may read the ACL. @default - nobody */
  readonly grantReadAcp?: Text;
  /** Who else may write the ACL. @default - nobody */
  readonly grantWriteAcp?: Text;
  /** How S3 encrypts an object at rest. @default - the bucket's own */
  readonly serverSideEncryption?: 'AES256' | 'aws:kms';
  /** The key of `aws:kms`, a template. @default - AWS's own */
  readonly ssekmsKeyId?: Text;
  /** `GLACIER_IR` from Vector 0.44. @default 'STANDARD' */
  readonly storageClass?: S3StorageClass;
  /** Of each object. @default - none */
  readonly tags?: { readonly [tag: string]: Text };
  /** The header `Content-Encoding` of each object. @default - as `compression` says */
  readonly contentEncoding?: string;
  /** The header `Content-Type` of each object. @default 'text/x-log' */
  readonly contentType?: string;
  /** Of dates in the key: a name such as `Europe/Berlin`, or `local`. @default - the configuration's, else UTC */
  readonly timezone?: string;
}

/** Who may do what with an object. */
export type S3Acl =
  | 'private'
  | 'public-read'
  | 'public-read-write'
  | 'aws-exec-read'
  | 'authenticated-read'
  | 'bucket-owner-read'
  | 'bucket-owner-full-control'
  | 'log-delivery-write';

/** Where an object lies. */
export type S3StorageClass =
  | 'STANDARD'
  | 'REDUCED_REDUNDANCY'
  | 'INTELLIGENT_TIERING'
  | 'STANDARD_IA'
  | 'EXPRESS_ONEZONE'
  | 'ONEZONE_IA'
  | 'GLACIER'
  | 'GLACIER_IR'
  | 'DEEP_ARCHIVE';

const bucket: Check = (at, value) => {
  filledText(at, value);
  if (typeof value === 'string' && /^s3:|\//.test(value)) {
    throw refusal(at, 'be the name alone', value, 'write what stands between s3:// and the next /');
  }
};

const checks: Checks<AwsS3Options> = {
  ...sinkChecks,
  bucket,
  region: maybe(filledText),
  endpoint: maybe(filledText),
  forcePathStyle: maybe(boolean),
  keyPrefix: maybe(text),
  filenameTimeFormat: maybe(string),
  filenameAppendUuid: maybe(boolean),
  filenameExtension: maybe(filled),
  encoding,
  framing: maybe(framing),
  compression: maybe(compression),
  batch: maybe(batch),
  request: maybe(request),
  retryStrategy: maybe(retryStrategy),
  tls: maybe(tls),
  proxy: maybe(proxy),
  auth: maybe(awsAuth),
  acl: maybe(
    oneOf(
      'private',
      'public-read',
      'public-read-write',
      'aws-exec-read',
      'authenticated-read',
      'bucket-owner-read',
      'bucket-owner-full-control',
      'log-delivery-write',
    ),
  ),
  grantFullControl: maybe(filledText),
  grantRead: maybe(filledText),
  grantReadAcp: maybe(filledText),
  grantWriteAcp: maybe(filledText),
  serverSideEncryption: maybe(oneOf('AES256', 'aws:kms')),
  ssekmsKeyId: maybe(filledText),
  storageClass: maybe(
    oneOf(
      'STANDARD',
      'REDUCED_REDUNDANCY',
      'INTELLIGENT_TIERING',
      'STANDARD_IA',
      'EXPRESS_ONEZONE',
      'ONEZONE_IA',
      'GLACIER',
      'GLACIER_IR',
      'DEEP_ARCHIVE',
    ),
  ),
  tags: maybe(map(text)),
  contentEncoding: maybe(filled),
  contentType: maybe(filled),
  timezone: maybe(filled),
  dangerouslyAllowUnconfinedTemplateResolution: maybe(boolean),
};

/** @see https://vector.dev/docs/reference/configuration/sinks/aws_s3/ */
export function awsS3(name: string, options: AwsS3Options): Consumer {
  const checked = checkSettings(name, options, checks);
  const { inputs: _inputs, dangerouslyAllowUnconfinedTemplateResolution: isAllowed, auth, ...rest } = checked;
  if (rest.ssekmsKeyId !== undefined && rest.serverSideEncryption !== 'aws:kms') {
    const rule = "stand beside 'serverSideEncryption' aws:kms";
    throw refusal(`${name}.ssekmsKeyId`, rule, rest.serverSideEncryption, 'add it, or remove the key');
  }
  return sink(
    'aws_s3',
    name,
    options,
    { ...rest, auth, tags: byName(rest.tags) },
    {
      byVersion: (version) => ({
        ...optOut(version, isAllowed),
        // Earlier it is always so, and no option.
        ...(isFrom(version, '0.44.0') ? {} : { forcePathStyle: undefined }),
      }),
      check: (version) =>
        unknownTo(version, { ...rest, auth }, [
          ...sinkSince(rest),
          ...encodingSince,
          ...awsAuthSince(auth),
          ...(rest.forcePathStyle === true ? [] : [{ option: 'forcePathStyle', first: '0.44.0' } as const]),
          { option: 'retryStrategy', first: '0.49.0' },
          { option: 'storageClass', value: 'GLACIER_IR', first: '0.44.0' },
        ]),
    },
  );
}
