import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import type { ConsoleOptions, Encoding } from '../../../../lib/engines/vector';
import { secret } from '../../../../lib/text/secret-ref';
import { found, printed } from './printed';
import { byVector, complaints, linesIn, output } from './vector-program';

const logs = Source.file('logs', { include: ['/l'] });
const numbers = Source.internalMetrics('numbers');
const out = (options: Partial<ConsoleOptions>) =>
  Sink.console('out', { inputs: [logs], encoding: { codec: 'text' }, ...options });

describe('an encoding', () => {
  test.each<[Encoding, string]>([
    [{ codec: 'otlp' }, "'encoding.codec' otlp must go to Vector 0.51 or later"],
    [{ codec: 'syslog' }, "'encoding.codec' syslog must go to Vector 0.53 or later"],
    [{ codec: 'gelf', gelf: {} }, "'encoding.gelf' must go to Vector 0.50 or later"],
  ])('%j is of later versions', (encoding, message) => {
    const loki = { inputs: [logs], endpoint: 'http://l', labels: { a: 'b' }, encoding } as const;
    for (const sink of [
      out({ encoding }),
      Sink.loki('l', loki),
      Sink.file('f', { inputs: [logs], path: '/x', encoding }),
      Sink.http('h', { inputs: [logs], uri: 'http://s', encoding }),
      Sink.awsS3('s', { inputs: [logs], bucket: 'b', encoding }),
    ]) {
      expect(found(sink)).toEqual([]);
      expect(found(sink, '0.43.1')).toEqual([expect.stringContaining(message)]);
    }
  });

  test.each<[string, unknown, string]>([
    ['a codec that is none', { codec: 'xml' }, `'out.encoding.codec' must be text or raw_message`],
    [
      'an option of another codec',
      { codec: 'text', json: {} },
      "'out.encoding' must have no other names than codec, exceptFields",
    ],
    ['csv without fields', { codec: 'csv' }, "'out.encoding.csv' must be an object, got undefined"],
    [
      'two characters',
      { codec: 'csv', csv: { fields: ['a'], delimiter: '::' } },
      "'out.encoding.csv.delimiter' must be one ASCII character",
    ],
    [
      'a letter beyond ASCII',
      { codec: 'csv', csv: { fields: ['a'], quote: '«' } },
      "'out.encoding.csv.quote' must be one ASCII character",
    ],
    [
      'chunks too small',
      { codec: 'gelf', gelf: { maxChunkSize: 12 } },
      "'out.encoding.gelf.maxChunkSize' must be a whole number from 13 on",
    ],
    [
      'a field left out and in',
      { codec: 'json', onlyFields: ['a', 'b'], exceptFields: ['b'] },
      `'out.encoding.onlyFields' must name none of 'exceptFields', got "b"`,
    ],
  ])('refuses %s', (_, encoding, message) => {
    expect(() => out({ encoding: encoding as Encoding })).toThrow(message);
  });

  test('has its framing beside it', () => {
    const framing = { method: 'character_delimited', characterDelimited: { delimiter: ';' } } as const;
    expect(printed(out({ framing }))).toContain(
      [
        '    framing:',
        '      method: character_delimited',
        '      character_delimited:',
        '        delimiter: ";"',
      ].join('\n'),
    );
    expect(() => out({ framing: { method: 'lines' } as never })).toThrow(
      "'out.framing.method' must be newline_delimited or",
    );
  });
});

