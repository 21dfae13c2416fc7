import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Duration, Size } from 'cdk8s';

import { Capacity, LokiConfig, LokiSchema, LokiStore, Rate, deployedLoki } from '../../../lib/backends/loki/index';
import { lokiExpandEnv } from '../../../lib/backends/loki/expand-env';
import { checkExtra } from '../../../lib/backends/loki/extra';
import { knownOptions } from '../../../lib/backends/loki/known-options/known-options';
import type { KnownBlock, OptionKind } from '../../../lib/backends/loki/known-options/known-options';
import { selectorFault } from '../../../lib/backends/loki/selector';
import type { LokiConfigProps } from '../../../lib/backends/loki/index';
import { printYaml } from '../../../lib/languages/yaml/print';
import { parseYaml } from '../../../lib/languages/yaml/parse';
import { env } from '../../../lib/text/live-text';
import { through } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import { text } from '../../../lib/pipeline/ref';
import { everyOption } from '../../backends/loki/options/every-option';
import type { Context, Suite } from '../suite';

/** Configurations as Loki itself judges them: what is right it takes, what the rules refuse it refuses too. */
export const suite: Suite = {
  name: 'loki-config',
  builds: ['loki'],
  run(context) {
    const folder = mkdtempSync(join(tmpdir(), 'loki-config-'));
    const verify: Verify = (config, ...args) => verified(context.program('loki'), folder, config, args);
    try {
      takes(context, verify);
      refuses(context, verify);
      selectors(context, verify);
      knowsAll(context, verify);
    } finally {
      rmSync(folder, { recursive: true });
    }
    return Promise.resolve();
  },
};

interface Verdict {
  readonly isValid: boolean;
  readonly said: string;
}
type Verify = (config: string, ...args: readonly string[]) => Verdict;

const variables = {
  BUCKET_NAME: 'b-1',
  BUCKET_HOST: 'ceph.rook',
  BUCKET_PORT: '80',
  AWS_ACCESS_KEY_ID: 'on',
  AWS_SECRET_ACCESS_KEY: 'a: "b" #c',
};

function verified(program: string, folder: string, config: string, args: readonly string[]): Verdict {
  const file = join(folder, 'loki.yaml');
  writeFileSync(file, config);
  const { status, stdout, stderr } = spawnSync(
    program,
    [`-config.file=${file}`, '-config.expand-env=true', '-verify-config', ...args],
    { encoding: 'utf8', env: { ...process.env, ...variables }, maxBuffer: 1e8 },
  );
  return { isValid: status === 0, said: stderr + stdout };
}

const bucket = {
  bucketNames: env('BUCKET_NAME'),
  endpoint: text`http://${env('BUCKET_HOST')}:${env('BUCKET_PORT')}`,
  s3ForcePathStyle: true,
  accessKeyId: secret('AWS_ACCESS_KEY_ID'),
  secretAccessKey: secret('AWS_SECRET_ACCESS_KEY'),
} as const;
const capacity = new Capacity({ ingest: Rate.kilobytesPerSecond(100), retention: Duration.days(7) });
const single = deployedLoki({
  capacity,
  store: LokiStore.filesystem('/tmp/loki/chunks'),
  dataFolder: '/tmp/loki',
  retention: { period: Duration.days(7) },
});
const retention = {
  period: Duration.days(30),
  streams: [{ labels: { level: 'error', team: 'a"b\\c$' }, keep: Duration.days(90) }],
};
const several = deployedLoki({
  capacity: capacity.with({ replicas: 3, storage: 'bucket' }),
  store: LokiStore.s3(bucket),
  dataFolder: '/tmp/loki',
  retention,
  joinMembers: ['loki-memberlist.logging.svc:7946'],
});
const boltdb = {
  store: 'boltdb-shipper',
  objectStore: 's3',
  schema: 'v11',
  prefix: 'index_',
  periodHours: 24,
} as const;

function takes(context: Context, verify: Verify): void {
  const { common } = everyOption;
  const configs: Readonly<Record<string, LokiConfig>> = {
    single,
    several,
    'with an index of BoltDB': several.with({
      schema: LokiSchema.running([{ from: '2022-01-01', ...boltdb }]).followedBy('2024-01-01'),
    }),
    'with every option but those that exclude each other': new LokiConfig({
      ...everyOption,
      common: { ...common, storage: { s3: everyOption.common.storage.s3 } },
      frontendWorker: { schedulerAddress: everyOption.frontendWorker.schedulerAddress },
      schema: LokiSchema.since('2024-04-01'),
      objectStore: 's3',
    }),
    'with what is not typed': single.with({
      extra: {
        limits_config: { max_query_capacity: 0.5, otlp_config: { severity_text_as_label: true } },
        ingester: { wal: { disk_full_threshold: 0.8 } },
        ingester_client: { grpc_client_config: { max_recv_msg_size: Size.mebibytes(8) } },
        memberlist: { gossip_interval: Duration.seconds(1) },
        profiling: { cpu_profile_rate: 0 },
      },
    }),
  };
  for (const [name, config] of Object.entries(configs)) {
    const { isValid, said } = verify(through(printYaml(config.unescaped), lokiExpandEnv) as string);
    context.check(`Loki takes: ${name}`, isValid, () => said);
    if (name.startsWith('with every')) continue;
    context.check(
      `we take: ${name}`,
      config.check().every(({ severity }) => severity !== 'error'),
      () => JSON.stringify(config.check()),
    );
  }
  const { said } = verify(several.print() as string, '-print-config-stderr');
  const expanded = [
    'bucketnames: b-1',
    'endpoint: http://ceph.rook:80',
    'access_key_id: "on"',
    '\'{level="error", team="a\\"b\\\\c$"}\'',
  ];
  for (const one of expanded) context.check(`Loki reads: ${one}`, said.includes(one), () => firstLinesWith(said, one));
}

