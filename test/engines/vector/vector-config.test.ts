import { settle } from '../../../lib/text/reader';
import type { LiveText } from '../../../lib/text/live-text';
import { concat, env, helm } from '../../../lib/text/live-text';
import { secret } from '../../../lib/text/secret-ref';
import { Sink, Source, Transform, VectorConfig, vrl } from '../../../lib/engines/vector';
import type { LokiOptions, Output, VectorVersion } from '../../../lib/engines/vector';

const logs = Source.file('logs', { include: ['/var/log/*.log'], maxLineBytes: 1024, hostKey: '' });

function lokiConfig(options: Partial<LokiOptions> = {}, version?: VectorVersion): VectorConfig {
  const sink = Sink.loki('loki', {
    inputs: [logs],
    endpoint: 'http://loki',
    labels: { app: 'x' },
    encoding: { codec: 'text' },
    ...options,
  });
  return new VectorConfig({ sinks: [sink], ...(version === undefined ? {} : { version }) });
}

describe('a configuration', () => {
  test('is collected from its sinks and printed in Vector’s words', () => {
    const flat = Transform.remap('flat', { inputs: [logs], source: vrl`.a = 1; del(.b)` });
    const sinks = [
      Sink.console('out', { inputs: [flat], encoding: { codec: 'json' } }),
      Sink.blackhole('none', { inputs: [flat, logs] }),
    ] as const;
    expect(settle(new VectorConfig({ sinks, api: { address: '127.0.0.1:8686' } }).print(), 'test')).toBe(
      [
        'data_dir: /var/lib/vector',
        'api:',
        '  enabled: true',
        '  address: "127.0.0.1:8686"',
        'sources:',
        '  logs:',
        '    type: file',
        '    include:',
        '      - "/var/log/*.log"',
        '    max_line_bytes: 1024',
        '    host_key: ""',
        'transforms:',
        '  flat:',
        '    type: remap',
        '    inputs:',
        '      - logs',
        '    source: |',
        '      .a = 1; del(.b)',
        'sinks:',
        '  out:',
        '    type: console',
        '    inputs:',
        '      - flat',
        '    encoding:',
        '      codec: json',
        '  none:',
        '    type: blackhole',
        '    inputs:',
        '      - flat',
        '      - logs',
        '',
      ].join('\n'),
    );
  });

  test('tells which files it reads', () => {
    expect(lokiConfig().reads).toEqual([
      { source: 'logs', include: ['/var/log/*.log'], exclude: [], maxLineBytes: 1024 },
    ]);
  });

  test('fails for names, inputs and options that Vector refuses', () => {
    expect(() => Source.file('a.b', { include: ['/x'] })).toThrow("'name' must be 1 to 128 letters, digits and _");
    expect(() => Sink.blackhole('b', { inputs: [] as never })).toThrow(
      "'b.inputs' must hold what feeds it, got an empty list",
    );
    expect(() => Sink.blackhole('b', { inputs: ['logs' as never] })).toThrow('give the object, not its name');
    expect(() => Sink.prometheusExporter('m', { inputs: [logs] })).toThrow('must emit metrics, got logs from logs');
    const metrics: Output = Source.internalMetrics('metrics');
    expect(() => Transform.filter('f', { inputs: [metrics], condition: vrl`true` })).toThrow('must emit logs');
    expect(() => Transform.throttle('t', { inputs: [logs], threshold: 0, windowSecs: 1 })).toThrow(
      "'t.threshold' must be a whole number from 1 to 4294967295, got 0",
    );
    expect(() => new VectorConfig({ sinks: [] as never })).toThrow("'sinks' must have at least one sink");
    expect(() => lokiConfig({ labels: {} })).toThrow("'loki.labels' must have at least one name");
  });

  test('fails for a version that is not known, and says what to do', () => {
    expect(() => lokiConfig({}, '0.50.0' as VectorVersion)).toThrow(
      `'version' must be one of 0.57.0, 0.56.0, 0.43.1, 0.39.0, got "0.50.0"; run one of these`,
    );
  });

  test('cannot be changed through what it was made of', () => {
    const include: [string] = ['/a'];
    const source = Source.file('s', { include });
    include[0] = '/b';
    expect(new VectorConfig({ sinks: [Sink.blackhole('b', { inputs: [source] })] }).reads[0]?.include).toEqual(['/a']);
  });
});

