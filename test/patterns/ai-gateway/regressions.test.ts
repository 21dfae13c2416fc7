import { AiGatewayLogs, LogPipeline, Sink } from 'cdk8s-logging';
import type { LogRecord, LokiEntry, Origin } from 'cdk8s-logging';
import { holds, podSets } from '../../../lib/pipeline/pod-set';
import { naive } from './naive';
import { both, gateway, optedIn, optedOut, slog } from './pods';
import type { SourceOf } from '../../../lib/pipeline/source-spec';

const logs = new AiGatewayLogs();
const pipeline = new LogPipeline('inference', {
  sources: logs.sources,
  stages: logs.stages,
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: logs.labels, structuredMetadata: logs.structuredMetadata })],
});
const readAt = '2026-11-21T08:00:00Z';
const record = (line: string, origin: Origin): LogRecord => ({ line, time: readAt, origin });
const one = (line: string, origin: Origin) => {
  const [entry, ...others] = pipeline.run([record(line, origin)]) as LokiEntry[];
  expect(others).toEqual([]);
  if (entry === undefined) throw new Error('nothing was sent');
  return { ...entry, body: () => JSON.parse(entry.line) as Record<string, unknown> };
};
const naiveOne = (line: string, origin: Origin) => {
  const [entry] = naive(record(line, origin));
  if (entry === undefined) throw new Error('nothing was sent');
  return entry;
};

/** In how many of its sources the pipeline has the pod: what a source before it reads, it leaves. */
const readBy = (origin: Origin) =>
  logs.sources.filter(({ spec }, index) => {
    const before = logs.sources.slice(0, index).map((source) => source.spec as SourceOf<'pods'>);
    return podSets(spec as SourceOf<'pods'>, before).some((set) => holds(set, origin));
  }).length;

// Each test first shows what becomes of the naive program, so that it is known to tell right from wrong.

test('a message that is not called msg is no null', () => {
  const line = '{"timestamp":"2026-11-21T00:22:28.181225Z","level":"INFO","message":"picked"}';
  expect(naiveOne(line, gateway).body['message']).toBeNull();
  expect(one(line, gateway).body()['message']).toBe('picked');
});

test('a pod label that is absent is no label <null>', () => {
  expect(naiveOne('{"msg":"x"}', gateway).labels).toMatchObject({ pool_name: '<null>', role: '<null>' });
  const { labels } = one('{"msg":"x"}', gateway);
  expect(labels).toEqual({ namespace: 'mif', inference_service: 'llama', node_name: 'node-1', app: 'aigateway' });
});

test.each([
  ["Rust's", gateway, '{"timestamp":"2026-11-21T00:22:28.181225Z","message":"x"}', '2026-11-21T00:22:28.181225Z'],
  ["Go's", slog, '{"time":"2026-11-21T00:20:55.724372461Z","msg":"x"}', '2026-11-21T00:20:55.724372461Z'],
])("%s time, which is text, is the entry's time", (_, origin, line, time) => {
  // Vector takes the time of sending where `.timestamp` is no timestamp.
  expect(naiveOne(line, origin).time).toBeUndefined();
  expect(one(line, origin).time).toBe(time);
});

test.each([
  ['INFO', 'info'],
  ['WARN', 'warn'],
  ['ERROR', 'error'],
  ['Warning', 'warn'],
])('level %s is %s', (written, level) => {
  const line = JSON.stringify({ level: written, msg: 'x' });
  expect(naiveOne(line, gateway).labels['level']).toBe(written);
  expect(one(line, gateway).labels['level']).toBe(level);
  expect(one(line, gateway).body()['level']).toBe(level);
});

test('a pod that both sources select is read once', () => {
  expect(naive(record('{"msg":"x"}', both))).toHaveLength(2);
  expect(readBy(both)).toBe(1);
  expect([gateway, slog, optedIn].map(readBy)).toEqual([1, 1, 1]);
});

test('a pod that does not opt in is not read', () => {
  expect(readBy(optedOut)).toBe(0);
  expect(readBy({ ...optedOut, podLabels: {} })).toBe(0);
});

