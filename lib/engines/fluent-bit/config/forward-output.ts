import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { net, tls } from './network';
import type { Net, Tls } from './network';
import { as, boolean, group, oneOf, port, secret, text } from './option';
import type { Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';

/** Another Fluent Bit, or Fluentd. */
export interface ForwardOutputOptions extends OutputOptions {
  /** @default '127.0.0.1' */
  readonly host?: Text;
  /** @default 24224 */
  readonly port?: number;
  /** A socket instead of host and port. @default - none */
  readonly unixPath?: Text;
  /** The tag that records have there. @default - that which they have here */
  readonly tag?: Text;
  /** A word that the receiver wants to know. @default - none */
  readonly sharedKey?: SecretRef;
  /** How it calls itself where a key is shared. @default 'localhost' */
  readonly selfHostname?: Text;
  /** Whether an empty word is one. @default false */
  readonly emptySharedKey?: boolean;
  /** @default - none */
  readonly auth?: ForwardAuth;
  /** Whether the receiver has to say that it has a chunk; else one that is lost on the way is not sent again. @default false */
  readonly requireAckResponse?: boolean;
  /** Whether the protocol's options are sent. @default false */
  readonly sendOptions?: boolean;
  /** How the body is packed. @default - it is not */
  readonly compress?: 'gzip';
  /** Whether times are whole seconds, for Fluentd 0.12. @default false */
  readonly timeAsInteger?: boolean;
  /** Whether metadata is sent. @default true */
  readonly retainMetadataInForwardMode?: boolean;
  /** Whether metrics and traces are sent as Fluentd can read them. @default false */
  readonly fluentdCompat?: boolean;
  /** Encrypted where it is said; with `true` the certificate and its name are verified. @default false */
  readonly tls?: Tls | boolean;
  readonly net?: Net;
}

/** A user of the receiver's. */
export interface ForwardAuth {
  readonly user: Text;
  readonly password: SecretRef;
}

const options: Options<Omit<ForwardOutputOptions, 'extra' | 'processors'>> = {
  ...outputOptions,
  host: text,
  port,
  unixPath: text,
  tag: text,
  sharedKey: secret,
  selfHostname: text,
  emptySharedKey: boolean,
  auth: group<ForwardAuth>({ user: as('username', text), password: as('password', secret) }),
  requireAckResponse: boolean,
  sendOptions: boolean,
  compress: oneOf('gzip'),
  timeAsInteger: boolean,
  retainMetadataInForwardMode: boolean,
  fluentdCompat: boolean,
  tls,
  net,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/forward */
export function forwardOutput(given: ForwardOutputOptions): Output {
  return plugin('outputs', 'forward', given, options);
}
