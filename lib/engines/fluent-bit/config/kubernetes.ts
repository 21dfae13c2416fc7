import type { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import type { Tls } from './network';
import { as, boolean, group, port, seconds, size, text, whole } from './option';
import type { Options } from './option';
import { defined, parserOption } from './parser';
import type { Parser } from './parser';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** What Kubernetes knows of the pod, in the field `kubernetes`. The pod is found by the tag, which holds the file's path. */
export interface KubernetesOptions extends FilterOptions {
  /** @default 'https://kubernetes.default.svc' */
  readonly kubeUrl?: Text;
  /** What stands in the tag before the file's name. @default 'kube.var.log.containers.' */
  readonly kubeTagPrefix?: Text;
  /** @default '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' */
  readonly kubeCaFile?: Text;
  /** @default '/var/run/secrets/kubernetes.io/serviceaccount/token' */
  readonly kubeTokenFile?: Text;
  /** @default '/var/run/secrets/kubernetes.io/serviceaccount/namespace' */
  readonly kubeNamespaceFile?: Text;
  /** Time after which the token is read again. @default Duration.minutes(10) */
  readonly kubeTokenTtl?: Duration;
  /** Folder of metadata that is read before any is asked for. @default - none */
  readonly kubeMetaPreloadCacheDir?: Text;
  /** Time after which a pod is asked for again. @default - never */
  readonly kubeMetaCacheTtl?: Duration;
  /** The same of namespaces. @default Duration.minutes(15) */
  readonly kubeMetaNamespaceCacheTtl?: Duration;
  /** What of an answer is read; a pod with more has no metadata. @default - 32,000 bytes */
  readonly bufferSize?: Size;
  /** Whether the line, where it is JSON, becomes fields. @default false */
  readonly mergeLog?: boolean;
  /** The key of a map for those fields. @default - the record itself */
  readonly mergeLogKey?: Text;
  /** A parser for the line instead. @default - JSON */
  readonly mergeParser?: Parser | string;
  /** Whether line breaks at the end of merged texts are left out. @default true */
  readonly mergeLogTrim?: boolean;
  /** Whether the line stays when it was merged. @default true */
  readonly keepLog?: boolean;
  /** @default true */
  readonly labels?: boolean;
  /** @default true */
  readonly annotations?: boolean;
  /** @default false */
  readonly ownerReferences?: boolean;
  /** @default false */
  readonly namespaceLabels?: boolean;
  /** @default false */
  readonly namespaceAnnotations?: boolean;
  /** Whether nothing is asked about pods. @default false */
  readonly namespaceMetadataOnly?: boolean;
  /** Whether a pod may name its parser, by the annotation `fluentbit.io/parser`. @default false */
  readonly k8sLoggingParser?: boolean;
  /** Whether a pod may leave itself out, by the annotation `fluentbit.io/exclude`. @default false */
  readonly k8sLoggingExclude?: boolean;
  /** Whether the records are the journal's. @default false */
  readonly useJournal?: boolean;
  /** Parser of the tag, with groups such as `pod_name`. @default - Fluent Bit's own */
  readonly regexParser?: Parser | string;
  /** Whether the node's kubelet is asked instead of the API server. @default false */
  readonly useKubelet?: boolean;
  /** @default '127.0.0.1' */
  readonly kubeletHost?: Text;
  /** @default 10250 */
  readonly kubeletPort?: number;
  /** Whether a container that is started again is asked for again. @default false */
  readonly cacheUseDockerId?: boolean;
  /** Whether the tag alone is read, and nobody asked. @default false */
  readonly useTagForMeta?: boolean;
  /** Whether metadata is made up, for tests. @default false */
  readonly dummyMeta?: boolean;
  /** How often names are looked up until the network is there. @default 6 */
  readonly dnsRetries?: number;
  /** The pause between. @default Duration.seconds(30) */
  readonly dnsWaitTime?: Duration;
  /** Of the connection to the API server, which is encrypted. @default - the certificate is verified, and not its name */
  readonly tls?: Pick<Tls, 'verify' | 'verifyHostname' | 'vhost' | 'debug'>;
}

const options: Options<Omit<KubernetesOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  kubeUrl: text,
  kubeTagPrefix: text,
  kubeCaFile: text,
  kubeTokenFile: text,
  kubeNamespaceFile: text,
  kubeTokenTtl: seconds(1),
  kubeMetaPreloadCacheDir: text,
  kubeMetaCacheTtl: seconds(),
  kubeMetaNamespaceCacheTtl: seconds(),
  bufferSize: size(0),
  mergeLog: boolean,
  mergeLogKey: text,
  mergeParser: parserOption,
  mergeLogTrim: boolean,
  keepLog: boolean,
  labels: boolean,
  annotations: boolean,
  ownerReferences: boolean,
  namespaceLabels: boolean,
  namespaceAnnotations: boolean,
  namespaceMetadataOnly: boolean,
  k8sLoggingParser: as('k8s-logging.parser', boolean),
  k8sLoggingExclude: as('k8s-logging.exclude', boolean),
  useJournal: boolean,
  regexParser: parserOption,
  useKubelet: boolean,
  kubeletHost: text,
  kubeletPort: port,
  cacheUseDockerId: boolean,
  useTagForMeta: boolean,
  dummyMeta: boolean,
  dnsRetries: whole(0),
  dnsWaitTime: seconds(),
  tls: group<Required<KubernetesOptions>['tls']>({
    verify: as('tls.verify', boolean),
    verifyHostname: as('tls.verify_hostname', boolean),
    vhost: as('tls.vhost', text),
    debug: as('tls.debug', whole(0, 4)),
  }),
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes */
export function kubernetes(given: KubernetesOptions): Filter {
  return plugin('filters', 'kubernetes', given, options, { parsers: defined([given.mergeParser, given.regexParser]) });
}