describe('options of sinks', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a buffer of two sizes',
      () => Sink.blackhole('b', { inputs: [logs], buffer: { type: 'memory', maxEvents: 1, maxSize: 1 } }),
      "'b.buffer.maxSize' must not stand beside 'maxEvents', got both; remove one",
    ],
    [
      'a share of all',
      () =>
        Sink.vector('v', { inputs: [logs], address: 'a:1', request: { adaptiveConcurrency: { decreaseRatio: 1 } } }),
      "'v.request.adaptiveConcurrency.decreaseRatio' must be less than 1, got 1",
    ],
    [
      'headers where a sink has none',
      () => Sink.vector('v', { inputs: [logs], address: 'a:1', request: { headers: {} } as never }),
      "'v.request' must have no other names than concurrency",
    ],
    [
      'a custom authorization in plain text',
      () =>
        Sink.http('h', {
          inputs: [logs],
          uri: 'http://s',
          encoding: { codec: 'text' },
          auth: { strategy: 'custom', value: 'Splunk hunter2' as never },
        }),
      "'h.auth.value' must be a secret, got one of type string",
    ],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('of the exporter hold a certificate and who may ask', () => {
    const exporter = Sink.prometheusExporter('p', {
      inputs: [numbers],
      auth: { strategy: 'basic', user: 'prometheus', password: secret('PASSWORD') },
      tls: { enabled: true, crtFile: '/tls/tls.crt', keyFile: '/tls/tls.key' },
    });
    expect(printed(exporter)).toContain('    tls:\n      enabled: true\n      crt_file: /tls/tls.crt\n');
    const signed = { strategy: 'aws', service: 'aps', auth: {} } as never;
    expect(() => Sink.prometheusExporter('p', { inputs: [numbers], auth: signed })).toThrow(
      `'p.auth.strategy' must be basic or bearer or custom, got "aws"`,
    );
  });
});

byVector('every encoding in a real run', ['console'], async (folder) => {
  const source = Source.file('logs', { include: [linesIn(folder, ['x'])] });
  const event = Transform.remap('event', {
    inputs: [source],
    source: vrl`. = {"message": "a;b", "host": "h", "n": 1.5, "timestamp": t'2024-01-02T03:04:05Z'}`,
  });
  const encodings: readonly Encoding[] = [
    { codec: 'text' },
    { codec: 'raw_message' },
    { codec: 'logfmt', exceptFields: ['timestamp'] },
    { codec: 'json', onlyFields: ['n', 'timestamp'], timestampFormat: 'unix_ms' },
    { codec: 'json', json: { pretty: true }, onlyFields: ['n'] },
    { codec: 'csv', csv: { fields: ['message', 'n'], delimiter: ';', quote: "'" } },
    { codec: 'gelf', gelf: { maxChunkSize: 8192 }, onlyFields: ['message', 'host', 'timestamp'] },
    { codec: 'native_json', onlyFields: ['message'] },
  ];
  const [first, ...rest] = encodings.map((encoding, index) =>
    Sink.file(`f${index}`, { inputs: [event], path: `${folder}/${index}`, encoding, idleTimeoutSecs: 1 }),
  );
  if (first === undefined) throw new Error('no encodings');
  const { existsSync, readFileSync } = await import('node:fs');
  const text = (index: number) => (existsSync(`${folder}/${index}`) ? readFileSync(`${folder}/${index}`, 'utf8') : '');
  await output(folder, { sinks: [first, ...rest] }, () => encodings.every((_, index) => text(index) !== ''));
  expect(encodings.map((_, index) => text(index))).toEqual([
    'a;b\n',
    'a;b\n',
    'host=h message=a;b n=1.5\n',
    '{"n":1.5,"timestamp":1704164645000}\n',
    '{\n  "n": 1.5\n}\n',
    "'a;b';1.5\n",
    expect.stringMatching(/^\{.*"short_message":"a;b".*\}\0$/),
    '{"log":{"message":"a;b"}}\n',
  ]);
});

