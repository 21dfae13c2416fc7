import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';

const logs = Source.file('logs', { include: ['/l'] });
const inputs = [logs];
const encoding = { codec: 'text' };

type Make = (options: Record<string, unknown>) => unknown;

const sinkNames = ['acknowledgements', 'buffer', 'healthcheck'];
const httpNames = [
  ...['uri', 'method', 'encoding', 'framing', 'compression', 'payloadPrefix', 'payloadSuffix', 'auth', 'batch'],
  ...['request', 'retryStrategy', 'tls', 'dangerouslyAllowUnconfinedTemplateResolution'],
];

/** Each component, what it needs, and its options. */
const components: readonly (readonly [string, Make, Record<string, unknown>, readonly string[]])[] = [
  [
    'route',
    (options) => Transform.route('c', options as never),
    { inputs, route: { a: vrl`true` } },
    ['route', 'rerouteUnmatched'],
  ],
  [
    'exclusive_route',
    (options) => Transform.exclusiveRoute('c', options as never),
    { inputs, routes: [{ name: 'a', condition: vrl`true` }] },
    ['routes'],
  ],
  ['dedupe', (options) => Transform.dedupe('c', options as never), { inputs }, ['fields', 'cache', 'timeSettings']],
  [
    'tag_cardinality_limit',
    (options) => Transform.tagCardinalityLimit('c', options as never),
    { inputs: [Source.internalMetrics('m')], mode: 'probabilistic' },
    [
      ...['mode', 'valueLimit', 'limitExceededAction', 'cacheSizePerKey', 'internalMetrics', 'trackingScope'],
      ...['maxTrackedKeys', 'perMetricLimits', 'perTagLimits'],
    ],
  ],
  [
    'sample',
    (options) => Transform.sample('c', options as never),
    { inputs, rate: 2 },
    ['ratio', 'rateField', 'ratioField', 'sampleRateKey', 'exclude'],
  ],
  ['remap', (options) => Transform.remap('c', options as never), { inputs, source: vrl`.a = 1` }, ['rerouteDropped']],
  ['reduce', (options) => Transform.reduce('c', options as never), { inputs }, ['endEveryPeriodMs']],
  [
    'file',
    (options) => Sink.file('c', options as never),
    { inputs, path: '/x', encoding },
    [
      ...['path', 'baseDir', 'encoding', 'framing', 'compression', 'idleTimeoutSecs', 'timezone', 'truncate'],
      ...['internalMetrics', 'dangerouslyAllowUnconfinedTemplateResolution', ...sinkNames],
    ],
  ],
  [
    'http',
    (options) => Sink.http('c', options as never),
    { inputs, uri: 'http://s', encoding },
    [...httpNames, 'proxy', ...sinkNames],
  ],
  [
    'opentelemetry',
    (options) => Sink.opentelemetry('c', options as never),
    { inputs, protocol: { type: 'http', uri: 'http://s', encoding } },
    ['protocol', 'proxy', ...sinkNames],
  ],
  [
    'vector',
    (options) => Sink.vector('c', options as never),
    { inputs, address: 'a:1' },
    ['address', 'routing', 'compression', 'batch', 'request', 'tls', 'keepalive', ...sinkNames],
  ],
  [
    'aws_s3',
    (options) => Sink.awsS3('c', options as never),
    { inputs, bucket: 'b', encoding },
    [
      ...['bucket', 'region', 'endpoint', 'forcePathStyle', 'keyPrefix', 'filenameTimeFormat', 'filenameAppendUuid'],
      ...['filenameExtension', 'encoding', 'framing', 'compression', 'batch', 'request', 'retryStrategy', 'tls'],
      ...['proxy', 'auth', 'acl', 'grantFullControl', 'grantRead', 'grantReadAcp', 'grantWriteAcp', 'tags'],
      ...['serverSideEncryption', 'ssekmsKeyId', 'storageClass', 'contentEncoding', 'contentType', 'timezone'],
      ...['dangerouslyAllowUnconfinedTemplateResolution', ...sinkNames],
    ],
  ],
  ['console', (options) => Sink.console('c', options as never), { inputs, encoding }, ['encoding', 'framing']],
];

test.each(components.flatMap(([type, make, needs, names]) => names.map((name) => [type, name, make, needs] as const)))(
  '%s refuses what %s cannot be',
  (_, name, make, needs) => {
    for (const value of [null, Number.NaN, () => 1, [null], { nonsense: 1 }, { __proto__: null, constructor: 1 }]) {
      expect(() => make({ ...needs, [name]: value })).toThrow(
        new RegExp(`^'c\\.${name}(?:[.[].*)?' must [^,]+(?:, [^,]+)*, got .+; .+`),
      );
    }
  },
);

test.each(components)('%s refuses options that are none, and names that it has not', (_, make, needs) => {
  for (const none of [null, 'x', []]) expect(() => make(none as never)).toThrow(/^'c' must be an object, got /);
  for (const name of ['incldue', '__proto__x', 'constructor']) {
    expect(() => make({ ...needs, [name]: 1 })).toThrow(`'c' must have no other names than `);
  }
  expect(() => make({ ...needs, ...(JSON.parse('{"__proto__": {}}') as object) })).toThrow('got "__proto__"');
  expect(() => make(needs)).not.toThrow();
});

test('what was given can be changed without an effect', () => {
  const headers: Record<string, string> = { 'X-A': 'a' };
  const perTagLimits: Record<string, { mode: 'limit_override'; valueLimit: number }> = {
    a: { mode: 'limit_override', valueLimit: 1 },
  };
  const sink = Sink.http('h', { inputs: [logs], uri: 'http://s', encoding: { codec: 'text' }, request: { headers } });
  const limit = Transform.tagCardinalityLimit('t', {
    inputs: [Source.internalMetrics('m')],
    mode: 'exact',
    perTagLimits,
  });
  const before = JSON.stringify([sink.component.options, limit.component.options]);
  headers['X-A'] = 'b';
  Object.assign(perTagLimits['a'] ?? {}, { valueLimit: 2 });
  expect(JSON.stringify([sink.component.options, limit.component.options])).toBe(before);
});
