import { Duration, Size } from 'cdk8s';
import { alloy } from '../../../../lib/languages/alloy';
import { LokiStage } from '../../../../lib/engines/loki-stages/loki-stage';
import { discovery, local, loki, prometheus } from '../../../../lib/engines/alloy/config/components';
import { liveDebugging, logging } from '../../../../lib/engines/alloy/config/settings-blocks';
import { env } from '../../../../lib/text/live-text';
import { secret } from '../../../../lib/text/secret-ref';
import type { Component } from '../../../../lib/engines/alloy/config/component';
import type { HttpClient } from '../../../../lib/engines/alloy/config/http-client';

const second = Duration.seconds(1);
const tlsConfig = {
  caPem: 'a',
  caFile: '/ca',
  certPem: 'b',
  certFile: '/cert',
  keyPem: secret('KEY'),
  keyFile: '/key',
  serverName: 'loki',
  insecureSkipVerify: false,
  minVersion: 'TLS12',
} as const;

/** All ways in at once, which a rule refuses, but which have names. */
const client: HttpClient = {
  basicAuth: { username: 'me', password: secret('PASSWORD'), passwordFile: '/password' },
  authorization: { type: 'Bearer', credentials: secret('TOKEN'), credentialsFile: '/token' },
  oauth2: {
    clientId: 'id',
    clientSecret: secret('CLIENT_SECRET'),
    clientSecretFile: '/secret',
    tokenUrl: 'http://token',
    scopes: ['a'],
    endpointParams: { a: 'b' },
    tlsConfig,
  },
  bearerToken: secret('TOKEN'),
  bearerTokenFile: '/token',
  tlsConfig,
  proxyUrl: 'http://proxy',
  noProxy: 'loki',
  proxyFromEnvironment: false,
  followRedirects: true,
  enableHttp2: true,
};

const selector = { matchLabels: { a: 'b' }, matchExpression: [{ key: 'c', operator: 'In', values: ['d'] }] } as const;
const rule = [
  {
    sourceLabels: ['a'],
    separator: ';',
    regex: '(.*)',
    modulus: 2,
    targetLabel: 'b',
    replacement: '$1',
    action: 'hashmod',
  },
] as const;

const write = loki.write('all', {
  externalLabels: { cluster: 'a' },
  maxStreams: 10,
  endpoint: [
    {
      url: 'http://loki/push',
      name: 'main',
      tenantId: 'a',
      headers: { 'X-Scope': 'b' },
      batchWait: second,
      batchSize: Size.mebibytes(1),
      remoteTimeout: second,
      minBackoffPeriod: second,
      maxBackoffPeriod: second,
      maxBackoffRetries: 0,
      retryOnHttp429: true,
      ...client,
      queueConfig: { capacity: Size.mebibytes(10), minShards: 1, drainTimeout: second, blockOnOverflow: true },
    },
  ],
  wal: {
    enabled: true,
    maxSegmentAge: second,
    minReadFrequency: second,
    maxReadFrequency: second,
    drainTimeout: second,
  },
});
const relabel = loki.relabel('all', { forwardTo: [write.receiver], maxCacheSize: 5, rule });
const process = loki.process('all', {
  forwardTo: [relabel.receiver],
  stages: [
    LokiStage.cri(),
    alloy`
      stage.geoip {
      	db = ${'/geo.db'}
      }`,
  ],
});
const pods = discovery.kubernetes('all', {
  role: 'pod',
  apiServer: 'http://api',
  kubeconfigFile: '/kube',
  namespaces: { names: ['a'], ownNamespace: true },
  selectors: [{ role: 'pod', label: 'a=b', field: env('FIELD') }],
  attachMetadata: { node: true, namespace: true },
  ...client,
});
const relabelled = discovery.relabel('all', { targets: pods.targets, rule });
const files = local.fileMatch('all', {
  pathTargets: [relabelled.output, { __path__: '/var/log/*.log' }, { __path__: '/x' }],
  syncPeriod: second,
  ignoreOlderThan: second,
});
const forwardTo = [process.receiver] as const;
const kubernetesClient = { apiServer: 'http://api', kubeconfigFile: '/kube', ...client };
const remoteWrite = prometheus.remoteWrite('all', {
  externalLabels: { a: 'b' },
  endpoint: [
    {
      url: 'http://prometheus',
      name: 'a',
      remoteTimeout: second,
      headers: { a: 'b' },
      sendExemplars: true,
      sendNativeHistograms: true,
      ...client,
    },
  ],
});

/** Each component with every option that it has. */
export const everyOption: readonly Component[] = [
  logging({ level: 'warn', format: 'json', writeTo: [write.receiver] }),
  liveDebugging({ enabled: true }),
  ...[
    pods,
    relabelled,
    files,
    loki.source.file('all', {
      targets: files.targets,
      forwardTo,
      encoding: 'utf-16',
      tailFromEnd: true,
      onPositionsFileError: 'skip',
      legacyPositionsFile: '/positions',
      fileMatch: { enabled: true, syncPeriod: second, ignoreOlderThan: second },
      fileWatch: { minPollFrequency: second, maxPollFrequency: second },
      decompression: { enabled: true, format: 'gz', initialDelay: second },
    }),
    loki.source.kubernetes('all', {
      targets: [relabelled.output],
      forwardTo,
      client: kubernetesClient,
      clustering: { enabled: true },
    }),
    loki.source.podlogs('all', {
      forwardTo,
      client: kubernetesClient,
      selector,
      namespaceSelector: selector,
      tailFromEnd: true,
      preserveDiscoveredLabels: true,
      nodeFilter: { enabled: true, nodeName: env('NODE') },
      clustering: { enabled: true },
    }),
    loki.source.api('all', {
      forwardTo,
      labels: { a: 'b' },
      relabelRules: relabel.rules,
      useIncomingTimestamp: true,
      maxSendMessageSize: Size.mebibytes(1),
      gracefulShutdownTimeout: second,
      http: {
        listenAddress: '127.0.0.1',
        listenPort: 3100,
        connLimit: 0,
        tls: {
          certFile: '/cert',
          keyFile: '/key',
          certPem: 'a',
          keyPem: secret('KEY'),
          clientAuthType: 'NoClientCert',
          clientCaFile: '/ca',
        },
      },
    }),
    process,
    relabel,
    write,
    loki.echo('all'),
    loki.rules.kubernetes('all', {
      address: 'http://loki',
      tenantId: 'a',
      useLegacyRoutes: false,
      syncInterval: second,
      lokiNamespacePrefix: 'a',
      lokiNamespaceSeparator: '-',
      externalLabels: { a: 'b' },
      extraQueryMatchers: { matcher: [{ name: 'a', value: 'b', matchType: '=' }] },
      ruleSelector: selector,
      ruleNamespaceSelector: selector,
      ...client,
    }),
    prometheus.scrape('all', {
      targets: [{ __address__: '127.0.0.1:12345' }],
      forwardTo: [remoteWrite.receiver],
      jobName: 'alloy',
      scrapeInterval: second,
      scrapeTimeout: second,
      metricsPath: '/metrics',
      scheme: 'http',
      honorLabels: true,
      honorTimestamps: true,
      clustering: { enabled: true },
      ...client,
    }),
    remoteWrite,
  ].map(({ component }) => component),
];
