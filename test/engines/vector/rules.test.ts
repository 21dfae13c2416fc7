import { Sink, Source, Transform, VectorConfig, vrl } from '../../../lib/engines/vector';
import type { Consumer, Globals, Output, VectorVersion } from '../../../lib/engines/vector';
import { source } from '../../../lib/engines/vector/config/component';
import type { Component } from '../../../lib/engines/vector/config/component';
import { secret } from '../../../lib/text/secret-ref';
import { env } from '../../../lib/text/live-text';

const logs = Source.file('logs', { include: ['/l'] });
const stdin = source('stdin', 'stdin', {});

function found(
  sinks: readonly Consumer[],
  props: Globals & { readonly version?: VectorVersion } = {},
): readonly string[] {
  const [first, ...rest] = sinks as [Consumer, ...Consumer[]];
  return new VectorConfig({ sinks: [first, ...rest], ...props })
    .check()
    .map(({ rule, severity, at, got }) => `${severity} ${rule} at ${at}: ${got}`);
}

const none = (name: string, ...inputs: readonly Output[]): Consumer =>
  Sink.blackhole(name, { inputs: inputs as [Output, ...Output[]] });

describe('what nobody reads', () => {
  const routes = Transform.route('split', {
    inputs: [logs],
    route: { errors: vrl`.level == "error"`, rest: vrl`true` },
  });

  test('of a router is told by output', () => {
    expect(found([none('a', routes.outputs.errors)])).toEqual([
      'warning vector/unread-output at transforms.split: nothing that reads split.rest',
      'warning vector/unread-output at transforms.split: nothing that reads split._unmatched',
    ]);
    expect(found([none('a', routes.outputs.errors, routes.outputs.rest), none('b', routes.unmatched)])).toEqual([]);
  });

  test('of an exclusive router too', () => {
    const only = Transform.exclusiveRoute('only', { inputs: [logs], routes: [{ name: 'a', condition: vrl`.a == 1` }] });
    expect(found([none('a', only.outputs.a)])).toEqual([
      'warning vector/unread-output at transforms.only: nothing that reads only._unmatched',
    ]);
    expect(found([none('a', only.outputs.a, only.unmatched)])).toEqual([]);
  });

  test('of a program is what it dropped, or what it passed on', () => {
    const read = Transform.remap('read', { inputs: [logs], source: vrl`.a = 1`, rerouteDropped: true });
    expect(found([none('a', read)])).toEqual([
      'warning vector/unread-output at transforms.read: nothing that reads read.dropped',
    ]);
    expect(found([none('a', read.dropped)])).toEqual([
      'warning vector/unread-output at transforms.read: nothing that reads read',
    ]);
    expect(found([none('a', read, read.dropped)])).toEqual([]);
  });
});

test('an input that is given twice', () => {
  expect(found([none('a', logs, logs)])).toEqual(['error vector/input-twice at sinks.a: logs more than once']);
});

test('the metrics of an OpenTelemetry source before there were some', () => {
  const server = (port: number) => ({ address: `127.0.0.1:${port}` });
  const otel = Source.opentelemetry('otel', { grpc: server(4317), http: server(4318) });
  const rule = /opentelemetry-metrics/;
  const errors = (version: VectorVersion): readonly string[] =>
    found([none('a', otel.metrics)], { version }).filter((one) => rule.test(one));
  expect(errors('0.43.1')).toEqual(['error vector/opentelemetry-metrics at sinks.a: otel.metrics and version 0.43.1']);
  expect(errors('0.56.0')).toEqual([]);
});

test('a loop, which cannot be built but by force', () => {
  const forged = { name: 'x', section: 'transforms', type: 'filter', options: {}, inputs: [] as unknown[] };
  forged.inputs.push({ name: 'x', emits: 'logs', component: forged });
  const output: Output = { name: 'x', emits: 'logs', component: forged as unknown as Component };
  expect(() => new VectorConfig({ sinks: [none('a', output)] })).toThrow(
    `'x.inputs' must not lead back to itself, got "x"; remove one of the inputs`,
  );
});

