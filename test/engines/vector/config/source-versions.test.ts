import { acknowledges } from '../../../../lib/engines/vector/acknowledging-sources';
import { Sink, Source, Transform, VectorConfig, vectorVersions, vrl } from '../../../../lib/engines/vector';
import type { Output, VectorVersion } from '../../../../lib/engines/vector';
import { parseYaml } from '../../../../lib/languages/yaml/parse';
import { settle } from '../../../../lib/text/reader';
import { configOf, found, titled } from './source-config';
import { sourceCases } from './source-table';

describe('a version refuses what it does not know:', () => {
  const address = '0.0.0.0:1';
  const stdin = (options: object): Output => Source.stdin('c', options);
  const otel = (grpc: object, http: object, more = {}): Output =>
    Source.opentelemetry('c', { grpc: { address, ...grpc }, http: { address: '0.0.0.0:2', ...http }, ...more });
  const udp = (options: object): Output => Source.socket('c', { mode: 'udp', address, ...options });
  const pods = (options: object): Output => Source.kubernetesLogs('c', { globMinimumCooldownMs: 1000, ...options });

  test.each<[option: string, Output, since: string, known: readonly VectorVersion[]]>([
    ['insertNamespaceFields', pods({ insertNamespaceFields: false }), '0.50', ['0.57.0', '0.56.0']],
    ['maxMergedLineBytes', pods({ maxMergedLineBytes: 1 }), '0.48', ['0.57.0', '0.56.0']],
    ['multicastGroups', udp({ multicastGroups: [] }), '0.48', ['0.57.0', '0.56.0']],
    ['multicastInterface', udp({ multicastInterface: '127.0.0.1' }), '0.57', ['0.57.0']],
    ['mode', Source.fluent('c', { mode: 'unix', path: '/f' }), '0.47', ['0.57.0', '0.56.0']],
    ['keepalive', Source.vector('c', { address, keepalive: {} }), '0.57', ['0.57.0']],
    ['grpc.keepalive', otel({ keepalive: {} }, {}), '0.57', ['0.57.0']],
    ['http.headers', otel({}, { headers: ['*'] }), '0.43', ['0.57.0', '0.56.0', '0.43.1']],
    ['useOtlpDecoding', otel({}, {}, { useOtlpDecoding: true }), '0.50', ['0.57.0', '0.56.0']],
    ['decoding.codec', stdin({ decoding: { codec: 'otlp' } }), '0.51', ['0.57.0', '0.56.0']],
    [
      'decoding.gelf.validation',
      stdin({ decoding: { codec: 'gelf', gelf: { validation: 'strict' } } }),
      '0.52',
      ['0.57.0', '0.56.0'],
    ],
    ['framing.method', stdin({ framing: { method: 'varint_length_delimited' } }), '0.50', ['0.57.0', '0.56.0']],
    ['framing.method', stdin({ framing: { method: 'chunked_gelf' } }), '0.43', ['0.57.0', '0.56.0', '0.43.1']],
  ])('%s', (option, source, since, known) => {
    for (const version of vectorVersions) {
      const errors = configOf(source, version)
        .check()
        .filter(({ severity }) => severity === 'error');
      expect([version, errors.map(({ rule }) => rule)]).toEqual([
        version,
        known.includes(version) ? [] : ['vector/option-version'],
      ]);
      if (!known.includes(version)) {
        expect(errors[0]?.message).toMatch(new RegExp(`^'${option}'.* must go to Vector ${since} or later$`));
      }
    }
  });

  // That of a unix socket is all of the source.
  test.each(titled.filter(([title]) => title !== 'fluent with path'))(
    '%s: nothing of what it needs',
    (_, { make, needs }) => {
      for (const version of vectorVersions) {
        expect(
          configOf(make(needs), version)
            .check()
            .filter(({ severity }) => severity === 'error'),
        ).toEqual([]);
      }
    },
  );
});

