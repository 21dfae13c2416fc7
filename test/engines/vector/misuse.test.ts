import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink as ModelSink } from '../../../lib/pipeline/sink';
import { Source as ModelSource } from '../../../lib/pipeline/source';
import { Sink, Source, Transform, vector, VectorConfig, vrl } from '../../../lib/engines/vector';

const logs = Source.file('logs', { include: ['/l'] });
const numbers = Source.internalMetrics('numbers');
const inputs = [logs];
const loki = { inputs, endpoint: 'http://l', labels: { a: 'b' }, encoding: { codec: 'text' } };

type Make = (options: Record<string, unknown>) => unknown;

/** Each component, what it needs, and its options; `a.b` stands within `a`, beside what `a` needs. */
const components: readonly (readonly [string, Make, Record<string, unknown>, readonly string[]])[] = [
  [
    'file',
    (options) => Source.file('c', options as never),
    { include: ['/l'] },
    [
      ...['include', 'exclude', 'fileKey', 'offsetKey', 'hostKey', 'readFrom', 'ignoreCheckpoints', 'ignoreOlderSecs'],
      ...['maxLineBytes', 'maxReadBytes', 'oldestFirst', 'globMinimumCooldownMs', 'fingerprint', 'ignoreNotFound'],
      ...['multiline', 'removeAfterSecs', 'rotateWaitSecs', 'lineDelimiter', 'encoding', 'internalMetrics', 'dataDir'],
    ],
  ],
  ['internal_logs', (options) => Source.internalLogs('c', options), {}, ['hostKey', 'pidKey']],
  [
    'internal_metrics',
    (options) => Source.internalMetrics('c', options),
    {},
    ['scrapeIntervalSecs', 'namespace', 'tags'],
  ],
  ['filter', (options) => Transform.filter('c', options as never), { inputs, condition: vrl`true` }, ['condition']],
  [
    'remap',
    (options) => Transform.remap('c', options as never),
    { inputs, source: vrl`.a = 1` },
    ['source', 'dropOnAbort', 'dropOnError', 'timezone'],
  ],
  [
    'reduce',
    (options) => Transform.reduce('c', options as never),
    { inputs },
    ['groupBy', 'startsWhen', 'endsWhen', 'expireAfterMs', 'flushPeriodMs', 'maxEvents', 'mergeStrategies'],
  ],
  [
    'sample',
    (options) => Transform.sample('c', options as never),
    { inputs, rate: 2 },
    ['rate', 'keyField', 'groupBy'],
  ],
  [
    'throttle',
    (options) => Transform.throttle('c', options as never),
    { inputs, threshold: 1, windowSecs: 1 },
    ['threshold', 'windowSecs', 'keyField', 'exclude', 'internalMetrics'],
  ],
  [
    'log_to_metric',
    (options) => Transform.logToMetric('c', options as never),
    { inputs, metrics: [{ type: 'counter', field: 'a' }] },
    ['metrics'],
  ],
  [
    'console',
    (options) => Sink.console('c', options as never),
    { inputs, encoding: { codec: 'text' } },
    ['target', 'encoding'],
  ],
  [
    'blackhole',
    (options) => Sink.blackhole('c', options as never),
    { inputs },
    ['printIntervalSecs', 'rate', 'buffer'],
  ],
  [
    'loki',
    (options) => Sink.loki('c', options as never),
    loki,
    [
      ...['endpoint', 'path', 'tenantId', 'labels', 'structuredMetadata', 'encoding', 'compression', 'auth', 'batch'],
      ...['outOfOrderAction', 'removeTimestamp', 'removeLabelFields', 'request', 'tls', 'buffer', 'acknowledgements'],
    ],
  ],
  [
    'prometheus_exporter',
    (options) => Sink.prometheusExporter('c', options as never),
    { inputs: [numbers] },
    ['address', 'buckets', 'quantiles', 'distributionsAsSummaries', 'defaultNamespace', 'flushPeriodSecs'],
  ],
];
const options = components.flatMap(([type, make, needs, names]) =>
  names.map((name) => [type, name, make, needs] as const),
);