describe('a version', () => {
  const dollars = { inputs: [logs] as const, source: vrl`.a = ${'$X'}` };
  const printed = (version: VectorVersion): string => {
    const sink = Sink.blackhole('b', { inputs: [Transform.remap('r', dollars)] });
    return settle(new VectorConfig({ sinks: [sink], version }).print(), 'test');
  };

  test('decides whether dollars are doubled', () => {
    expect(printed('0.57.0')).toContain('.a = "$X"');
    expect(printed('0.56.0')).toContain('.a = "$$X"');
  });

  test('decides whether templates are to be told unconfined', () => {
    const option = 'dangerously_allow_unconfined_template_resolution: true';
    const unconfined = { labels: { app: '{{ app }}' } };
    expect(lokiConfig(unconfined, '0.57.0').print()).toContain(option);
    expect(lokiConfig(unconfined, '0.56.0').print()).not.toContain(option);
    expect(lokiConfig({}, '0.57.0').print()).not.toContain(option);
    expect(lokiConfig({ tenantId: '{{ t }}' }, '0.57.0').print()).toContain(option);
  });

  test('decides whether there is structured metadata', () => {
    const options = { structuredMetadata: { a: 'b' } };
    expect(lokiConfig(options, '0.43.1').check()).toEqual([]);
    expect(() => lokiConfig(options, '0.39.0').print()).toThrow(
      "vector/structured-metadata: 'structuredMetadata' must go to Vector 0.42 or later",
    );
  });
});

describe('variables', () => {
  const live = lokiConfig({
    endpoint: concat('http://', env('HOST'), '/$a'),
    auth: { strategy: 'basic', user: 'u', password: secret('PASSWORD') },
  });

  test('are expanded by Vector, which 0.57 has to be allowed', () => {
    expect(live.environment).toEqual({ VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true' });
    expect(live.print()).toContain('endpoint: |-\n      http://${HOST}/$$a\n');
    expect(live.print()).toContain('password: |2-\n        ${PASSWORD}\n');
    expect(live.variables).toEqual({ env: ['HOST'], secrets: ['PASSWORD'] });
    expect(lokiConfig().environment).toEqual({});
  });

  test('within programs are read by these, and need no permission', () => {
    const sink = Sink.blackhole('b', {
      inputs: [Transform.remap('r', { inputs: [logs], source: vrl`.a = ${env('A')}` })],
    });
    const config = new VectorConfig({ sinks: [sink] });
    expect(config.environment).toEqual({});
    expect(config.variables).toEqual({ env: ['A'], secrets: [] });
  });

  test('of outer readers stay live', () => {
    const text = lokiConfig({ labels: { release: helm('.Release.Name') } }).print() as LiveText;
    expect(text.parts).toContainEqual({ reader: 'helm', name: '.Release.Name' });
  });
});

describe('rules', () => {
  const rules = (config: VectorConfig): readonly string[] => config.check().map(({ rule, at }) => `${rule} at ${at}`);

  test('find a disk buffer that is too small', () => {
    const buffer = (maxSize: number) => lokiConfig({ buffer: { type: 'disk', maxSize } });
    expect(rules(buffer(268_435_487))).toEqual(['vector/buffer-minimum at sinks.loki']);
    expect(rules(buffer(268_435_488))).toEqual([]);
  });

  test('find snappy, which lets a label value add labels', () => {
    expect(rules(lokiConfig({ compression: 'snappy' as never }))).toEqual(['vector/loki-compression at sinks.loki']);
  });

  test('find two components of one name, and a relative data folder', () => {
    const other = Source.file('logs', { include: ['/other'] });
    const sink = Sink.blackhole('b', { inputs: [logs, other] });
    expect(rules(new VectorConfig({ sinks: [sink], dataDir: 'data' }))).toEqual([
      'vector/unique-names at logs',
      'vector/data-dir at data_dir',
    ]);
  });

  test('warn where a full buffer drops', () => {
    const config = lokiConfig({ buffer: { type: 'memory', whenFull: 'drop_newest' } });
    expect(rules(config)).toEqual(['vector/drops-when-full at sinks.loki']);
    expect(() => config.print()).not.toThrow();
  });
});
