import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';
import { refusal } from '../../../pipeline/argument';
import type { Since } from './release';
import { filledText, maybe, object, secretRef, whole } from './shape';
import type { Check } from './shape';

/**
 * Who a sink is to AWS, and to what speaks its protocol: keys by reference, a role, a file of credentials, or the default
 * chain, which takes variables, a service account's web identity and the machine's own role, in this order.
 */
export type AwsAuth = AwsAccessKey | AwsCredentialsFile | AwsRole | AwsDefaultChain;

/** Keys, from which a role may be assumed. */
export interface AwsAccessKey {
  /** The key's id: a secret too, so that both come from one place. */
  readonly accessKeyId: SecretRef;
  /** The key itself. */
  readonly secretAccessKey: SecretRef;
  /** Of temporary keys. From Vector 0.48. @default - none */
  readonly sessionToken?: SecretRef;
  /** The ARN of a role to assume. @default - none */
  readonly assumeRole?: Text;
  /** What the role's owner asks for beside its name. @default - none */
  readonly externalId?: Text;
  /** Where the role is assumed. @default - the sink's own */
  readonly region?: Text;
  /** From Vector 0.45. @default - a made-up one */
  readonly sessionName?: Text;
}

/** A file in the form of `~/.aws/credentials`. */
export interface AwsCredentialsFile {
  /** Its path in the agent's own file system. */
  readonly credentialsFile: Text;
  /** Which section of the credentials file holds the keys. @default 'default' */
  readonly profile?: Text;
  /** Where keys are asked for. From Vector 0.47. @default - the sink's own */
  readonly region?: Text;
}

/** A role, assumed by what the default chain finds. */
export interface AwsRole extends AwsDefaultChain {
  /** The role's ARN. */
  readonly assumeRole: Text;
  /** What the role's owner asks for beside its name. @default - none */
  readonly externalId?: Text;
  /** From Vector 0.45. @default - a made-up one */
  readonly sessionName?: Text;
}

/** The default chain. */
export interface AwsDefaultChain {
  /** Seconds for finding credentials. @default 5 */
  readonly loadTimeoutSecs?: number;
  /** How the machine's own role is asked for. */
  readonly imds?: AwsImds;
  /** Where credentials are asked for. @default - the sink's own */
  readonly region?: Text;
}

/** Instance metadata, where credentials of the machine are. */
export interface AwsImds {
  /** How often the machine's metadata service is asked before it is given up. @default 4 */
  readonly maxAttempts?: number;
  /** Seconds. @default 1 */
  readonly connectTimeoutSeconds?: number;
  /** Seconds. @default 1 */
  readonly readTimeoutSeconds?: number;
}

const accessKey = object<AwsAccessKey>({
  accessKeyId: secretRef,
  secretAccessKey: secretRef,
  sessionToken: maybe(secretRef),
  assumeRole: maybe(filledText),
  externalId: maybe(filledText),
  region: maybe(filledText),
  sessionName: maybe(filledText),
});

const credentialsFile = object<AwsCredentialsFile>({
  credentialsFile: filledText,
  profile: maybe(filledText),
  region: maybe(filledText),
});

const defaultChain = {
  loadTimeoutSecs: maybe(whole(1)),
  imds: maybe(
    object<AwsImds>({
      maxAttempts: maybe(whole(1)),
      connectTimeoutSeconds: maybe(whole(1)),
      readTimeoutSeconds: maybe(whole(1)),
    }),
  ),
  region: maybe(filledText),
};

const role = object<AwsRole>({
  ...defaultChain,
  assumeRole: filledText,
  externalId: maybe(filledText),
  sessionName: maybe(filledText),
});

export const awsAuth: Check = (at, value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(
      at,
      'be an object',
      value,
      "write { accessKeyId: secret('…'), secretAccessKey: secret('…') } or a role",
    );
  }
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (has('accessKeyId') || has('secretAccessKey')) accessKey(at, value);
  else if (has('credentialsFile')) credentialsFile(at, value);
  else if (has('assumeRole')) role(at, value);
  else object<AwsDefaultChain>(defaultChain)(at, value);
};

/** What earlier versions do not know of it, where it stands at `at`. */
export function awsAuthSince(auth: AwsAuth | undefined, at = 'auth'): readonly Since[] {
  return [
    { option: `${at}.sessionToken`, first: '0.48.0' },
    { option: `${at}.sessionName`, first: '0.45.0' },
    ...(auth !== undefined && 'credentialsFile' in auth
      ? ([{ option: `${at}.region`, first: '0.47.0' }] satisfies readonly Since[])
      : []),
  ];
}