describe('a component of Vector refuses', () => {
  test.each(options)('%s: what %s cannot be', (_, name, make, needs) => {
    for (const value of [null, Number.NaN, () => 1, [null], { nonsense: 1 }, { __proto__: null, constructor: 1 }]) {
      expect(() => make({ ...needs, [name]: value })).toThrow(
        new RegExp(`^'c\\.${name}(?:[.[].*)?' must [^,]+(?:, [^,]+)*, got .+; .+`),
      );
    }
  });

  test.each(components)('%s: options that are none, and names that it has not', (_, make, needs) => {
    for (const none of [null, 'x', []]) expect(() => make(none as never)).toThrow(/^'c' must be an object, got /);
    for (const name of ['incldue', '__proto__x', 'constructor']) {
      expect(() => make({ ...needs, [name]: 1 })).toThrow(`'c' must have no other names than `);
    }
    // Own properties only, `__proto__` among them.
    expect(() => make({ ...needs, ...(JSON.parse('{"__proto__": {}}') as object) })).toThrow('got "__proto__"');
    expect(() => make(needs)).not.toThrow();
  });

  test.each<[string, () => unknown, string]>([
    [
      'a name that is none',
      () => Source.file(null as never, { include: ['/l'] }),
      "'name' must be 1 to 128 letters, digits and _, got null",
    ],
    [
      'what feeds nothing',
      () => Sink.blackhole('b', { inputs: [null] as never }),
      "'b.inputs[0]' must be sources and transforms, got null; give the object, not its name",
    ],
    [
      'a part of a variant',
      () => Source.file('f', { include: ['/l'], fingerprint: { strategy: 'inode' as never } }),
      `'f.fingerprint.strategy' must be checksum or device_and_inode, got "inode"`,
    ],
    [
      'an option of another variant',
      () => Sink.blackhole('b', { inputs: [logs], buffer: { type: 'memory', maxBytes: 1 } as never }),
      `'b.buffer' must have no other names than type, maxEvents, maxSize, whenFull, got "maxBytes"`,
    ],
    [
      'a password that is no secret',
      () => Sink.loki('l', { ...loki, auth: { strategy: 'basic', user: 'u', password: 'hunter2' } } as never),
      "for the variable that holds it, or give what a SecretBackend's secret('KEY') gives back",
    ],
    [
      'a program that is text',
      () => Transform.remap('r', { inputs: [logs], source: '.a = 1' as never }),
      `'r.source' must be VRL, got ".a = 1"; write vrl`,
    ],
    [
      'a strategy that is none',
      () => Transform.reduce('r', { inputs: [logs], mergeStrategies: { a: 'add' as never } }),
      "'r.mergeStrategies.a' must be array or",
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('no secret by showing it', () => {
    const auth = { strategy: 'bearer', token: 'hunter2' };
    expect(() => Sink.loki('l', { ...loki, auth } as never)).toThrow(
      /^'l\.auth\.token' must be a secret, (?!.*hunter2)/,
    );
  });
});

describe('the configuration and the engine refuse', () => {
  const sinks = [Sink.blackhole('b', { inputs: [logs] })] as const;
  const pipeline = new LogPipeline('p', {
    sources: [ModelSource.files('/l')],
    sinks: [ModelSink.loki({ url: 'http://l' }, { labels: { a: 'b' } })],
  });

  test.each<[string, () => unknown, string]>([
    ['properties that are none', () => new VectorConfig(null as never), "'props' must be an object, got null"],
    ['sinks that are none', () => new VectorConfig({ sinks: [logs] as never }), "'sinks' must be sinks, got an object"],
    ['no sinks', () => new VectorConfig({ sinks: null as never }), "'sinks' must have at least one sink, got null"],
    [
      'a folder that is none',
      () => new VectorConfig({ sinks, dataDir: 5 as never }),
      "'props.dataDir' must be a string, got 5",
    ],
    [
      'an api that is none',
      () => new VectorConfig({ sinks, api: true as never }),
      "'props.api' must be an object, got true",
    ],
    ['a version of null', () => new VectorConfig({ sinks, version: null as never }), "'version' must be one of "],
    ['no pipelines', () => vector.translate([]), "'pipelines' must be a list that is not empty"],
    ['what is no pipeline', () => vector.check([null as never]), "'pipelines[0]' must be a LogPipeline, got null"],
    [
      'options that are none',
      () => vector.translate([pipeline], null as never),
      "'options' must be an object, got null",
    ],
    [
      'an option that is misspelt',
      () => vector.translate([pipeline], { dataDri: '/x' } as never),
      `'options' must have no other names than its own, got "dataDri"; did you mean dataDir?`,
    ],
    ['a version that is none', () => vector.image('1' as never), `'version' must be one of 0.57.0`],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
