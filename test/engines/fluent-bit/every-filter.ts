import { Duration, Size } from 'cdk8s';
import { env } from '../../../lib';
import type {
  FilterOptions,
  GrepOptions,
  KubernetesOptions,
  LogToMetricsOptions,
  LuaOptions,
  ModifyOptions,
  MultilineFilterOptions,
  NestOptions,
  ParserFilterOptions,
  RecordModifierOptions,
  RewriteTagOptions,
  ThrottleOptions,
} from '../../../lib/engines/fluent-bit';
import { common } from './every-common';
import type { Every } from './every-common';
import { json, pairs, tabs, traces, words } from './every-parser';

const filter: Every<Omit<FilterOptions, 'alias'>> = { ...common, match: '*' };

export const lua: Every<Omit<LuaOptions, 'code'>> = {
  ...filter,
  alias: 'program',
  script: { file: 'program.lua', code: 'function run(tag, time, record)\n  return 2, time, record\nend\n' },
  call: 'run',
  typeIntKey: ['n', 'm'],
  typeArrayKey: ['list'],
  protectedMode: true,
  timeAsTable: true,
  enableFlbNull: true,
};

export const grep: Every<GrepOptions> = {
  ...filter,
  alias: 'kept',
  regex: [{ key: '$log', pattern: '.' }],
  exclude: [{ key: 'level', pattern: '^(debug|trace) ?$' }],
  logicalOp: 'legacy',
};

export const modify: Every<ModifyOptions> = {
  ...filter,
  alias: 'modified',
  rules: [
    ['set', 'where', 'in "the" hall'],
    ['set', 'whose', "o'hara ${NOT}"],
    ['add', 'added', 'yes'],
    ['remove', 'removed'],
    ['remove_wildcard', 'tmp_'],
    ['remove_regex', '^x_[0-9]+$'],
    ['move_to_start', 'level'],
    ['move_to_end', 'n'],
    ['rename', 'added', 'renamed'],
    ['hard_rename', 'whose', 'of'],
    ['copy', 'where', 'there'],
    ['hard_copy', 'where', 'everywhere'],
  ],
  conditions: [
    ['key_exists', 'log'],
    ['key_does_not_exist', 'nothing'],
    ['a_key_matches', '^lev'],
    ['no_key_matches', '^zz'],
    ['key_value_equals', 'level', 'info'],
    ['key_value_does_not_equal', 'level', 'debug'],
    ['key_value_matches', 'level', '^i'],
    ['key_value_does_not_match', 'level', '^d'],
    ['matching_keys_have_matching_values', '^level$', '.'],
    ['matching_keys_do_not_have_matching_values', '^level$', 'zz'],
  ],
};

export const recordModifier: Every<Omit<RecordModifierOptions, 'allowlistKey'>> = {
  ...filter,
  alias: 'recorded',
  record: { host: env('HOST_NAME'), words: 'two "quoted" words ${X}', 'a key': 'v' },
  removeKey: ['there', 'every*'],
  uuidKey: 'id',
};

export const parser: Every<ParserFilterOptions> = {
  ...filter,
  alias: 'parsed',
  keyName: 'log',
  parser: [json, words, pairs, tabs],
  preserveKey: true,
  reserveData: true,
};

export const multiline: Every<Omit<MultilineFilterOptions, 'mode'>> = {
  ...filter,
  match: 'docker',
  alias: 'joined',
  multilineParser: [traces],
  keyContent: 'log',
  buffer: true,
  flush: Duration.millis(500),
  emitterName: 'joined_again',
  emitterStorageType: 'memory',
  emitterMemBufLimit: Size.mebibytes(4),
};

export const throttle: Every<ThrottleOptions> = {
  ...filter,
  alias: 'slowed',
  rate: 1000,
  window: 5,
  interval: Duration.seconds(1),
  printStatus: false,
};

export const logToMetrics: Every<LogToMetricsOptions> = {
  ...filter,
  alias: 'measured',
  match: 'clock',
  tag: 'measured',
  metricMode: 'histogram',
  metricName: 'n',
  metricNamespace: 'test',
  metricSubsystem: 'of',
  metricDescription: 'what it is',
  valueField: 'n',
  labelField: ['level'],
  addLabel: { host: '$host' },
  bucket: [0.5, 1, 2.5],
  regex: [{ key: 'level', pattern: 'info' }],
  exclude: [{ key: 'level', pattern: 'warn' }],
  kubernetesMode: false,
  discardLogs: false,
  flushInterval: Duration.millis(1500),
  emitterName: 'measured_again',
  emitterMemBufLimit: Size.mebibytes(4),
};

export const rewriteTag: Every<RewriteTagOptions> = {
  ...filter,
  alias: 'retagged',
  match: 'clock',
  rule: [{ key: '$level', regex: '^(in) ?fo$', tag: 'again.$TAG.$1', keep: true }],
  emitterName: 'retagged_again',
  emitterStorageType: 'memory',
  emitterMemBufLimit: Size.mebibytes(4),
};

export const nest: Every<Omit<NestOptions, 'nestedUnder' | 'removePrefix'>> = {
  ...filter,
  alias: 'nested',
  operation: 'nest',
  wildcard: ['n', 'wor*'],
  nestUnder: 'under',
  addPrefix: 'p_',
};

export const kubernetes: Every<KubernetesOptions> = {
  ...filter,
  alias: 'pods',
  match: 'files.*',
  kubeUrl: 'https://127.0.0.1:6443',
  kubeTagPrefix: 'files.var.log.containers.',
  kubeCaFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
  kubeTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  kubeNamespaceFile: '/var/run/secrets/kubernetes.io/serviceaccount/namespace',
  kubeTokenTtl: Duration.minutes(5),
  kubeMetaPreloadCacheDir: '/nowhere',
  kubeMetaCacheTtl: Duration.minutes(5),
  kubeMetaNamespaceCacheTtl: Duration.minutes(5),
  bufferSize: Size.kibibytes(64),
  mergeLog: true,
  mergeLogKey: 'merged',
  mergeParser: json,
  mergeLogTrim: true,
  keepLog: true,
  labels: true,
  annotations: false,
  ownerReferences: false,
  namespaceLabels: false,
  namespaceAnnotations: false,
  namespaceMetadataOnly: false,
  k8sLoggingParser: false,
  k8sLoggingExclude: true,
  useJournal: false,
  regexParser: words,
  useKubelet: false,
  kubeletHost: '127.0.0.1',
  kubeletPort: 10_250,
  cacheUseDockerId: false,
  useTagForMeta: false,
  dummyMeta: true,
  dnsRetries: 1,
  dnsWaitTime: Duration.seconds(1),
  tls: { verify: true, verifyHostname: true, vhost: 'kubernetes.default', debug: 1 },
};