test('a line with message and msg keeps both', () => {
  const line = '{"message":"kept","msg":"kept too"}';
  expect(naiveOne(line, slog).body['message']).toBe('kept too');
  expect(one(line, slog).body()).toEqual({ message: 'kept', msg: 'kept too' });
});

test.each(['["a","b"]', '"a string"', '42', 'null', 'panicked at src/main.rs', '{"cut":'])(
  '%s, which is no object, is sent as it is, with its labels',
  (line) => {
    // The program ends with an error, and Vector sends the event as it came.
    const { labels, body } = naiveOne(line, gateway);
    expect(labels).toEqual({});
    expect(body).toHaveProperty('kubernetes');
    expect(one(line, gateway)).toMatchObject({ line, labels: { namespace: 'mif', app: 'aigateway' } });
  },
);

test('a key named kubernetes changes nothing of where the line is from', () => {
  const line = '{"kubernetes":{"pod_namespace":"forged","pod_labels":{"app.kubernetes.io/name":"forged"}},"msg":"x"}';
  expect(naiveOne(line, gateway).labels).toMatchObject({ namespace: 'forged', app: 'forged' });
  const { labels, body } = one(line, gateway);
  expect(labels).toMatchObject({ namespace: 'mif', app: 'aigateway' });
  expect(body()['kubernetes']).toEqual({
    pod_namespace: 'forged',
    pod_labels: { 'app.kubernetes.io/name': 'forged' },
  });
});

test.each(['file', 'stream', 'source_type', 'namespace', 'node_name', 'app', 'timestamp_end', 'labels', 'fields'])(
  'a key named %s is kept, and changes no label',
  (key) => {
    const { labels, body } = one(JSON.stringify({ [key]: 'forged', msg: 'x' }), gateway);
    expect(Object.values(labels)).not.toContain('forged');
    expect(body()[key]).toBe('forged');
  },
);

test('a line of 32 KiB is JSON once its parts are joined', () => {
  const long = 'x'.repeat(32 * 1024);
  const line = JSON.stringify({ timestamp: '2026-11-21T00:22:28.181225Z', level: 'WARN', message: long });
  // As a container's runtime writes it: parts of 16 KiB.
  const parts = line.match(/[^]{1,16384}/g) ?? [];
  expect(parts.map((part) => naiveOne(part, gateway).labels)).toEqual([{}, {}, {}]);
  expect(one(line, gateway)).toMatchObject({ labels: { level: 'warn' }, time: '2026-11-21T00:22:28.181225Z' });
  expect(one(line, gateway).body()['message']).toBe(long);
});

const id = '9c0eb9542f03ca65a228090ad781f4b1';

test.each([
  ['the outermost of its spans', { span: { shard: 6 }, spans: [{ trace_id: id, request_id: 'r' }, { shard: 6 }] }],
  ['a span between', { span: { shard: 6 }, spans: [{ n: 1 }, { trace_id: id, request_id: 'r' }, { shard: 6 }] }],
  [
    'the nearer of two spans around',
    { span: { n: 2 }, spans: [{ trace_id: 'x', request_id: 'y' }, { trace_id: id, request_id: 'r' }, { n: 2 }] },
  ],
  ['its own span', { span: { trace_id: id, request_id: 'r' } }],
  ['a span, and is null itself', { trace_id: null, request_id: null, spans: [{ trace_id: id, request_id: 'r' }] }],
])('a trace id that only stands in %s is found', (_, spans) => {
  const line = JSON.stringify({ message: 'x', ...spans });
  expect(naiveOne(line, gateway).body['trace_id'] ?? null).toBeNull();
  expect(one(line, gateway).body()).toMatchObject({ trace_id: id, request_id: 'r' });
});

test('a trace id of its own wins over that of a span', () => {
  const line = JSON.stringify({ trace_id: id, spans: [{ trace_id: 'other' }] });
  expect(one(line, gateway).body()['trace_id']).toBe(id);
});
