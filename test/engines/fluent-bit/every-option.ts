import { Duration, Size } from 'cdk8s';
import { env, secret } from '../../../lib';
import { Filter, FluentBitConfig, Input, Output, Processor } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps, ServiceOptions } from '../../../lib/engines/fluent-bit';
import { tail, forward, dummy, systemd, ownMetrics } from './every-input';
import {
  lua,
  grep,
  modify,
  recordModifier,
  parser,
  multiline,
  throttle,
  logToMetrics,
  rewriteTag,
  nest,
  kubernetes,
} from './every-filter';
import { loki, opentelemetry, http, stdout, exporter, forwarded } from './every-output';
import { json } from './every-parser';

export const service: Required<Omit<ServiceOptions, 'extra' | 'parsersFile' | 'logFile'>> = {
  flush: Duration.millis(200),
  grace: Duration.seconds(1),
  logLevel: 'warn',
  httpServer: true,
  httpListen: '127.0.0.1',
  httpPort: 24_390,
  healthCheck: true,
  hcErrorsCount: 5,
  hcRetryFailureCount: 5,
  hcPeriod: Duration.seconds(60),
  hotReload: true,
  storagePath: 'chunks',
  storageSync: 'normal',
  storageChecksum: false,
  storageMetrics: true,
  storageMaxChunksUp: 64,
  storageBacklogMemLimit: Size.mebibytes(4),
  storageDeleteIrrecoverableChunks: true,
  storageTrimFiles: true,
  storageKeepRejected: true,
  storageRejectedPath: 'rejected',
  storageRejectedLimit: Size.mebibytes(8),
  schedulerCap: Duration.seconds(30),
  schedulerBase: Duration.seconds(2),
  multilineBufferLimit: Size.mebibytes(1),
  dnsResolver: 'ASYNC',
  dnsMode: 'UDP',
  dnsPreferIpv4: true,
};

const processors = {
  logs: [
    Processor.opentelemetryEnvelope({ alias: 'envelope', logLevel: 'warn' }),
    Processor.contentModifier({
      context: 'otel_resource_attributes',
      action: 'upsert',
      key: 'service.name',
      value: 'a ${b}',
    }),
    Processor.contentModifier({ context: 'body', action: 'extract', key: 'log', pattern: '^(?<first>\\w+)' }),
    Processor.contentModifier({ action: 'convert', key: 'n', convertedType: 'string' }),
    Processor.contentModifier({ action: 'rename', key: 'n', value: 'number' }),
    Processor.contentModifier({ action: 'hash', key: 'm' }),
    Processor.contentModifier({
      action: 'insert',
      key: 'when',
      value: '5',
      condition: {
        op: 'or',
        rules: [
          { field: '$level', op: 'in', value: ['info', 'warn'] },
          { field: '$level', op: 'regex', value: '^i' },
          { field: '$n', op: 'gt', value: 0.5 },
          { field: '$m', op: 'eq', value: 'x', context: 'metadata' },
        ],
      },
    }),
    Filter.lua({
      code: 'function inline(tag, time, record) record.inline = "${NOT}" return 2, time, record end',
      call: 'inline',
      protectedMode: true,
    }),
    Filter.grep({ regex: [{ key: 'level', pattern: '.' }] }),
  ],
  metrics: [],
};

/** A configuration with every option; what would exclude another stands in a second. */
export const everything: FluentBitConfigProps = {
  service,
  env: { REGION: 'eu', EMPTY: '' },
  inputs: [
    Input.tail(tail),
    Input.forward(forward),
    Input.dummy({ ...dummy, processors }),
    Input.fluentbitMetrics({
      ...ownMetrics,
      processors: {
        metrics: [
          Processor.labels({
            update: { hostname: 'two words' },
            insert: { region: env('REGION') },
            upsert: { zone: 'a' },
            delete: 'nothing',
            hash: 'name',
          }),
        ],
      },
    }),
    Input.other('cpu', { tag: 'cpu', extra: { interval_sec: 30, pid: -1 } }),
  ],
  filters: [
    Filter.modify(modify),
    Filter.recordModifier(recordModifier),
    Filter.parser(parser),
    Filter.lua(lua),
    Filter.grep(grep),
    Filter.multiline(multiline),
    Filter.throttle(throttle),
    Filter.logToMetrics(logToMetrics),
    Filter.rewriteTag(rewriteTag),
    Filter.nest(nest),
    Filter.other('sysinfo', { match: 'cpu', extra: { fluentbit_version_key: 'version' } }),
  ],
  outputs: [
    Output.loki(loki),
    Output.opentelemetry(opentelemetry),
    Output.http(http),
    Output.stdout(stdout),
    Output.prometheusExporter(exporter),
    Output.forward(forwarded),
    Output.other('null', { match: 'own' }),
  ],
  files: { 'label-map.json': '{"level": "level"}' },
};

/** What excludes options of the first. */
export const others: FluentBitConfigProps = {
  service: {
    flush: Duration.seconds(1),
    grace: Duration.seconds(1),
    logLevel: 'warn',
    logFile: 'fluent-bit.log',
    storagePath: 'more',
  },
  inputs: [
    Input.tail({
      path: [env('LOGS')],
      parser: json,
      truncateLongLines: true,
      genericEncoding: 'Win1252',
      refreshInterval: Duration.seconds(1),
      storageType: 'filesystem',
      db: 'other.db',
    }),
    Input.forward({ unixPath: 'forward.sock', unixPerm: '0660', tagPrefix: 'from.', memBufLimit: Size.mebibytes(1) }),
    Input.dummy({ tag: 'd' }),
  ],
  filters: [
    Filter.recordModifier({ match: 'd', allowlistKey: ['message'] }),
    Filter.nest({ matchRegex: '^d$', operation: 'lift', nestedUnder: 'under', removePrefix: 'p_' }),
    Filter.multiline({ match: 'from.*', mode: 'partial_message', keyContent: 'log' }),
    Filter.logToMetrics({ match: 'd', tag: 'counted', metricName: 'n', metricDescription: 'counted' }),
    Filter.lua({ match: 'd', code: 'function f(tag, time, record)\n  return 0, time, record\nend', call: 'f' }),
  ],
  outputs: [
    Output.stdout({ match: '*' }),
    Output.prometheusExporter({ match: 'counted', host: '127.0.0.1', port: 24_393 }),
    Output.forward({ match: 'd', unixPath: '/nowhere/forward.sock', retryLimit: 3 }),
    Output.http({
      match: 'd',
      host: '127.0.0.1',
      port: 9,
      bodyKey: '$message',
      headersKey: '$headers',
      retryLimit: 'no_retries',
      proxy: 'http://127.0.0.1:9',
    }),
  ],
};

/** Plugins that a machine without them does not start; the program still knows their options. */
export const onlyKnown: FluentBitConfigProps = {
  inputs: [Input.systemd(systemd), Input.dummy({ tag: 'early', flushOnStartup: true })],
  filters: [Filter.kubernetes({ ...kubernetes, match: '*' })],
  outputs: [
    Output.stdout({ match: '*' }),
    Output.loki({
      match: '*',
      retryLimit: 1,
      tls: {
        caFile: 'ca.pem',
        caPath: 'certificates',
        crtFile: 'agent.pem',
        keyFile: 'agent.key',
        keyPasswd: secret('KEY_PASSWORD'),
      },
    }),
  ],
};

/** The three of them. */
export const configs = Object.freeze({
  everything: new FluentBitConfig(everything),
  others: new FluentBitConfig(others),
  onlyKnown: new FluentBitConfig(onlyKnown),
});
