import { FindingsError } from '../../../lib/findings/finding';
import { vrl } from '../../../lib/languages/vrl';
import type { Vrl } from '../../../lib/languages/vrl';
import { Interpreter } from '../../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { LogRecord } from '../../../lib/pipeline/record';
import { field, line, origin } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { env } from '../../../lib/text/live-text';

const pipeline = (...stages: readonly Stage<'vector'>[]): LogPipeline<'vector'> =>
  new LogPipeline('p', { sources: [Source.files('/a/*.log')], stages, sinks: [Sink.stdout()] });

const base = { line: '{"a":1}', time: '2026-11-21T00:22:41.123456789Z', origin: { path: '/a/b.log' } };

function after(code: Vrl | readonly Stage<'vector'>[], record: Partial<LogRecord> = {}) {
  const stages = Array.isArray(code) ? (code as readonly Stage<'vector'>[]) : [Stage.native(code as Vrl)];
  return pipeline(...stages).run([{ ...base, ...record }]);
}

describe('a native program', () => {
  test('finds line, time, path and fields', () => {
    const program = vrl`.fields.seen = { "keys": keys(.), "line": .message, "time": .timestamp, "path": .file, "n": .fields.n }`;
    expect(after(program, { fields: { n: 2 } })).toMatchObject([
      {
        fields: {
          n: 2,
          seen: {
            keys: ['fields', 'file', 'message', 'source_type', 'timestamp'],
            line: '{"a":1}',
            time: '2026-11-21T00:22:41.123456789Z',
            path: '/a/b.log',
            n: 2,
          },
        },
      },
    ]);
  });

  test('changes them all', () => {
    const program = vrl`
      .message = "new"
      .timestamp = t'2020-01-01T00:00:00.5Z'
      .file = "/c"
      .fields = { "b": [1.0, null], "a": 9223372036854775807 }`;
    expect(after(program, { fields: { old: 1 } })).toEqual([
      {
        time: '2020-01-01T00:00:00.500Z',
        line: 'new',
        fields: { a: 9223372036854775807n, b: [1, null] },
        origin: { path: '/c' },
      },
    ]);
  });

  test('gives later stages what they read', () => {
    const stages = [
      Stage.native(vrl`.fields = object!(parse_json!(.message))`),
      Stage.keep(field('a').is(1)),
      Stage.set({ of: origin.path }),
    ];
    expect(after(stages)).toMatchObject([{ fields: { a: 1, of: '/a/b.log' } }]);
  });

  test('keeps the kinds of numbers and strange keys', () => {
    const text = '{"__proto__":{"x":1},"big":9007199254740993,"whole":1.0,"minus":-0}';
    const stages = [Stage.parseJson(), Stage.native(vrl`.fields.n = 1`), Stage.line({ json: 'all' })];
    expect(after(stages, { line: text })).toMatchObject([
      { line: '{"__proto__":{"x":1},"big":9007199254740993,"minus":-0.0,"n":1,"whole":1.0}' },
    ]);
  });

  test('finds what an earlier one left besides', () => {
    const stages = [
      Stage.native(vrl`.cluster = "a"; %b = "c"`),
      Stage.native(vrl`.message = string!(.cluster) + string!(%b)`),
    ];
    expect(after(stages)).toMatchObject([{ line: 'ac' }]);
  });

  test('runs inside a when for its records alone', () => {
    const stages = [Stage.when(line.contains('x'), Stage.native(vrl`abort`))];
    expect(pipeline(...stages).run([base, { ...base, line: 'x' }])).toMatchObject([{ line: base.line }]);
  });

  test('reads of a variable what stands for it', () => {
    expect(after(vrl`.fields.region = ${env('REGION')}`)).toMatchObject([{ fields: { region: '${REGION}' } }]);
  });

  test.each([
    ['no object of fields', vrl`.fields = 5`, {}],
    ['a time in them', vrl`.fields.t = t'2020-01-01T00:00:00Z'`, { fields: { t: '2020-01-01T00:00:00Z' } }],
    ['bytes', vrl`.fields.b = decode_base64!("/2E=")`, { fields: { b: '\ufffda' } }],
    ['no path', vrl`del(.file)`, {}],
  ])('may leave %s', (_, program, expected) => {
    const [entry] = after(program);
    const { time: _time, line: _line, origin: _origin, ...rest } = entry as unknown as Record<string, unknown>;
    expect(rest).toEqual(expected);
  });
});

describe('what becomes of a record', () => {
  const report = (program: Vrl, ...lines: readonly string[]) => {
    const [entries, drops]: [string[], string[]] = [[], []];
    const interpreter = new Interpreter(pipeline(Stage.native(program)), {
      onEntry: (entry) => entries.push('line' in entry ? entry.line : ''),
      onDrop: (text, stage) => drops.push(`${stage}: ${text}`),
    });
    for (const text of lines) interpreter.push({ ...base, line: text });
    return { entries, drops, report: interpreter.report };
  };

  test('abort drops it, and is counted', () => {
    const found = report(vrl`if .message == "b" { abort }`, 'a', 'b');
    expect(found).toMatchObject({ entries: ['a'], drops: ['stages[0] native: b'] });
    expect(found.report.dropped).toEqual({ 'stages[0] native': 1 });
    expect(found.report).not.toHaveProperty('failed');
  });

  test('an error leaves it as it was, and is told', () => {
    const found = report(
      vrl`.message = "changed"; .n = to_int!(.fields.n); .message = parse_json!(.message)`,
      'a',
      'b',
    );
    expect(found.entries).toEqual(['a', 'b']);
    expect(found.report.failed).toEqual({
      'stages[0] native': { records: 2, first: expect.stringContaining('unable to parse json') },
    });
  });
});

describe('what it refuses', () => {
  test('fails when a program does not compile, with its place', () => {
    const wrong = pipeline(
      Stage.when(
        line.exists(),
        Stage.native(vrl`.a = 1
.b = parse_json(.message)`),
      ),
    );
    expect(() => wrong.run([])).toThrow(FindingsError);
    expect(() => wrong.run([])).toThrow(
      /E103 unhandled fallible assignment: parse_json\(\.message\); .* \(at stages\[0\]\.stages\[0\], line 2, column 6\)/,
    );
  });

  test('fails when one comes to what only Vector can run', () => {
    const code = vrl`if .message != "ok" { .fields.a = parse_grok!(.message, "%{WORD:w}") }`;
    expect(after(code, { line: 'ok' })).toHaveLength(1);
    expect(() => after(code)).toThrow(
      "'stages[0]' must use only functions that run without Vector, got parse_grok; try such an event with 'vector test'",
    );
  });

  test.each([
    [vrl`. = [1, 2]`, /'stages\[0\]' must leave one event in \., got a list/],
    [vrl`.message = 5`, /must leave a text in \.message, got the number 5/],
    [vrl`del(.message)`, /must leave a text in \.message, got nothing/],
    [vrl`.timestamp = "now"`, /must leave a timestamp in the years 1678 to 2261 in \.timestamp, got the string now/],
    [vrl`.timestamp = t'1500-01-01T00:00:00Z'`, /got the timestamp -14/],
  ])('fails when %o is left', (program, message) => {
    expect(() => after(program)).toThrow(message);
  });
});
