import type { Size } from 'cdk8s';
import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { boolean, port, secret, size, string, text, whole } from './option';
import type { Options } from './option';
import { serverTls } from './network';
import type { ServerTls } from './network';
import { plugin } from './plugin';
import type { Input } from './plugin';

/** What other Fluent Bits, Fluentd and Docker's `fluentd` logging driver send. */
export interface ForwardOptions extends InputOptions {
  /** The address that is listened at. @default '0.0.0.0' */
  readonly listen?: Text;
  /** @default 24224 */
  readonly port?: number;
  /** Before each tag that comes. @default - the tags as they come, or that of the option `tag` */
  readonly tagPrefix?: Text;
  /** A socket that is listened at instead of a port. @default - none */
  readonly unixPath?: Text;
  /** The socket's permissions in octal digits, such as `0666`. @default - as the process creates files */
  readonly unixPerm?: string;
  /** A word that senders must know. @default - none: whoever reaches the port may send */
  readonly sharedKey?: SecretRef;
  /** How it calls itself where a key is shared. @default - the host's name */
  readonly selfHostname?: Text;
  /** What is asked of memory for a message at a time. @default - 1,024,000 bytes */
  readonly bufferChunkSize?: Size;
  /** The longest message. A connection that sends more is closed. @default - 6,144,000 bytes */
  readonly bufferMaxSize?: Size;
  /** Whether an empty word is one. @default false */
  readonly emptySharedKey?: boolean;
  /** Threads that listen. @default 1 */
  readonly workers?: number;
  /** Whether senders have to encrypt; with files of a certificate. @default false */
  readonly tls?: ServerTls | false;
}

const options: Options<Omit<ForwardOptions, 'extra' | 'processors'>> = {
  ...inputOptions,
  listen: text,
  port,
  tagPrefix: text,
  unixPath: text,
  unixPerm: string,
  sharedKey: secret,
  selfHostname: text,
  bufferChunkSize: size(),
  bufferMaxSize: size(),
  emptySharedKey: boolean,
  workers: whole(1),
  tls: serverTls,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/inputs/forward */
export function forward(given: ForwardOptions = {}): Input {
  return plugin('inputs', 'forward', given, options);
}
