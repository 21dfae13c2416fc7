import type { Finding } from '../../../findings/finding';
import { finding, isOn, valueOf } from './rule';
import type { ConfigRule, PluginRule } from './rule';

/** Outputs that talk to somebody who may be away; the others have all they need. */
const local: ReadonlySet<string> = new Set([
  ...['stdout', 'null', 'counter', 'file', 'exit', 'flowcounter', 'lib', 'plot', 'prometheus_exporter'],
]);

export const retryLimit: PluginRule = ({ plugin, at }) => {
  if (plugin.section !== 'outputs' || local.has(plugin.type) || valueOf(plugin, 'retry_limit') !== undefined) return [];
  const message = "'retryLimit' must be said: by itself Fluent Bit tries once more and drops the chunk";
  const remedy = "give 'no_limits', with a bound on the disk or memory, or the number that you mean";
  return [finding('fluent-bit/retry-limit', 'warning', at, 'none, which is 1', message, remedy)];
};

/** What waits without an end fills what it waits in. */
export const bounded: ConfigRule = ({ plugins }) => {
  const inputs = plugins.filter(({ plugin }) => plugin.section === 'inputs');
  const onDisk = inputs.filter(({ plugin }) => valueOf(plugin, 'storage.type') === 'filesystem');
  const unbounded = inputs.filter(
    ({ plugin }) =>
      valueOf(plugin, 'storage.type') === undefined &&
      valueOf(plugin, 'mem_buf_limit') === undefined &&
      reads(plugin.type),
  );
  const outputs = plugins.filter(
    ({ plugin }) => plugin.section === 'outputs' && isForever(valueOf(plugin, 'retry_limit')),
  );
  return [
    ...outputs.flatMap(({ plugin, at }): readonly Finding[] => {
      if (onDisk.length === 0 || valueOf(plugin, 'storage.total_limit_size') !== undefined) return [];
      const message = "'storageTotalLimitSize' must bound the disk of an output that never gives up";
      const remedy = 'give the disk that may be used; when it is full the oldest chunks are dropped, and counted';
      return [finding('fluent-bit/unbounded-disk', 'warning', at, 'none', message, remedy)];
    }),
    ...(outputs.length === 0 ? [] : unbounded).map(({ at }) => {
      const message = "'memBufLimit' must bound the memory of what waits for an output that never gives up";
      const remedy = "give the memory that may be used, at which the input pauses, or storageType: 'filesystem'";
      return finding('fluent-bit/unbounded-memory', 'warning', at, 'none', message, remedy);
    }),
  ];
};

function isForever(value: unknown): boolean {
  return typeof value === 'string' && /^(?:no_limits|false|off)$/i.test(value);
}

/** Inputs that bring as much as there is. */
function reads(type: string): boolean {
  return [
    'tail',
    'forward',
    'systemd',
    'http',
    'tcp',
    'udp',
    'syslog',
    'opentelemetry',
    'splunk',
    'elasticsearch',
    'stdin',
  ].includes(type);
}

/** Chunks on the disk need a folder, and what bounds them is of no effect elsewhere. */
export const storage: ConfigRule = ({ plugins, service: properties }) => {
  const hasPath = valueOf({ properties }, 'storage.path') !== undefined;
  const onDisk = plugins.filter(({ plugin }) =>
    ['storage.type', 'emitter_storage.type'].some((name) => valueOf(plugin, name) === 'filesystem'),
  );
  const needless =
    onDisk.length > 0 ? [] : plugins.filter(({ plugin }) => valueOf(plugin, 'storage.total_limit_size') !== undefined);
  return [
    ...(hasPath ? [] : onDisk).map(({ at }) => {
      const message = "'storageType' must not be filesystem without a folder for it: Fluent Bit does not start";
      return finding(
        'fluent-bit/storage-path',
        'error',
        at,
        'no storagePath of the service',
        message,
        'give the service a storagePath',
      );
    }),
    ...needless.map(({ at }) => {
      const message =
        "'storageTotalLimitSize' must bound what inputs keep on the disk; it is of no effect where none does";
      return finding(
        'fluent-bit/storage-limit',
        'warning',
        at,
        'no input of storageType filesystem',
        message,
        "give an input storageType: 'filesystem', or leave it out",
      );
    }),
    ...onDisk
      .filter(({ plugin }) => plugin.section === 'inputs' && valueOf(plugin, 'mem_buf_limit') !== undefined)
      .map(({ at }) => {
        const message =
          "'memBufLimit' must stand with an input that keeps what waits in memory; of one on the disk it bounds nothing";
        return finding(
          'fluent-bit/memory-limit',
          'warning',
          at,
          "storageType: 'filesystem'",
          message,
          "leave it out; 'storageMaxChunksUp' of the service bounds the memory",
        );
      }),
  ];
};

/** The first key of a record that is the body takes the others' place. */
export const bodyKey: PluginRule = ({ plugin, at }) => {
  if (plugin.section !== 'outputs' || plugin.type !== 'opentelemetry') return [];
  if (valueOf(plugin, 'logs_body_key_attributes') !== undefined) return [];
  const message = "'logsBodyKeyAttributes' must be said: of a record with log or message the other fields are not sent";
  return [
    finding(
      'fluent-bit/body-key',
      'warning',
      at,
      'none, which is false',
      message,
      'set it to true, to send them as attributes, or to false',
    ),
  ];
};

/** What tells that Fluent Bit is well. */
export const health: ConfigRule = ({ service: properties }) => {
  const [serves, checks] = ['http_server', 'health_check'].map((name) => isOn(valueOf({ properties }, name)));
  if (serves === checks) return [];
  return serves
    ? [
        finding(
          'fluent-bit/health-check',
          'warning',
          'service',
          'httpServer alone',
          "'healthCheck' must be true for /api/v1/health to be there",
          'set healthCheck: true',
        ),
      ]
    : [
        finding(
          'fluent-bit/health-check',
          'error',
          'service',
          'healthCheck alone',
          "'httpServer' must be true for anybody to ask for health",
          'set httpServer: true',
        ),
      ];
};

/** What is read before the chunks of an earlier run are looked for is taken for one of them. */
export const early: ConfigRule = ({ plugins, service: properties }) => {
  if (valueOf({ properties }, 'storage.path') === undefined) return [];
  return plugins
    .filter(({ plugin }) => plugin.type === 'dummy' && isOn(valueOf(plugin, 'flush_on_startup')))
    .map(({ at }) => {
      const message =
        "'flushOnStartup' must not stand beside a 'storagePath': the first record is sent twice, and Fluent Bit 5.1 breaks down at its end";
      return finding('fluent-bit/early-record', 'error', at, 'true', message, 'leave it out');
    });
};
