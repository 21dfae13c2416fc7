import { records } from 'cdk8s-logging';
import type { Example, Origin } from 'cdk8s-logging';

const name = 'app.kubernetes.io/name';
const instance = 'app.kubernetes.io/instance';

/** The gateway: nobody can put labels on its pods. */
const gateway: Origin = {
  namespace: 'mif',
  pod: 'aigateway-7c9d8-x2x7k',
  container: 'aigateway',
  stream: 'stdout',
  node: 'gpu-1',
  podLabels: { [name]: 'aigateway', [instance]: 'llama' },
};

/** A program in Go that opts in and says that it writes JSON. */
const odin: Origin = {
  namespace: 'mif',
  pod: 'odin-0',
  container: 'manager',
  stream: 'stderr',
  node: 'cpu-1',
  podLabels: { [name]: 'odin', 'mif.moreh.io/log.collect': 'true', 'mif.moreh.io/log.format': 'json' },
};

/** A model's server that opts in, and writes text. */
const vllm: Origin = {
  namespace: 'models',
  pod: 'llama-decode-0',
  container: 'vllm',
  stream: 'stdout',
  node: 'gpu-2',
  podLabels: {
    [name]: 'vllm',
    [instance]: 'llama',
    'mif.moreh.io/log.collect': 'true',
    'mif.moreh.io/pool': 'decode-mi300x',
    'mif.moreh.io/role': 'decode',
  },
};

/** What the pipeline is for, in a few lines. */
export const examples: Record<string, Example> = {
  'the gateway is found by service and level, and its line has every field': {
    records: records(
      [
        '{"timestamp":"2026-11-21T00:22:28.181225Z","level":"INFO","target":"picker","message":"picked","request_id":"req-1","trace_id":"9c0eb9542f03ca65a228090ad781f4b1","scores":{"prefix":0.75,"queue":-2},"picked":"llama-decode-0"}',
      ],
      gateway,
    ),
    ships: [
      {
        labels: {
          namespace: 'mif',
          inference_service: 'llama',
          pool_name: undefined,
          role: undefined,
          node_name: 'gpu-1',
          app: 'aigateway',
          level: 'info',
        },
        structuredMetadata: { pod: 'aigateway-7c9d8-x2x7k', container: 'aigateway' },
        time: '2026-11-21T00:22:28.181225Z',
        line: '{"level":"info","message":"picked","picked":"llama-decode-0","request_id":"req-1","scores":{"prefix":0.75,"queue":-2},"target":"picker","timestamp":"2026-11-21T00:22:28.181225Z","trace_id":"9c0eb9542f03ca65a228090ad781f4b1"}',
      },
    ],
  },
  'a gateway that opts in as well is read once': {
    records: records(['{"level":"WARN","message":"once"}'], {
      ...gateway,
      podLabels: { ...gateway.podLabels, 'mif.moreh.io/log.collect': 'true' },
    }),
    ships: [{ labels: { app: 'aigateway', level: 'warn' }, line: '{"level":"warn","message":"once"}' }],
  },
  "a trace's id that only a span has is a field of the line": {
    records: records(
      [
        '{"timestamp":"2026-11-21T00:22:28.181225Z","level":"WARN","message":"slow","target":"scorer","span":{"shard":6,"name":"dedupe"},"spans":[{"request_id":"req-391e19","trace_id":"9c0eb9542f03ca65a228090ad781f4b1","name":"rank"},{"shard":6,"name":"dedupe"}]}',
      ],
      gateway,
    ),
    ships: [
      {
        labels: { level: 'warn' },
        line: /"request_id":"req-391e19",.*"trace_id":"9c0eb9542f03ca65a228090ad781f4b1"\}$/,
      },
    ],
  },
  "Go's names become those of the gateway": {
    records: records(
      ['{"time":"2026-11-21T00:20:55.724372461Z","level":"ERROR","msg":"no endpoint","service":"odin","nothing":null}'],
      odin,
    ),
    ships: [
      {
        labels: { app: 'odin', inference_service: undefined, level: 'error' },
        time: '2026-11-21T00:20:55.724372461Z',
        line: '{"level":"error","message":"no endpoint","nothing":null,"service":"odin","timestamp":"2026-11-21T00:20:55.724372461Z"}',
      },
    ],
  },
  'a line with both names keeps both': {
    records: records(['{"level":"info","message":"kept","msg":"kept too"}'], odin),
    ships: [{ labels: { level: 'info' }, line: '{"level":"info","message":"kept","msg":"kept too"}' }],
  },
  'a line without message has none, not a null': {
    records: records(['{"level":"debug","target":"scorer"}'], gateway),
    ships: [{ labels: { level: 'debug' }, line: '{"level":"debug","target":"scorer"}' }],
  },
  'a level that is none of the six is no label': {
    records: records(['{"level":"LOUD","message":"x"}'], gateway),
    ships: [{ labels: { level: undefined }, line: '{"level":"LOUD","message":"x"}' }],
  },
  'what a log says of Kubernetes changes no label': {
    records: records(
      ['{"kubernetes":{"pod_namespace":"forged","pod_labels":{}},"message":"x","namespace":"forged","app":"forged"}'],
      gateway,
    ),
    ships: [{ labels: { namespace: 'mif', app: 'aigateway' }, line: /"kubernetes":\{"pod_labels":\{\},/ }],
  },
  'JSON that is no object stays as it was written': {
    records: records(['["a", "list"]', '"a string"', '42', "thread 'main' panicked at src/main.rs:7:5:"], gateway),
    ships: [
      { labels: { app: 'aigateway', level: undefined }, line: '["a", "list"]' },
      { line: '"a string"' },
      { line: '42' },
      { line: "thread 'main' panicked at src/main.rs:7:5:" },
    ],
  },
  'a hash of 64 bits is sent as it was written': {
    records: records(['{"level":"INFO", "message":"hit", "block":18446744073709551615}'], gateway),
    ships: [{ labels: { level: 'info' }, line: '{"level":"INFO", "message":"hit", "block":18446744073709551615}' }],
  },
  'text of a model server is left alone': {
    records: records(['INFO 11-21 00:26:55 [engine.py:310] {"level":"ERROR"}'], vllm),
    ships: [
      {
        labels: {
          namespace: 'models',
          inference_service: 'llama',
          pool_name: 'decode-mi300x',
          role: 'decode',
          node_name: 'gpu-2',
          app: 'vllm',
          level: undefined,
        },
        line: 'INFO 11-21 00:26:55 [engine.py:310] {"level":"ERROR"}',
      },
    ],
  },
  'JSON of a pod that does not say so is text': {
    records: records(['{"level":"ERROR","msg":"x"}'], vllm),
    ships: [{ labels: { app: 'vllm', level: undefined }, line: '{"level":"ERROR","msg":"x"}' }],
  },
};