/** What the rules call an error, and Loki does not start with. */
function refuses(context: Context, verify: Verify): void {
  const wrong: Readonly<Record<string, Partial<LokiConfigProps>>> = {
    'no delete request store': { compactor: { retentionEnabled: true } },
    'a retention of a stream under a day': {
      limitsConfig: { retentionStream: [{ selector: '{a="b"}', priority: 1, period: Duration.hours(1) }] },
    },
    'metadata without TSDB': {
      schema: LokiSchema.running([{ from: '2022-01-01', ...boltdb, objectStore: 'filesystem' }]),
    },
    'two stores in common': {
      common: { pathPrefix: '/tmp/loki', storage: { s3: { bucketNames: 'a' }, gcs: { bucketName: 'b' } } },
    },
    'an unknown option': { extra: { limits_config: { max_line_sizes: 1 } } },
    'an unknown part': { extra: { limit_config: {} } },
    'a word for a number': { extra: { limits_config: { volume_max_series: 'many' } } },
    'a number for a list': { extra: { limits_config: { required_labels: 1 } } },
    'a number for a duration': { extra: { limits_config: { query_timeout: 'soon' } } },
  };
  for (const [name, changes] of Object.entries(wrong)) {
    const config = single.with(changes);
    const errors = config.check().filter(({ severity }) => severity === 'error');
    context.check(`we refuse: ${name}`, errors.length > 0, () => 'no error was found');
    const { isValid, said } = verify(through(printYaml(config.unescaped), lokiExpandEnv) as string);
    context.check(`Loki refuses: ${name}`, !isValid, () => said);
  }
}

/** The same selectors, as Loki's parser judges them. */
function selectors(context: Context, verify: Verify): void {
  const some = [
    ...[
      '{a="b"}',
      '{a=~".+"}',
      '{a!=""}',
      '{a=~".*", b="c"}',
      '{a=~`\\d+`}',
      '{ a = "b" , c != "d" }',
      '{a="\\u00e9\\n"}',
    ],
    ...[
      '{a=~".*"}',
      '{a=""}',
      '{a!="b"}',
      '{}',
      'a="b"',
      '{a="b"} |= "c"',
      '{a="b",}',
      '{a=b}',
      '{a=~"("}',
      '{a!~".+"}',
    ],
    ...['{a="b"', '{a="\\q"}', '{a=="b"}', '{1a="b"}', '{a=~"b?"}', '{a!~"|b"}', '{a=~"(?i)B"}', '{a="b" c="d"}'],
  ];
  for (const selector of some) {
    const config = single.with({
      limitsConfig: { retentionStream: [{ selector, priority: 1, period: Duration.days(2) }] },
    });
    const { isValid, said } = verify(through(printYaml(config.unescaped), lokiExpandEnv) as string);
    const fault = selectorFault(selector);
    context.check(
      `selector ${selector}`,
      isValid === (fault === undefined),
      () => `we say ${fault ?? 'right'}, Loki ${said}`,
    );
  }
}

/** Every option that Loki prints of itself is known here, but for what it hides in its reference; and none is known that it refuses. */
function knowsAll(context: Context, verify: Verify): void {
  const { said } = verify(single.print() as string, '-print-config-stderr');
  const yaml = said
    .split('\n')
    .filter((line) => !/^(level=|---|# )/.test(line))
    .join('\n');
  const printed = parseYaml(yaml) as Tree;
  const unknown = checkExtra(printed as never)
    .filter(({ rule }) => rule === 'loki/unknown-option')
    .map(({ at, got }) => `${at}.${got}`);
  const surprising = unknown.filter((one) => !hidden.test(one));
  context.check('every option that Loki prints is known', surprising.length === 0, () => surprising.join(', '));
  context.say(`${unknown.length} options that Loki hides in its reference are not known`);
  // The first thing that Loki asks once it has read it all.
  const { said: complaint } = verify(printYaml(filled(knownOptions()) as never) as string);
  const isRead = complaint.includes('if persist_tokens is true, path_prefix MUST be defined');
  context.check('every option that is known is one of Loki, of the kind that is known', isRead, () => complaint);
}

interface Tree {
  readonly [name: string]: unknown;
}

/** Of rings what cannot be changed, of a command line what is no option, and experiments. */
const hidden =
  /internal_server|\.(num_tokens|replication_factor|_)$|ruler\.wal\.|bloom|deletion_ignore_missing_chunks|kafka_config|dataobj|(verify|print|log)config|listtargets|configfile|configexpandenv/;

const ofKind: Readonly<Record<OptionKind, unknown>> = {
  boolean: true,
  int: 1,
  bytes: '1MiB',
  float: 0.5,
  duration: '1s',
  string: '',
  list: [],
  map: {},
};

/** Texts of which Loki reads at once what they say. */
const particular: Tree = {
  log_level: 'info',
  bucket_lookup_type: 'auto',
  block_ingestion_until: '2026-01-01T00:00:00Z',
  storage_start_date: '2026-01-01',
  client: { url: 'http://prometheus' },
};

/** Each known option with a value of its kind. */
function filled(block: KnownBlock): Tree {
  return Object.fromEntries(
    [...block].flatMap(([name, kind]) => {
      if (name === '*') return [];
      if (typeof kind !== 'string') return [[name, filled(kind())]];
      return [[name, Object.hasOwn(particular, name) ? particular[name] : ofKind[kind]]];
    }),
  );
}

function firstLinesWith(said: string, wanted: string): string {
  const key = wanted.split(':')[0] ?? wanted;
  return said
    .split('\n')
    .filter((line) => line.includes(key))
    .slice(0, 5)
    .join('\n');
}
