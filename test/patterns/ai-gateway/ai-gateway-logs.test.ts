import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AiGatewayLogs, LogPipeline, Sink, Source, fields, records } from 'cdk8s-logging';
import type { AiGatewayLogsProps, LokiEntry, Origin } from 'cdk8s-logging';
import { printFinding } from '../../../lib/findings/finding';
import { clear, refusals } from '../../bad-values';
import { gateway, optedIn, slog } from './pods';

const data = join(__dirname, '..', '..', 'data', 'logs');
const loki = { url: 'http://loki' };
const pipelineOf = (logs: AiGatewayLogs) =>
  new LogPipeline('inference', {
    sources: logs.sources,
    stages: logs.stages,
    sinks: [Sink.loki(loki, { labels: logs.labels, structuredMetadata: logs.structuredMetadata })],
  });
const logs = new AiGatewayLogs();
const pipeline = pipelineOf(logs);
type Json = Readonly<Record<string, unknown>>;
const readFile = (file: string, origin: Origin) => {
  const written = readFileSync(join(data, file), 'utf8').split('\n').slice(0, -1);
  const entries = pipeline.run(records(written, origin)) as LokiEntry[];
  expect(entries).toHaveLength(written.length);
  return entries.map((entry, index) => ({
    ...entry,
    body: JSON.parse(entry.line) as Json,
    written: JSON.parse(written[index] ?? '') as Json,
  }));
};

describe('AiGatewayLogs', () => {
  test('makes a pipeline without findings, of frozen parts', () => {
    expect(pipeline.check()).toEqual([]);
    expect([logs, logs.sources, logs.stages, logs.labels, logs.structuredMetadata].every(Object.isFrozen)).toBe(true);
  });

  test('has seven labels, each only where it is known', () => {
    const run = (line: string, origin: Origin) => (pipeline.run(records([line], origin)) as LokiEntry[])[0];
    expect(run('{"level":"INFO"}', slog)).toMatchObject({
      labels: {
        namespace: 'mif',
        pool_name: 'prefill-mi300x',
        role: 'prefill',
        node_name: 'node-1',
        app: 'odin',
        level: 'info',
      },
      structuredMetadata: { pod: 'odin-0', container: 'manager' },
    });
    expect(run('{"level":"INFO"}', optedIn)?.labels).toEqual({ namespace: 'models', node_name: 'node-1', app: 'vllm' });
    expect(run('x', gateway)?.labels).toEqual({
      namespace: 'mif',
      inference_service: 'llama',
      node_name: 'node-1',
      app: 'aigateway',
    });
  });
});

describe("the gateway's real lines, as Rust's tracing writes them", () => {
  const entries = readFile('tracing-subscriber-0.3.23/ranker.jsonl', gateway);

  test('keep every field, and are at their own time', () => {
    for (const { body, written, time } of entries) {
      const { level: _, ...others } = written;
      expect(body).toMatchObject(others);
      expect(Date.parse(time)).toBe(Date.parse(written['timestamp'] as string));
      expect(time.replace(/0*Z$/, '')).toBe((written['timestamp'] as string).replace(/0*Z$/, ''));
    }
  });

  test('have one of six levels, in the label and in the line', () => {
    const levels = new Set(entries.map(({ labels }) => labels['level']));
    expect([...levels].sort()).toEqual(['debug', 'error', 'info', 'trace', 'warn'].filter((one) => levels.has(one)));
    for (const { body, labels } of entries) expect(body['level']).toBe(labels['level']);
  });

  test('have the id of their trace wherever one of their spans has it', () => {
    const named = entries.filter(({ written }) => JSON.stringify(written).includes('"trace_id":'));
    expect(named).toHaveLength(65);
    for (const { body } of named) expect(body['trace_id']).toMatch(/^[\da-f]{32}$/);
    expect(named.filter(({ written }) => written['trace_id'] === undefined)).toHaveLength(55);
    // Only the span around theirs has it.
    expect(named.filter(({ written: { span } }) => span !== undefined && !('trace_id' in (span as Json)))).toHaveLength(
      4,
    );
  });
});

describe("other components' real lines, as Go's slog writes them", () => {
  const entries = readFile('go-slog-1.26.8/checkout.jsonl', slog);

  test('have message and timestamp, and keep the rest', () => {
    for (const { body, written, time } of entries) {
      const { level, msg, time: at, ...others } = written;
      expect(body).toEqual({ ...others, level: (level as string).toLowerCase(), message: msg, timestamp: at });
      expect(time.replace(/0*Z$/, '')).toBe((at as string).replace(/0*Z$/, ''));
    }
  });
});