describe('acknowledgements', () => {
  const acknowledgements = { enabled: true };
  const asked = (...inputs: [Output, ...Output[]]): Consumer => Sink.blackhole('a', { inputs, acknowledgements });

  test('are asked in vain of a source that does not wait', () => {
    const kept = Transform.filter('kept', { inputs: [stdin, logs], condition: vrl`.a == 1` });
    expect(found([asked(kept)])).toEqual(['warning vector/acknowledgements at sinks.a: stdin, of type stdin']);
    expect(found([asked(logs)])).toEqual([]);
    expect(found([none('a', stdin)])).toEqual([]);
  });

  test('may be those of all sinks', () => {
    expect(found([none('a', stdin)], { acknowledgements })).toHaveLength(1);
    const own = Sink.blackhole('a', { inputs: [stdin], acknowledgements: { enabled: false } });
    expect(found([own], { acknowledgements })).toEqual([]);
  });
});

describe('what only one can have', () => {
  const server = (name: string, address: string, options: object = {}): Output =>
    source('http_server', name, { address, ...options });

  test.each([
    ['0.0.0.0:80', '0.0.0.0:80', true],
    ['0.0.0.0:80', '127.0.0.1:80', true],
    ['[::]:80', '127.0.0.1:80', true],
    ['[::]:80', '[::1]:80', true],
    ['127.0.0.1:80', '127.0.0.2:80', false],
    ['0.0.0.0:80', '0.0.0.0:81', false],
    ['0.0.0.0:80', '[::1]:80', false],
  ])('an address to listen at: %s and %s', (one, other, isTaken) => {
    const expected = isTaken
      ? [`error vector/one-listener at sources.b.address: tcp ${other}, as sources.a.address`]
      : [];
    expect(found([none('x', server('a', one), server('b', other))])).toEqual(expected);
  });

  test('a port of UDP is not one of TCP', () => {
    const udp = source('socket', 'b', { mode: 'udp', address: '0.0.0.0:80' });
    expect(found([none('x', server('a', '0.0.0.0:80'), udp)])).toEqual([]);
  });

  test('addresses that Vector chooses, within options, and of the api', () => {
    const otlp = source('opentelemetry', 'otlp', {
      grpc: { address: '0.0.0.0:4317' },
      http: { address: '0.0.0.0:9598' },
    });
    const exporter = Sink.prometheusExporter('metrics', { inputs: [Source.internalMetrics('own')] });
    expect(found([none('x', otlp), exporter], { api: { address: '0.0.0.0:4317' } })).toEqual([
      'error vector/one-listener at sinks.metrics.address: tcp 0.0.0.0:9598, as sources.otlp.http.address',
      'error vector/one-listener at api.address: tcp 0.0.0.0:4317, as sources.otlp.grpc.address',
    ]);
    expect(found([none('x', server('a', '0.0.0.0:8686'))], { api: {} })).toHaveLength(1);
    expect(found([none('x', server('a', '0.0.0.0:8686'))], { api: { enabled: false } })).toEqual([]);
  });

  test('where a sink connects to is not listened at', () => {
    const vector = Sink.vector('v', { inputs: [server('a', '127.0.0.1:6000')], address: '127.0.0.1:6000' });
    expect(found([vector])).toEqual([]);
  });

  test('standard input', () => {
    expect(found([none('x', stdin, source('stdin', 'again', {}))])).toEqual([
      'error vector/one-listener at sources.again: stdin, as sources.stdin',
    ]);
  });

  test('a file to write', () => {
    const file = (name: string, path: string): Consumer =>
      Sink.file(name, { inputs: [logs], path, encoding: { codec: 'text' } });
    expect(found([file('a', '/out/x'), file('b', '/out/x'), file('c', '/out/y')])).toEqual([
      'warning vector/one-writer at sinks.a and sinks.b: /out/x',
    ]);
  });
});

test('a folder of checkpoints that is not absolute', () => {
  const relative = Source.file('logs', { include: ['/l'], dataDir: 'checkpoints' });
  expect(found([none('a', relative)])).toEqual(['error vector/data-dir at sources.logs.dataDir: checkpoints']);
});

describe('variables', () => {
  const sink = Sink.loki('loki', {
    inputs: [logs],
    endpoint: env('URL'),
    labels: { app: 'x' },
    encoding: { codec: 'text' },
    auth: { strategy: 'bearer', token: secret('TOKEN') },
  });

  test('of several lines become configuration before Vector 0.51, which is told', () => {
    expect(found([sink], { version: '0.43.1' })).toEqual(['warning vector/line-break at environment: TOKEN, URL']);
    expect(found([sink], { version: '0.56.0' })).toEqual([]);
  });

  test('within programs do not', () => {
    const set = Transform.remap('set', { inputs: [logs], source: vrl`.a = ${env('A')}` });
    expect(found([none('a', set)], { version: '0.43.1' })).toEqual([]);
  });
});
