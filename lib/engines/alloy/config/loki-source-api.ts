import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import type { NonEmpty } from '../../../pipeline/non-empty';
import type { SecretRef } from '../../../text/secret-ref';
import { boolean, filled, map, secretRef, text, whole } from '../../option-check';
import { block, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration, size } from '../../loki-stages/quantity';
import { component } from './component';
import type { Export, HasComponent } from './component';
import { logsReceivers, rules } from './shape';
import type { LogsReceiver } from './shape';

/** Logs that others push, as to Loki. */
export interface LokiSourceApiOptions {
  readonly forwardTo: NonEmpty<LogsReceiver>;
  /** @default - none */
  readonly labels?: { readonly [label: string]: Text };
  /** Of another component. @default - none */
  readonly relabelRules?: Export<'rules'>;
  /** Whether entries keep the time that they were sent with. @default false */
  readonly useIncomingTimestamp?: boolean;
  /** @default Size.mebibytes(100) */
  readonly maxSendMessageSize?: Size;
  /** How long open requests have when Alloy stops. @default Duration.seconds(30) */
  readonly gracefulShutdownTimeout?: Duration;
  readonly http?: {
    /** @default - all addresses */
    readonly listenAddress?: string;
    /** @default 8080 */
    readonly listenPort?: number;
    /** @default - no limit */
    readonly connLimit?: number;
    readonly tls?: ServerTls;
  };
}

/** What a server is known by. */
export interface ServerTls {
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly certPem?: Text;
  readonly keyPem?: SecretRef;
  /** Go's word, such as `RequireAndVerifyClientCert`. @default 'NoClientCert' */
  readonly clientAuthType?: string;
  readonly clientCaFile?: string;
}

const fields: Fields<LokiSourceApiOptions> = {
  forwardTo: logsReceivers,
  labels: optional(map(text)),
  relabelRules: rules,
  useIncomingTimestamp: optional(boolean),
  maxSendMessageSize: optional(size()),
  gracefulShutdownTimeout: optional(duration()),
  http: block<NonNullable<LokiSourceApiOptions['http']>>({
    listenAddress: optional(filled),
    listenPort: optional(whole(0, 65535)),
    connLimit: optional(whole(0)),
    tls: block<ServerTls>({
      certFile: optional(filled),
      keyFile: optional(filled),
      certPem: optional(text),
      keyPem: optional(secretRef),
      clientAuthType: optional(filled),
      clientCaFile: optional(filled),
    }),
  }),
};

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.source.api/ */
export function lokiSourceApi(label: string, options: LokiSourceApiOptions): HasComponent {
  return Object.freeze({ component: component('loki.source.api', label, options, fields) });
}
