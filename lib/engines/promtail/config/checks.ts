import { refusal } from '../../../pipeline/argument';
import {
  boolean,
  filled,
  filledText,
  list,
  map,
  maybe,
  number,
  object,
  oneOf,
  secretRef,
  string,
  text,
  whole,
} from '../../option-check';
import type { Check, Checks } from '../../option-check';
import { LokiStage } from '../../loki-stages/loki-stage';
import { duration, size } from '../../loki-stages/quantity';
import { promtailRefusal } from '../../loki-stages/stage-data';
import type {
  ClientOptions,
  JournalOptions,
  KubernetesSdOptions,
  LimitsOptions,
  PositionsOptions,
  PromtailConfigProps,
  RelabelOptions,
  ScrapeOptions,
  ServerOptions,
  StaticOptions,
  TargetOptions,
  TlsOptions,
} from './options';

const texts = maybe(map(text));

const stage: Check = (at, value) => {
  if (!LokiStage.is(value)) throw refusal(at, 'be a stage', value, 'write one such as LokiStage.json(…)');
  const refused = promtailRefusal(value);
  if (refused !== undefined) throw new TypeError(`'${at}' must be what Promtail has, got ${refused}; use Alloy`);
};

const tls = object<TlsOptions>({
  caFile: maybe(filled),
  certFile: maybe(filled),
  keyFile: maybe(filled),
  serverName: maybe(text),
  insecureSkipVerify: maybe(boolean),
});

const client = object<ClientOptions>({
  url: filledText,
  name: maybe(filled),
  tenantId: maybe(text),
  basicAuth: maybe(object<NonNullable<ClientOptions['basicAuth']>>({ username: text, password: secretRef })),
  bearerToken: maybe(secretRef),
  bearerTokenFile: maybe(filled),
  tlsConfig: maybe(tls),
  headers: texts,
  externalLabels: texts,
  batchWait: maybe(duration(1)),
  batchSize: maybe(size()),
  timeout: maybe(duration(1)),
  backoffConfig: maybe(
    object<NonNullable<ClientOptions['backoffConfig']>>({
      minPeriod: maybe(duration(1)),
      maxPeriod: maybe(duration(1)),
      maxRetries: maybe(whole(0)),
    }),
  ),
  dropRateLimitedBatches: maybe(boolean),
});

const relabel = object<RelabelOptions>({
  sourceLabels: maybe(list(filled)),
  separator: maybe(string),
  regex: maybe(string),
  modulus: maybe(whole(1)),
  targetLabel: maybe(filled),
  replacement: maybe(text),
  action: maybe(
    oneOf('replace', 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep', 'hashmod', 'keepequal', 'dropequal'),
  ),
});

const kubernetesSd = object<KubernetesSdOptions>({
  role: oneOf('pod', 'node', 'service', 'endpoints', 'endpointslice', 'ingress'),
  namespaces: maybe(
    object<NonNullable<KubernetesSdOptions['namespaces']>>({
      names: maybe(list(filled)),
      ownNamespace: maybe(boolean),
    }),
  ),
  selectors: maybe(
    list(
      object<NonNullable<KubernetesSdOptions['selectors']>[number]>({
        role: filled,
        label: maybe(text),
        field: maybe(text),
      }),
    ),
  ),
});

const journal = object<JournalOptions>({
  path: maybe(filled),
  matches: maybe(filled),
  maxAge: maybe(duration(1)),
  json: maybe(boolean),
  labels: texts,
});

const scrape = object<ScrapeOptions>({
  jobName: filled,
  staticConfigs: maybe(list(object<StaticOptions>({ path: filled, pathExclude: maybe(filled), labels: texts }))),
  kubernetesSdConfigs: maybe(list(kubernetesSd)),
  journal: maybe(journal),
  relabelConfigs: maybe(list(relabel)),
  pipelineStages: maybe(list(stage)),
});

/** A check for each option of a configuration. */
export const configChecks: Checks<PromtailConfigProps> = {
  clients: list(client, 1),
  scrapeConfigs: list(scrape, 1),
  positions: object<PositionsOptions>({
    filename: filled,
    syncPeriod: maybe(duration(1)),
    ignoreInvalidYaml: maybe(boolean),
  }),
  server: maybe(
    object<ServerOptions>({
      disable: maybe(boolean),
      httpListenAddress: maybe(string),
      httpListenPort: maybe(whole(0, 65_535)),
      grpcListenAddress: maybe(string),
      grpcListenPort: maybe(whole(0, 65_535)),
      logLevel: maybe(oneOf('debug', 'info', 'warn', 'error')),
    }),
  ),
  targetConfig: maybe(object<TargetOptions>({ syncPeriod: maybe(duration(1)) })),
  limitsConfig: maybe(
    object<LimitsOptions>({
      readlineRateEnabled: maybe(boolean),
      readlineRate: maybe(number),
      readlineBurst: maybe(whole(1)),
      readlineRateDrop: maybe(boolean),
      maxStreams: maybe(whole(0)),
    }),
  ),
};
