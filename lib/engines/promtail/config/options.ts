import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import type { SecretRef } from '../../../text/secret-ref';
import type { NonEmpty } from '../../../pipeline/non-empty';
import type { LokiStage } from '../../loki-stages/loki-stage';

/** What Promtail itself listens on. */
export interface ServerOptions {
  /** Serves nothing: no metrics, no readiness. @default false */
  readonly disable?: boolean;
  /** @default '' which is every address */
  readonly httpListenAddress?: string;
  /** @default 80 */
  readonly httpListenPort?: number;
  /** @default '' which is every address */
  readonly grpcListenAddress?: string;
  /** 0 is any free one. @default 9095 */
  readonly grpcListenPort?: number;
  /** @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
}

/** Where Promtail keeps how far it has read. */
export interface PositionsOptions {
  readonly filename: string;
  /** @default Duration.seconds(10) */
  readonly syncPeriod?: Duration;
  /** Begins anew where the file is broken, in place of giving up. @default false */
  readonly ignoreInvalidYaml?: boolean;
}

/** Of a connection. Files are paths in the agent's own file system. */
export interface TlsOptions {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: Text;
  /** @default false */
  readonly insecureSkipVerify?: boolean;
}

/** A Loki that gets all entries. */
export interface ClientOptions {
  /** With the path `/loki/api/v1/push`. */
  readonly url: Text;
  /** In metrics. @default - a hash */
  readonly name?: string;
  /** `X-Scope-OrgID`, where no stage sets one. @default - none */
  readonly tenantId?: Text;
  readonly basicAuth?: { readonly username: Text; readonly password: SecretRef };
  readonly bearerToken?: SecretRef;
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsOptions;
  readonly headers?: { readonly [name: string]: Text };
  readonly externalLabels?: { readonly [label: string]: Text };
  /** How long a batch waits for more. @default Duration.seconds(1) */
  readonly batchWait?: Duration;
  /** @default Size.mebibytes(1) */
  readonly batchSize?: Size;
  /** @default Duration.seconds(10) */
  readonly timeout?: Duration;
  /** A batch is lost after the last retry. @default - 500 ms to 5 minutes, 10 retries */
  readonly backoffConfig?: {
    readonly minPeriod?: Duration;
    readonly maxPeriod?: Duration;
    readonly maxRetries?: number;
  };
  /** @default false */
  readonly dropRateLimitedBatches?: boolean;
}

/** A rule that rewrites labels of what is discovered. */
export interface RelabelOptions {
  readonly sourceLabels?: readonly string[];
  /** @default ';' */
  readonly separator?: string;
  /** RE2, of the whole value. @default '(.*)' */
  readonly regex?: string;
  readonly modulus?: number;
  readonly targetLabel?: string;
  /** @default '$1' */
  readonly replacement?: Text;
  /** @default 'replace' */
  readonly action?:
    'replace' | 'keep' | 'drop' | 'labelmap' | 'labeldrop' | 'labelkeep' | 'hashmod' | 'keepequal' | 'dropequal';
}

/** Pods, nodes and the like, as the API server knows them. */
export interface KubernetesSdOptions {
  readonly role: 'pod' | 'node' | 'service' | 'endpoints' | 'endpointslice' | 'ingress';
  readonly namespaces?: { readonly names?: readonly string[]; readonly ownNamespace?: boolean };
  readonly selectors?: readonly { readonly role: string; readonly label?: Text; readonly field?: Text }[];
}

/** Files at fixed places. */
export interface StaticOptions {
  /** A glob of doublestar's. */
  readonly path: string;
  /** Files of the glob that are left out. @default - none */
  readonly pathExclude?: string;
  /** Labels of every entry. @default - none */
  readonly labels?: { readonly [label: string]: Text };
}

/** The system's journal. */
export interface JournalOptions {
  /** Where it lies. @default - the places where systemd keeps it */
  readonly path?: string;
  /** `_SYSTEMD_UNIT=a.service`, and so on. @default - all */
  readonly matches?: string;
  /** @default '7h' */
  readonly maxAge?: Duration;
  /** Whether a line is the whole entry as JSON. @default false */
  readonly json?: boolean;
  readonly labels?: { readonly [label: string]: Text };
}

/** What is read, and what becomes of it. */
export interface ScrapeOptions {
  readonly jobName: string;
  readonly staticConfigs?: readonly StaticOptions[];
  readonly kubernetesSdConfigs?: readonly KubernetesSdOptions[];
  readonly journal?: JournalOptions;
  readonly relabelConfigs?: readonly RelabelOptions[];
  readonly pipelineStages?: readonly LokiStage[];
}

/** How files are looked for. */
export interface TargetOptions {
  /** How often globs are read anew. @default Duration.seconds(10) */
  readonly syncPeriod?: Duration;
}

/** Limits of the whole agent. */
export interface LimitsOptions {
  /** Whether lines a second are limited. @default false */
  readonly readlineRateEnabled?: boolean;
  /** @default 10000 */
  readonly readlineRate?: number;
  /** @default 10000 */
  readonly readlineBurst?: number;
  /** Drops what is more, in place of waiting. @default true */
  readonly readlineRateDrop?: boolean;
  /** 0 is no limit. @default 0 */
  readonly maxStreams?: number;
}

/** A configuration of Promtail. */
export interface PromtailConfigProps {
  readonly clients: NonEmpty<ClientOptions>;
  readonly scrapeConfigs: NonEmpty<ScrapeOptions>;
  readonly positions: PositionsOptions;
  /** @default - as Promtail's */
  readonly server?: ServerOptions;
  /** @default - as Promtail's */
  readonly targetConfig?: TargetOptions;
  /** @default - none */
  readonly limitsConfig?: LimitsOptions;
}
