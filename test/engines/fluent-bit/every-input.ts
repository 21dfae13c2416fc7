import { Duration, Size } from 'cdk8s';
import { secret } from '../../../lib';
import type {
  DummyOptions,
  FluentbitMetricsOptions,
  ForwardOptions,
  InputOptions,
  SystemdOptions,
  TailOptions,
} from '../../../lib/engines/fluent-bit';
import { common } from './every-common';
import type { Every } from './every-common';
import { ends, equal, traces } from './every-parser';

const input: Every<Omit<InputOptions, 'tag' | 'alias'>> = {
  ...common,
  routable: true,
  memBufLimit: Size.mebibytes(4),
  storageType: 'memory',
  storagePauseOnChunksOverlimit: false,
  threaded: false,
  threadRingBufferCapacity: 512,
  threadRingBufferWindow: 5,
};

export const tail: Every<Omit<TailOptions, 'parser' | 'genericEncoding'>> = {
  ...input,
  alias: 'files',
  tag: 'files.<name>',
  path: ['/var/log/fluent-bit-test/*.log', '/var/log/fluent-bit-test/b/*.log'],
  excludePath: ['*.gz'],
  key: 'log',
  pathKey: 'path',
  offsetKey: 'offset',
  readFromHead: true,
  readNewlyDiscoveredFilesFromHead: true,
  refreshInterval: Duration.millis(1500),
  watcherInterval: Duration.seconds(1),
  progressCheckInterval: Duration.seconds(1),
  rotateWait: Duration.seconds(10),
  ignoreOlder: Duration.days(1),
  ignoreActiveOlderFiles: false,
  bufferChunkSize: Size.kibibytes(32),
  bufferMaxSize: Size.kibibytes(256),
  staticBatchSize: Size.mebibytes(8),
  eventBatchSize: Size.mebibytes(8),
  skipLongLines: true,
  truncateLongLines: false,
  skipEmptyLines: true,
  exitOnEof: false,
  fileCacheAdvise: true,
  inotifyWatcher: true,
  multilineParser: ['cri', traces, ends, equal],
  tagRegex: '(?<name>[a-z]+)\\.log$',
  db: 'tail.db',
  dbSync: 'normal',
  dbLocking: true,
  dbJournalMode: 'WAL',
  dbCompareFilename: false,
  unicodeEncoding: 'auto',
};

export const forward: Every<Omit<ForwardOptions, 'tagPrefix' | 'unixPath' | 'unixPerm' | 'tls'>> = {
  ...input,
  alias: 'docker',
  tag: 'docker',
  listen: '127.0.0.1',
  port: 24_391,
  sharedKey: secret('SHARED_KEY'),
  selfHostname: 'here',
  bufferChunkSize: Size.kibibytes(512),
  bufferMaxSize: Size.mebibytes(4),
  emptySharedKey: false,
  workers: 1,
};

export const dummy: Every<Omit<DummyOptions, 'flushOnStartup'>> = {
  ...input,
  alias: 'clock',
  tag: 'clock',
  dummy: { log: 'a ${LITERAL} and {"b":"}"}', level: 'info', n: 1 },
  metadata: { m: 'x' },
  samples: 3,
  rate: 2,
  intervalSec: 0,
  intervalNsec: 100_000_000,
  copies: 1,
  startTimeSec: 1_700_000_000,
  startTimeNsec: 5,
  fixedTimestamp: false,
};

export const systemd: Every<SystemdOptions> = {
  ...input,
  alias: 'journal',
  tag: 'journal.*',
  path: '/var/log/journal',
  systemdFilter: ['_SYSTEMD_UNIT=docker.service', '_SYSTEMD_UNIT=ssh.service'],
  systemdFilterType: 'or',
  maxFields: 100,
  maxEntries: 100,
  readFromTail: true,
  lowercase: true,
  stripUnderscores: true,
  db: 'journal.db',
  dbSync: 'full',
};

export const ownMetrics: Every<FluentbitMetricsOptions> = {
  ...input,
  alias: 'own',
  tag: 'own',
  scrapeInterval: Duration.seconds(2),
  scrapeOnStart: true,
};
