import type { Size } from 'cdk8s';
import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { boolean as booleanCheck, map, oneOf as oneOfCheck } from '../../option-check';
import { headers } from './headers';
import type { Headers } from './headers';
import { basicAuth, net, tls } from './network';
import type { BasicAuth, Net, Tls } from './network';
import { boolean, commas, joined, oneOf, plain, port, secret, size, text, withoutComma } from './option';
import type { Option, Options } from './option';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Output } from './plugin';

/** Grafana Loki. */
export interface LokiOptions extends OutputOptions {
  /** @default '127.0.0.1' */
  readonly host?: Text;
  /** @default 3100 */
  readonly port?: number;
  /** Where pushes go on the server. @default '/loki/api/v1/push' */
  readonly uri?: Text;
  /** @default - none */
  readonly tenantId?: Text;
  /** The field that holds the tenant; records of several are sent apart. @default - none */
  readonly tenantIdKey?: Text;
  /** Whether a push of several tenants has failed as soon as one has. @default 'partial_success' */
  readonly tenantIdKeyErrorHandling?: 'partial_success' | 'partial_error';
  /**
   * Labels by name: a text, or a record accessor such as `$level`. Without commas; an accessor that finds nothing gives no
   * label. Another name than the field's is Fluent Bit's word for it, so `-` and `.` are not escaped.
   *
   * @default - job="fluent-bit"
   */
  readonly labels?: { readonly [label: string]: Text };
  /** Record accessors whose last name is the label: `$level`. @default - none */
  readonly labelKeys?: readonly Text[];
  /** A file that says which fields are labels. @default - none */
  readonly labelMapPath?: Text;
  /** Structured metadata by name, like `labels`. @default - none */
  readonly structuredMetadata?: { readonly [name: string]: Text };
  /** Record accessors of maps, all of whose entries are structured metadata. @default - none */
  readonly structuredMetadataMapKeys?: readonly Text[];
  /** Whether all labels of the pod, by the filter `kubernetes`, are labels. @default false */
  readonly autoKubernetesLabels?: boolean;
  /** Fields that are left out of the line: names or record accessors. @default - none */
  readonly removeKeys?: readonly Text[];
  /** Whether a record of one key is sent as its value: in quotes, or `raw` as it is. @default false */
  readonly dropSingleKey?: boolean | 'raw';
  /** How what is left of a record becomes the line. @default 'json' */
  readonly lineFormat?: 'json' | 'key_value';
  /** @default - none */
  readonly httpAuth?: BasicAuth;
  /** Sent as `Authorization: Bearer`. @default - none */
  readonly bearerToken?: SecretRef;
  /** @default - none */
  readonly header?: Headers;
  /** How the body is packed. @default - it is not */
  readonly compress?: 'gzip';
  /** What of an answer is read. @default - 512,000 bytes */
  readonly bufferSize?: Size;
  /** @default false */
  readonly tls?: Tls | boolean;
  readonly net?: Net;
}

/** `name=value` pairs between commas. */
const named: Option = plain(
  (at, value) => {
    map(withoutComma)(at, value);
    for (const name of Object.keys(value as object)) {
      if (!/^[^\s,=$]+$/.test(name)) throw refusal(`${at}.${name}`, 'have no space, comma, = or $', name, 'rename it');
    }
  },
  (all: Readonly<Record<string, Text>>) =>
    joined(
      Object.entries(all).map(([name, value]) => joined([name, value], '=')),
      ',',
    ),
);

const options: Options<Omit<LokiOptions, 'extra' | 'processors'>> = {
  ...outputOptions,
  host: text,
  port,
  uri: text,
  tenantId: text,
  tenantIdKey: text,
  tenantIdKeyErrorHandling: oneOf('partial_success', 'partial_error'),
  labels: named,
  labelKeys: commas(),
  labelMapPath: text,
  structuredMetadata: named,
  structuredMetadataMapKeys: commas(),
  autoKubernetesLabels: boolean,
  removeKeys: commas(),
  dropSingleKey: plain((at, value) => (value === 'raw' ? oneOfCheck('raw') : booleanCheck)(at, value)),
  lineFormat: oneOf('json', 'key_value'),
  httpAuth: basicAuth,
  bearerToken: secret,
  header: headers,
  compress: oneOf('gzip'),
  bufferSize: size(),
  tls,
  net,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/loki */
export function loki(given: LokiOptions): Output {
  return plugin('outputs', 'loki', given, options);
}