describe('a warning is given', () => {
  test('where short pods are missed', () => {
    const rule =
      "vector/short-pods: 'globMinimumCooldownMs' must be shorter than any pod lives, or the pod's log is never seen";
    expect(found(Source.kubernetesLogs('pods'))).toEqual([rule]);
    expect(found(Source.kubernetesLogs('pods', { globMinimumCooldownMs: 10_001 }))).toEqual([rule]);
    expect(found(Source.kubernetesLogs('pods', { globMinimumCooldownMs: 10_000 }))).toEqual([]);
  });

  test('where a CA is given, and nobody asks clients for a certificate', () => {
    const tls = { crtFile: '/c', caFile: '/ca' };
    const [grpc, http] = [{ address: '0.0.0.0:1', tls }, { address: '0.0.0.0:2' }];
    const otel = Source.opentelemetry('o', { grpc, http });
    const rule = "vector/tls-clients: 'grpc.tls.verifyCertificate' must be true, or clients need no certificate";
    expect(found(otel)).toEqual([rule]);
    expect(found(Source.vector('v', { address: '0.0.0.0:1', tls: { ...tls, verifyCertificate: true } }))).toEqual([]);
  });
});

describe('outputs', () => {
  const otel = Source.opentelemetry('otel', { grpc: { address: '0.0.0.0:1' }, http: { address: '0.0.0.0:2' } });
  const peers = Source.vector('peers', { address: '0.0.0.0:3' });

  test('of opentelemetry are one for each signal', () => {
    const logs = Transform.filter('keep', { inputs: [otel], condition: vrl`true` });
    const sinks = [
      Sink.blackhole('a', { inputs: [logs, otel.traces] }),
      Sink.prometheusExporter('b', { inputs: [otel.metrics] }),
    ] as const;
    const text = settle(new VectorConfig({ sinks }).print(), 'test');
    expect(parseYaml(text)).toMatchObject({
      transforms: { keep: { inputs: ['otel.logs'] } },
      sinks: { a: { inputs: ['keep', 'otel.traces'] }, b: { inputs: ['otel.metrics'] } },
    });
    expect(text.match(/type: opentelemetry/g)).toHaveLength(1);
    expect(() => Transform.filter('f', { inputs: [otel.metrics], condition: vrl`true` })).toThrow(
      "'f.inputs' must emit logs, got metrics from otel.metrics",
    );
  });

  test('of opentelemetry are logs even for metrics that keep their form', () => {
    const [grpc, http] = [{ address: '0.0.0.0:1' }, { address: '0.0.0.0:2' }];
    const emits = (useOtlpDecoding: boolean | { metrics?: boolean }): string =>
      Source.opentelemetry('o', { grpc, http, useOtlpDecoding }).metrics.emits;
    expect([true, false, { metrics: true }, {}].map(emits)).toEqual(['logs', 'metrics', 'logs', 'metrics']);
  });

  test('of vector have one name', () => {
    const sink = Sink.prometheusExporter('m', { inputs: [peers.metrics] });
    expect(settle(new VectorConfig({ sinks: [sink] }).print(), 'test')).toContain('inputs:\n      - peers\n');
    expect([peers, peers.metrics, peers.traces].map(({ emits }) => emits)).toEqual(['logs', 'metrics', 'traces']);
  });

  test('are metrics where the line protocol is decoded', () => {
    const source = Source.stdin('influx', { decoding: { codec: 'influxdb' } });
    expect(() => Sink.prometheusExporter('m', { inputs: [source] })).not.toThrow();
  });
});

test('some sources wait for the sinks', () => {
  const by = (waits: boolean): readonly string[] => [
    ...new Set(
      sourceCases.filter(({ make, needs }) => acknowledges(make(needs).component) === waits).map(({ type }) => type),
    ),
  ];
  expect(by(true)).toEqual(['journald', 'http_server', 'fluent', 'opentelemetry', 'vector']);
  expect(by(false)).toEqual(['kubernetes_logs', 'docker_logs', 'stdin', 'socket', 'fluent', 'demo_logs']);
  expect(acknowledges(Source.file('f', { include: ['/l'] }).component)).toBe(true);
  expect(acknowledges(Sink.vector('s', { inputs: [Source.stdin('in')], address: 'a:1' }).component)).toBe(false);
});
