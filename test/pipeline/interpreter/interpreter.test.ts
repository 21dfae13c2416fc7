import type { OtlpEntry } from '../../../lib/pipeline/entry';
import { Interpreter } from '../../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, line, origin, text } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Stage } from '../../../lib/pipeline/stage';
import { env, helm } from '../../../lib/text/live-text';
import { at, loki, pipeline, sources } from './small-pipeline';

describe('the report', () => {
  test('counts what each stage drops, by its place', () => {
    const stages = [
      Stage.parseJson(),
      Stage.drop(field('k').is('a')),
      Stage.when(field('k').is('b'), Stage.set({ x: '1' }), Stage.keep(field('n').is(1))),
    ];
    const dropped: string[] = [];
    const interpreter = new Interpreter(pipeline(stages), {
      onEntry: () => undefined,
      onDrop: (all, stage) => dropped.push(`${stage}: ${all}`),
    });
    for (const one of ['{"k":"a"}', '{"k":"b"}', '{"k":"b","n":1}', '{"k":"a"}']) interpreter.push({ line: one });
    interpreter.flush();
    expect(interpreter.report).toMatchObject({
      records: 4,
      entries: [1],
      dropped: { 'stages[1] drop': 2, 'stages[2].stages[1] keep': 1 },
    });
    expect(dropped).toEqual([
      'stages[1] drop: {"k":"a"}',
      'stages[2].stages[1] keep: {"k":"b"}',
      'stages[1] drop: {"k":"a"}',
    ]);
  });

  test('counts for each stage what came to it and where it had something to do', () => {
    const stages = [
      Stage.joinLines({ firstLine: /^\{/ }),
      Stage.parseJson(),
      Stage.parseLogfmt(),
      Stage.rename({ gone: 'x' }),
      Stage.when(field('k').is('b'), Stage.set({ x: '1' }), Stage.remove('k')),
      Stage.when(field('k').is('c'), Stage.set({ x: '1' })),
      Stage.replace(/never/, 'y'),
      Stage.drop(field('k').is('a')),
      Stage.level('n'),
    ];
    const interpreter = new Interpreter(pipeline(stages), { onEntry: () => undefined });
    for (const one of ['{"k":"a"}', '{"k":"b"}', ' more', '{"k":"b"}']) interpreter.push({ line: one });
    interpreter.flush();
    expect(
      interpreter.report.stages.map(({ stage, records, applied }) => `${stage}: ${applied} of ${records}`),
    ).toEqual([
      'stages[0] joinLines: 3 of 4',
      'stages[1] parseJson: 2 of 3',
      'stages[2] parseLogfmt: 0 of 3',
      'stages[3] rename: 0 of 3',
      'stages[4] when: 1 of 3',
      'stages[4].stages[0] set: 1 of 1',
      'stages[4].stages[1] remove: 1 of 1',
      'stages[5] when: 0 of 3',
      'stages[5].stages[0] set: 0 of 0',
      'stages[6] replace: 0 of 3',
      'stages[7] drop: 1 of 3',
      'stages[8] level: 0 of 2',
    ]);
  });

  test('counts places from the front of the pipeline after joinLines too', () => {
    const stages = [Stage.joinLines({ firstLine: /^\S/ }), Stage.drop(line.contains('a'))];
    const interpreter = new Interpreter(pipeline(stages), { onEntry: () => undefined });
    for (const one of [' 0', 'a', ' 1', ' 2', 'b']) interpreter.push({ line: one });
    interpreter.flush();
    expect(interpreter.report).toMatchObject({
      dropped: { 'stages[1] drop': 1 },
      joined: { lines: 5, entries: 3, continued: 3, headless: 1 },
    });
  });

  test('counts label values that it changed', () => {
    const sink = Sink.loki({ url: 'http://loki' }, { labels: { app: 'a', kind: field('k') } });
    const all = new LogPipeline('test', { sources, stages: [Stage.parseJson()], sinks: [sink] });
    const interpreter = new Interpreter(all, { onEntry: () => undefined });
    for (const k of ['x', 'x\u0000', 'x'.repeat(3000)]) interpreter.push({ line: JSON.stringify({ k }) });
    expect(interpreter.report.labels).toEqual({ cut: { kind: 1 }, cleaned: { kind: 1 } });
  });

  test('has the metrics of count and measure', () => {
    const stages = [
      Stage.parseJson(),
      Stage.count('errors_total', { when: field('k').is('e'), labels: { by: field('by'), app: 'a' } }),
      Stage.measure('ms', field('ms')),
    ];
    const interpreter = new Interpreter(pipeline(stages), { onEntry: () => undefined });
    for (const one of [
      '{"k":"e","by":"x","ms":1.5}',
      '{"k":"e","by":"x","ms":"2"}',
      '{"k":"e","ms":"fast"}',
      '{"k":"i","ms":[1]}',
    ]) {
      interpreter.push({ line: one });
    }
    expect(interpreter.report.metrics).toEqual([
      { metric: 'errors_total', kind: 'count', labels: { by: 'x', app: 'a' }, count: 2, sum: 0 },
      { metric: 'ms', kind: 'measure', labels: {}, count: 2, sum: 3.5 },
      { metric: 'errors_total', kind: 'count', labels: { app: 'a' }, count: 1, sum: 0 },
    ]);
  });
});

describe('entries', () => {
  test('every sink gets what its condition holds for, in turn', () => {
    const errors = Sink.stdout({ when: line.contains('error') });
    const seen: string[] = [];
    const interpreter = new Interpreter(pipeline([], errors), {
      onEntry: ({ time }, sink) => seen.push(`${sink} ${time.slice(17)}`),
    });
    for (const record of [at(1, 'ok'), at(2, 'error')]) interpreter.push(record);
    expect(seen).toEqual(['0 01Z', '0 02Z', '1 02Z']);
    expect(interpreter.report.entries).toEqual([2, 1]);
  });

  test('of OTLP have severity, ids, resource and attributes', () => {
    const sink = Sink.otlp('https://otlp/v1/logs', {
      resource: { 'service.name': 'worker', 'k8s.pod.name': origin.pod, empty: '' },
      traceId: field('trace_id'),
      spanId: field('span_id'),
    });
    const all = new LogPipeline('test', { sources, stages: [Stage.parseJson(), Stage.level('lvl')], sinks: [sink] });
    const trace = '4BF92F3577B34DA6A3CE929D0E0E4736';
    const [entry, other] = all.run([
      {
        ...at(1, JSON.stringify({ lvl: 'WARNING', trace_id: trace, span_id: '00f067aa0ba902b7', n: 1.5 })),
        origin: { pod: 'p' },
      },
      at(2, JSON.stringify({ lvl: 'odd', trace_id: '0'.repeat(32), span_id: 'x' })),
    ]) as OtlpEntry[];
    expect(entry).toEqual({
      time: '2026-11-21T00:00:01Z',
      body: JSON.stringify({ lvl: 'WARNING', trace_id: trace, span_id: '00f067aa0ba902b7', n: 1.5 }),
      severity: 'warn',
      traceId: trace.toLowerCase(),
      spanId: '00f067aa0ba902b7',
      resource: { 'service.name': 'worker', 'k8s.pod.name': 'p' },
      attributes: { lvl: 'warn', trace_id: trace, span_id: '00f067aa0ba902b7', n: 1.5 },
    });
    expect(other).toMatchObject({ resource: { 'service.name': 'worker' }, attributes: { lvl: 'odd' } });
    expect(Object.keys(other ?? {})).toEqual(['time', 'body', 'resource', 'attributes']);
  });

  test('of HTTP and standard output are objects in a fixed order, without what is absent', () => {
    const all = new LogPipeline('test', { sources, stages: [Stage.parseJson()], sinks: [Sink.http('https://x')] });
    const printed = all.run([{ ...at(1, '{"b":1.0,"a":9007199254740993}'), origin: { path: '/x' } }, at(2, 'x')]);
    expect(
      printed.map((entry) =>
        JSON.stringify(entry, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      ),
    ).toEqual([
      '{"time":"2026-11-21T00:00:01Z","line":"{\\"b\\":1.0,\\"a\\":9007199254740993}","fields":{"a":"9007199254740993","b":1},"origin":{"path":"/x"}}',
      '{"time":"2026-11-21T00:00:02Z","line":"x"}',
    ]);
  });

  test('show what is filled in later as its reader writes it', () => {
    const labels = {
      app: text`${helm('.Release.Name')}-x`,
      region: env('REGION'),
      both: text`${env('REGION')}/${line}`,
    };
    const all = new LogPipeline('test', { sources, sinks: [Sink.loki({ url: 'http://l' }, { labels })] });
    expect(all.run([{ line: 'a' }])).toMatchObject([
      { labels: { app: '{{ .Release.Name }}-x', region: '${REGION}', both: '${REGION}/a' } },
    ]);
  });

  test('a record without a time has that of reading', () => {
    const [entry] = pipeline([]).run([{ line: 'a' }]);
    expect(Math.abs(Date.parse(entry?.time ?? '') - Date.now())).toBeLessThan(60_000);
  });
});

describe('what it refuses', () => {
  test('fails when a time or a field is none', () => {
    expect(() => pipeline([]).run([{ line: 'a', time: 'yesterday' }])).toThrow(
      /'time' must be RFC 3339 .*, got "yesterday"/,
    );
    expect(() => pipeline([]).run([{ line: 'a', fields: { k: { d: new Date() } } }])).toThrow(
      /'fields.k.d' must be JSON, got object/,
    );
    expect(() => pipeline([]).run([{ line: 'a', fields: { k: NaN } }])).toThrow(/'fields.k' must be JSON, got number/);
  });

  test('fails when a stage is of one engine, and says what to do now', () => {
    const all = new LogPipeline('test', {
      sources,
      stages: [Stage.when(line.exists(), Stage.native({ language: 'alloy', source: 'stage.drop {}' }))],
      sinks: [loki],
    });
    expect(() => all.run([])).toThrow(
      /'stages\[0\].stages\[0\]' must be a stage that every engine has, or VRL, got native alloy code, .*; run the pipeline in alloy itself/,
    );
  });
});
