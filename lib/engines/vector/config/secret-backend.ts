import { refusal } from '../../../pipeline/argument';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { awsAuth } from './aws-auth';
import type { AwsAuth } from './aws-auth';
import { checkSettings } from './component';
import type { NonEmpty } from './component';
import { frozen } from './settings';
import type { Setting } from './settings';
import { boolean, filledText, list, maybe, whole } from './shape';
import type { Checks } from './shape';
import { tls } from './sink-options';
import type { Tls } from './sink-options';

/** A folder with a file for each secret, as Kubernetes mounts a Secret. */
export interface DirectorySecrets {
  /** The folder, in the agent's own file system. */
  readonly path: Text;
  /** Whether white space at the end of a file is not part of the secret. @default false */
  readonly removeTrailingWhitespace?: boolean;
}

/** A file with a JSON object: secrets by their keys. */
export interface FileSecrets {
  /** The file, in the agent's own file system. */
  readonly path: Text;
}

/** A program that is asked for secrets on its standard input, in JSON, and answers on its standard output. */
export interface ExecSecrets {
  /** The program, by its path, and its arguments. */
  readonly command: NonEmpty<Text>;
  /** Seconds that it may take. @default 5 */
  readonly timeout?: number;
}

/** A secret of AWS Secrets Manager that holds a JSON object: secrets by their keys. */
export interface AwsSecretsManagerSecrets {
  /** Its name or ARN. */
  readonly secretId: Text;
  /** AWS region that holds it. @default - `AWS_REGION` */
  readonly region?: Text;
  /** Of a service that speaks as AWS does. @default - the region's */
  readonly endpoint?: Text;
  /** Its secrets are variables: no backend is asked for another's. @default - AWS's default chain */
  readonly auth?: AwsAuth;
  /** Trust for `endpoint`; the system's where nothing is said. */
  readonly tls?: Tls;
}

const directory: Checks<DirectorySecrets> = { path: filledText, removeTrailingWhitespace: maybe(boolean) };
const file: Checks<FileSecrets> = { path: filledText };
const exec: Checks<ExecSecrets> = { command: list(filledText, 1), timeout: maybe(whole(1)) };
const awsSecretsManager: Checks<AwsSecretsManagerSecrets> = {
  secretId: filledText,
  region: maybe(filledText),
  endpoint: maybe(filledText),
  auth: maybe(awsAuth),
  tls: maybe(tls),
};

/**
 * A store that Vector itself reads secrets from when it starts or reloads. It is declared where one of its secrets is used.
 * A value must be of one line: it becomes part of the configuration's text before that is parsed.
 *
 *     const mounted = SecretBackend.directory('loki', { path: '/var/run/secrets/loki' });
 *     Sink.loki('out', { …, auth: { strategy: 'bearer', token: mounted.secret('token') } });
 */
export class SecretBackend {
  private constructor(
    /** Its name in the configuration. */
    readonly name: string,
    /** Vector's word for what it is, such as `directory`. */
    readonly type: string,
    /** Its options as they were given. */
    readonly options: { readonly [option: string]: Setting },
  ) {
    Object.freeze(this);
  }

  /** A folder with a file for each secret. From Vector 0.43. */
  static directory(name: string, options: DirectorySecrets): SecretBackend {
    return new SecretBackend(name, 'directory', frozen({ ...checkSettings(name, options, directory) }));
  }

  /** A file with a JSON object of secrets. From Vector 0.43. */
  static file(name: string, options: FileSecrets): SecretBackend {
    return new SecretBackend(name, 'file', frozen({ ...checkSettings(name, options, file) }));
  }

  /** A program that answers with secrets. */
  static exec(name: string, options: ExecSecrets): SecretBackend {
    return new SecretBackend(name, 'exec', frozen({ ...checkSettings(name, options, exec) }));
  }

  /** AWS Secrets Manager. */
  static awsSecretsManager(name: string, options: AwsSecretsManagerSecrets): SecretBackend {
    const checked: object = checkSettings(name, options, awsSecretsManager);
    return new SecretBackend(name, 'aws_secrets_manager', frozen(checked as { readonly [option: string]: Setting }));
  }

  /**
   * One of its secrets, for wherever an option of Vector's takes one.
   *
   * @param key - a file's name, or a name in the JSON; with `-` from Vector 0.49, with `/` from 0.54
   */
  secret(key: string): SecretRef {
    if (typeof key !== 'string' || !/^[\w.\-/]+$/.test(key)) {
      throw refusal('key', 'be letters, digits, _, -, . and /', key, 'rename it where it is held');
    }
    return new BackendSecret(this, key);
  }
}

/** A secret of a store that Vector reads. */
export class BackendSecret extends SecretRef {
  constructor(
    readonly backend: SecretBackend,
    readonly key: string,
  ) {
    super({ reader: 'vector-secret', name: `${backend.name}.${key}` });
    Object.freeze(this);
  }
}