test('a number that a double does not hold is sent as it was written', () => {
  const line = '{"message":"hit","level":"WARN","block":17446744073709551615}';
  const [entry] = pipeline.run(records([line], gateway)) as LokiEntry[];
  expect(entry).toMatchObject({ line, labels: { level: 'warn' } });
});

describe('another platform', () => {
  const other = new AiGatewayLogs({
    prefix: 'inference.example.com',
    keys: { pool: 'pool', app: 'app' },
    gateways: ['router', 'gate'],
    namespaces: ['serving'],
  });

  test('is known by its own pod labels', () => {
    expect(other.sources.map(({ spec }) => spec)).toMatchObject([
      { select: { namespaces: ['serving'], labels: { 'inference.example.com/log.collect': 'true' } } },
      { select: { namespaces: ['serving'], labels: { app: ['router', 'gate'] } } },
    ]);
    const podLabels = { app: 'gate', pool: 'a', 'inference.example.com/role': 'b' };
    const [entry] = pipelineOf(other).run(
      records(['{"level":"WARN"}'], { namespace: 'serving', podLabels }),
    ) as LokiEntry[];
    expect(entry?.labels).toEqual({ namespace: 'serving', pool_name: 'a', role: 'b', app: 'gate', level: 'warn' });
    const text = { namespace: 'serving', podLabels: { app: 'x', 'inference.example.com/log.format': 'json' } };
    expect((pipelineOf(other).run(records(['{"level":"WARN"}'], text)) as LokiEntry[])[0]?.labels['level']).toBe(
      'warn',
    );
  });
});

describe('what cannot be meant', () => {
  test.each<[string, AiGatewayLogsProps, string]>([
    [
      'a prefix with its slash',
      { prefix: 'mif.moreh.io/' },
      "'prefix' must be a domain in lower case, got \"mif.moreh.io/\"; write what stands before the /: 'mif.moreh.io'",
    ],
    [
      'a key that is none',
      { keys: { pool: 'a/b/c' } },
      '\'keys.pool\' must be a key as Kubernetes has them, got "a/b/c"; write letters, digits, -, _ and ., at most 63',
    ],
    [
      'a key for two things',
      { keys: { role: 'mif.moreh.io/pool' } },
      '\'keys.role\' must be a pod label of its own, got "mif.moreh.io/pool"; a label says one thing: name another',
    ],
    [
      'a gateway that no pod is',
      { gateways: ['ai gateway'] },
      '\'gateways\' must be a value as labels of Kubernetes have them, got "ai gateway"; write letters, digits, -, _ and .',
    ],
    [
      'a name that is misspelt',
      { prefx: 'a' } as AiGatewayLogsProps,
      '\'props\' must have no other names than its own, got "prefx"; did you mean prefix?',
    ],
  ])('is refused: %s', (_, props, message) => {
    expect(() => new AiGatewayLogs(props)).toThrow(message);
  });

  test.each(['prefix', 'keys', 'gateways', 'namespaces'] as const)('is refused clearly in %s', (name) => {
    const messages = refusals((value) => new AiGatewayLogs({ [name]: value }));
    expect(messages.length).toBeGreaterThan(10);
    for (const message of messages) expect(message).toMatch(clear);
  });

  const found = (sketch: Parameters<typeof pipeline.with>[0]) => pipeline.with(sketch).check().map(printFinding);

  test('is an error at synth: tests that leave no pod', () => {
    const sources = [
      ...logs.sources,
      Source.pods({ labels: { app: ['a', 'b'] }, except: { labels: { app: true } } }),
    ] as const;
    expect(found({ sources })).toEqual([
      'pipeline/empty-source: \'except\' must leave some of the pods that the source selects, got {"labels":{"app":true}} of ' +
        '{"labels":{"app":["a","b"]}}; remove one of the tests, or the source (at inference: sources[2])',
    ]);
  });

  test('is an error at synth: a label that is longer than Loki takes', () => {
    const sinks = [Sink.loki(loki, { labels: { ...logs.labels, cluster: 'x'.repeat(2049) } })] as const;
    expect(found({ sinks })).toEqual([
      "loki/label-value: 'labels' must have values of at most 2048 bytes, got 2049 in cluster, by what is written alone; " +
        'shorten it, or move cluster to structuredMetadata (at inference: sinks[0].labels.cluster)',
    ]);
  });

  test('is an error at synth: ids as labels', () => {
    const sinks = [Sink.loki(loki, { labels: { ...logs.labels, ...fields('request_id', 'trace_id') } })] as const;
    expect(found({ sinks })).toEqual([
      expect.stringContaining('move request_id to structuredMetadata'),
      expect.stringContaining('move trace_id to structuredMetadata'),
    ]);
  });
});