byVector('sinks with all their options', ['http', 'loki', 'prometheus_exporter'], (folder) => {
  const sinks = [
    Sink.console('console', { inputs: [logs], encoding: { codec: 'native' }, target: 'stderr' }),
    Sink.blackhole('blackhole', {
      inputs: [logs],
      printIntervalSecs: 1,
      rate: 3,
      buffer: { type: 'memory', maxSize: 1e6 },
    }),
    Sink.http('http', {
      inputs: [logs],
      uri: 'http://localhost:1',
      method: 'put',
      encoding: { codec: 'json' },
      compression: { algorithm: 'gzip', level: 3 },
      payloadPrefix: '{"a":',
      payloadSuffix: '}',
      batch: { maxBytes: 1_000, maxEvents: 1, timeoutSecs: 0.1 },
      request: {
        concurrency: 3,
        adaptiveConcurrency: {
          decreaseRatio: 0.5,
          ewmaAlpha: 0.3,
          initialConcurrency: 3,
          maxConcurrencyLimit: 5,
          rttDeviationScale: 1,
        },
        retryJitterMode: 'None',
        timeoutSecs: 1,
        rateLimitNum: 4,
        rateLimitDurationSecs: 3,
        retryAttempts: 0,
        retryInitialBackoffSecs: 1,
        retryMaxDurationSecs: 4,
      },
      retryStrategy: { type: 'custom', statusCodes: [404] },
      tls: { verifyCertificate: true, verifyHostname: false, alpnProtocols: ['h2'], serverName: 'a' },
      proxy: { enabled: true, http: 'http://p', https: 'http://p', noProxy: ['a'] },
      healthcheck: { enabled: true, uri: 'http://localhost:1' },
    }),
    Sink.loki('loki', {
      inputs: [logs],
      endpoint: 'http://localhost:1',
      labels: { a: '{{ b }}' },
      encoding: {
        codec: 'csv',
        csv: { fields: ['a'], quoteStyle: 'non_numeric', doubleQuote: false, escape: '\\', capacity: 99 },
      },
      auth: { strategy: 'custom', value: secret('AUTHORIZATION') },
      proxy: { enabled: false },
    }),
    Sink.prometheusExporter('exporter', {
      inputs: [numbers],
      address: '127.0.0.1:19598',
      auth: { strategy: 'bearer', token: secret('AUTHORIZATION') },
      tls: { enabled: false },
      quantiles: [0.5],
      buckets: [1],
      distributionsAsSummaries: true,
      defaultNamespace: 'x',
      flushPeriodSecs: 3,
      suppressTimestamp: true,
    }),
  ] as const;
  expect(complaints(folder, { sinks }, { AUTHORIZATION: 'x' })).toBe('');
});

byVector('transforms with all their options', ['dedupe', 'sample', 'throttle', 'reduce', 'log_to_metric'], (folder) => {
  const dedupe = Transform.dedupe('dedupe', {
    inputs: [logs],
    fields: { ignore: ['timestamp', '"a b"'] },
    cache: { numEvents: 10 },
    timeSettings: { maxAgeMs: 10, refreshOnDrop: true },
  });
  const ratio = { ratio: 0.5, rateField: 'x', groupBy: '{{ a }}', sampleRateKey: '', exclude: vrl`true` };
  const sample = Transform.sample('sample', { inputs: [dedupe], ...ratio });
  const throttle = Transform.throttle('throttle', {
    inputs: [sample],
    threshold: 1,
    windowSecs: 0.5,
    keyField: '{{ a }}',
    exclude: vrl`.b == 1`,
    internalMetrics: { emitEventsDiscardedPerKey: true },
  });
  const reduce = Transform.reduce('reduce', {
    inputs: [throttle],
    mergeStrategies: { 'a.b': 'concat' },
    endEveryPeriodMs: 9,
  });
  const metrics = Transform.logToMetric('metrics', {
    inputs: [reduce],
    metrics: [
      {
        type: 'counter',
        field: 'x',
        kind: 'absolute',
        incrementByValue: true,
        tags: { b: ['{{ c }}', 'd'], 'd-E': 'x' },
      },
    ],
  });
  const all = Transform.logToMetric('all', { inputs: [reduce], allMetrics: true });
  expect(complaints(folder, { sinks: [Sink.blackhole('end', { inputs: [metrics, all] })] })).toBe('');
});
