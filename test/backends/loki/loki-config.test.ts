import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { LokiConfig } from '../../../lib/backends/loki/loki-config';
import { LokiSchema } from '../../../lib/backends/loki/loki-schema';
import { lokiExpandEnv } from '../../../lib/backends/loki/expand-env';
import { parseYaml } from '../../../lib/languages/yaml/parse';
import { env } from '../../../lib/text/live-text';
import { text } from '../../../lib/pipeline/ref';
import { secret } from '../../../lib/text/secret-ref';

const schema = LokiSchema.since('2024-04-01');
const least = {
  schema,
  objectStore: 'filesystem',
  storageConfig: { filesystem: { directory: '/var/loki/chunks' } },
  common: { replicationFactor: 1, ring: { kvstore: { store: 'inmemory' } } },
} as const;

const read = (config: LokiConfig, values: Readonly<Record<string, string>> = {}): unknown =>
  parseYaml(lokiExpandEnv.read(config.print() as string, values));

describe('a configuration', () => {
  it('is printed by the names that Loki gives its options', () => {
    const config = new LokiConfig({
      ...least,
      authEnabled: false,
      limitsConfig: { rejectOldSamplesMaxAge: Duration.days(7), ingestionRateMb: 4.5 },
    });
    expect(read(config)).toMatchObject({
      auth_enabled: false,
      common: { replication_factor: 1, ring: { kvstore: { store: 'inmemory' } } },
      limits_config: { reject_old_samples_max_age: '168h', ingestion_rate_mb: 4.5 },
      schema_config: {
        configs: [
          {
            from: '2024-04-01',
            store: 'tsdb',
            object_store: 'filesystem',
            schema: 'v13',
            index: { prefix: 'index_', period: '24h' },
          },
        ],
      },
    });
  });

  it('is read as it was meant, whatever its texts hold', () => {
    const config = (directory: string) => new LokiConfig({ ...least, storageConfig: { filesystem: { directory } } });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((one) => !one.includes('\0')),
        (directory) => {
          expect(read(config(directory), { x: 'no' })).toMatchObject({ storage_config: { filesystem: { directory } } });
        },
      ),
      { numRuns: 60, examples: [['${x}'], ['a\\\\b'], ['$$'], ['{{ .x }}'], ['"'], ['\\/'], ['no']] },
    );
  });

  it('leaves to the environment what the environment says, secrets too', () => {
    const config = new LokiConfig({
      ...least,
      objectStore: 's3',
      storageConfig: {
        aws: {
          bucketNames: env('BUCKET_NAME'),
          endpoint: text`http://${env('BUCKET_HOST')}:${env('BUCKET_PORT')}`,
          accessKeyId: secret('AWS_ACCESS_KEY_ID'),
          secretAccessKey: secret('AWS_SECRET_ACCESS_KEY'),
        },
      },
    });
    expect(config.variables).toEqual({
      env: ['BUCKET_HOST', 'BUCKET_NAME', 'BUCKET_PORT'],
      secrets: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    });
    expect(config.arguments).toEqual(['-config.expand-env=true']);
    const values = {
      BUCKET_NAME: 'b-1',
      BUCKET_HOST: 'ceph',
      BUCKET_PORT: '80',
      AWS_ACCESS_KEY_ID: 'on',
      AWS_SECRET_ACCESS_KEY: '123: #"\'',
    };
    expect(read(config, values)).toMatchObject({
      storage_config: {
        aws: {
          bucketnames: 'b-1',
          endpoint: 'http://ceph:80',
          access_key_id: 'on',
          secret_access_key: '123: #"\'',
        },
      },
    });
  });

  it('cannot be changed by who gave it, and makes another with other parts', () => {
    const labels = ['app'];
    const config = new LokiConfig({ ...least, limitsConfig: { discoverServiceName: labels } });
    labels.push('other');
    expect(read(config)).toMatchObject({ limits_config: { discover_service_name: ['app'] } });
    expect(read(config.with({ limitsConfig: {} }))).toMatchObject({ limits_config: {} });
    expect(() => Object.assign(config.props, { target: 'x' })).toThrow();
  });

  it('takes the rest in Loki’s own words, beside what is typed', () => {
    const config = new LokiConfig({
      ...least,
      limitsConfig: { ingestionRateMb: 5 },
      extra: { limits_config: { shard_streams: { time_sharding_enabled: true } }, profiling: { cpu_profile_rate: 1 } },
    });
    expect(read(config)).toMatchObject({
      limits_config: { ingestion_rate_mb: 5, shard_streams: { time_sharding_enabled: true } },
      profiling: { cpu_profile_rate: 1 },
    });
  });

  it('fails when the rest says what is typed', () => {
    const config = new LokiConfig({
      ...least,
      limitsConfig: { ingestionRateMb: 5 },
      extra: { limits_config: { ingestion_rate_mb: 6 } },
    });
    expect(() => config.print()).toThrow(
      "loki/option-twice: 'extra.limits_config.ingestion_rate_mb' must not say what there is a typed option for",
    );
  });

  it('fails when the rest says a limit, which no rule would judge there', () => {
    const extra = { limits_config: { retention_period: '1h', otlp_config: { severity_text_as_label: true } } };
    expect(new LokiConfig({ ...least, extra }).check()).toMatchObject([
      { rule: 'loki/option-twice', at: 'extra.limits_config.retention_period' },
    ]);
    expect(new LokiConfig({ ...least, extra: { limits_config: null as never } }).check()).toMatchObject([
      { rule: 'loki/option-kind', at: 'extra.limits_config' },
    ]);
  });

  it.each([
    ['schema', {}, "'props.schema' must be a LokiSchema"],
    ['objectStore', 'ceph', "'props.objectStore' must be filesystem or s3 or gcs or azure"],
    ['limitConfig', {}, 'did you mean limitsConfig?'],
  ])('fails when %s is %j', (name, value, message) => {
    expect(() => new LokiConfig({ ...least, [name]: value })).toThrow(message);
  });

  it('fails when the version is not known', () => {
    expect(() => new LokiConfig(least, '2.9.0' as never)).toThrow(
      '\'version\' must be one of 3.7.6, 3.7.8, got "2.9.0"',
    );
  });
});
