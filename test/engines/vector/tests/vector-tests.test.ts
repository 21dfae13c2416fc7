import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { vector, vectorVersions } from '../../../../lib/engines/vector';
import { compileVrl } from '../../../../lib/languages/vrl/compiler/compiler';
import type { Example } from '../../../../lib/pipeline/example';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import type { LogPipelineProps } from '../../../../lib/pipeline/log-pipeline';
import { field, fields } from '../../../../lib/pipeline/ref';
import { records } from '../../../../lib/pipeline/records';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import { Stage } from '../../../../lib/pipeline/stage';
import { env, helm } from '../../../../lib/text/live-text';
import { settle } from '../../../../lib/text/reader';
import { randomPipelines } from './with-examples';

jest.setTimeout(60_000);

const path = '/v/a.log';
const loki = { url: 'http://loki' };
const toLoki = Sink.loki(loki, {
  labels: { app: 'x', ...fields('level', 'podName') },
  structuredMetadata: fields('id'),
});

function pipeline(props: Partial<LogPipelineProps<'vector'>>): LogPipeline<'vector'> {
  return new LogPipeline<'vector'>('p', { sources: [Source.files('/v/**/*.log')], sinks: [toLoki], ...props });
}

interface Printed {
  readonly tests: readonly {
    readonly name: string;
    readonly inputs: readonly { readonly insert_at: string; readonly source: string }[];
    readonly outputs?: readonly {
      readonly extract_from: readonly string[];
      readonly expected_event_count?: number;
      readonly conditions?: readonly { readonly source: string }[];
    }[];
    readonly no_outputs_from?: readonly string[];
  }[];
}

function printed(of: LogPipeline<'vector'>, version = vectorVersions[0] as (typeof vectorVersions)[number]): Printed {
  const tests = vector.tests([of], { version });
  return parse(settle(tests.print(), tests.fileName)) as Printed;
}

/** What an example of a pipeline expects of each event, as it is printed. */
function conditions(props: Partial<LogPipelineProps<'vector'>>, ships: Example['ships']): readonly string[] {
  const example = { records: records(['{}'], { path }), ships };
  const { tests } = printed(pipeline({ stages: [Stage.parseJson()], ...props, examples: { example } }));
  return (tests[0]?.outputs ?? []).flatMap((output) => (output.conditions ?? []).map(({ source }) => source.trimEnd()));
}

function reasons(props: Partial<LogPipelineProps<'vector'>>, example: Partial<Example>): readonly string[] {
  const whole: Example = { records: records(['x', 'y'], { path }), ships: [], ...example };
  const tests = vector.tests([pipeline({ ...props, examples: { example: whole } })]);
  const comments = settle(tests.print(), tests.fileName)
    .split('\n')
    .filter((line) => line.includes('Left out'));
  expect(comments).toHaveLength(tests.leftOut.length);
  return tests.leftOut.map(({ reason }) => reason);
}

describe("Vector's tests of an example", () => {
  test('give each line to the transform behind the source, as the source would', () => {
    const example = { records: records(['a "b"'], { path }), ships: [{ line: 'a "b"' }] };
    const [first] = printed(pipeline({ examples: { example } })).tests;
    expect(first).toMatchObject({
      name: 'p: example',
      inputs: [{ insert_at: 'p_entry' }],
      outputs: [{ extract_from: ['p_entry'], expected_event_count: 1 }],
    });
    const { source } = first!.inputs[0]!;
    expect(compileVrl(source).run({})).toMatchObject({
      event: { file: path, message: 'a "b"', source_type: 'file', offset: 0 },
    });
    expect(source).toContain("t'2000-01-01T00:00:00Z'");
  });

  test('look at labels and metadata as the templates of the sink do', () => {
    const ships = [
      { labels: { app: 'x', level: 'info', podName: 'q' }, structuredMetadata: { id: undefined } },
      { labels: { app: 'y', podName: undefined }, line: /^\{/, time: '2026-11-21T01:22:41.5+01:00' },
    ];
    expect(conditions({}, ships)).toEqual([
      [
        'assert_eq!(.labels.level, "info")',
        'assert_eq!(.labels_values.podName, "q")',
        'assert!(!exists(.structured_metadata.id))',
      ].join('\n'),
      [
        'assert!(false, message: "labels.app is not as expected, in the sink itself")',
        'assert_eq!(.labels_names.podName, "*")',
        String.raw`assert!(match(string(.message) ?? "", r'^\{'))`,
        "assert_eq!(.timestamp, t'2026-11-21T00:22:41.500Z')",
      ].join('\n'),
    ]);
  });

  test('look into the JSON of standard output, numbers by value', () => {
    const sinks = [Sink.stdout()] as const;
    expect(
      conditions({ sinks }, [{ fields: { a: [2, { b: null }], c: 2n ** 60n, d: undefined }, origin: { path } }]),
    ).toEqual([
      [
        'json = object!(parse_json!(.message))',
        'assert_eq!(length(array!(json.fields.a)), 2)',
        'assert!(json.fields.a[0] == 2)',
        'assert_eq!(length(object!(json.fields.a[1])), 1)',
        'assert!(exists(json.fields.a[1].b))',
        'assert_eq!(json.fields.a[1].b, null)',
        'assert!(json.fields.c == 1152921504606846976)',
        'assert!(!exists(json.fields.d))',
        `assert_eq!(json.origin.path, "${path}")`,
      ].join('\n'),
    ]);
  });

  test('expect nothing from a sink that sends nothing, and count what metrics take', () => {
    const errors = field('level').is('error');
    const [only] = printed(
      pipeline({
        stages: [Stage.parseJson(), Stage.count('errors_total', { when: errors }), Stage.measure('ms', field('ms'))],
        sinks: [toLoki, Sink.stdout({ when: errors })],
        examples: {
          one: {
            records: records(['{"level":"info","ms":3}'], { path }),
            ships: [{ labels: { level: 'info' } }],
            counts: { errors_total: 0, ms: 1 },
          },
        },
      }),
    ).tests;
    expect(only).toMatchObject({
      outputs: [{ extract_from: ['p_entry'] }, { extract_from: ['p_ms'], expected_event_count: 1 }],
      no_outputs_from: ['p_entry_2', 'p_errors_total'],
    });
  });

  test('do not count before Vector 0.56, and say so', () => {
    const of = pipeline({ examples: { example: { records: records(['x'], { path }), ships: [{}] } } });
    expect(printed(of, '0.43.1').tests[0]?.outputs).toEqual([{ extract_from: ['p_entry'] }]);
    expect(vector.tests([of], { version: '0.43.1' }).notes).toEqual([expect.stringMatching(/cannot count/)]);
    expect(vector.tests([of]).notes).toEqual([]);
  });

  test('leave out what Vector cannot test as it is meant, with the reason', () => {
    const throttled = { stages: [Stage.throttle({ linesPerSecond: 1 })] };
    expect(reasons(throttled, {})).toEqual(['throttle goes by the time of arrival']);
    expect(reasons(throttled, { records: records(['x'], { path }) })).toEqual([]);
    const alike = Sink.loki(loki, { labels: { app: 'x' } });
    const first = { of: field('a'), each: Duration.minutes(1) };
    expect(reasons({ stages: [Stage.sample('10%', { first })] }, {})).toEqual([
      expect.stringMatching(/sample's first/),
    ]);
    expect(reasons({}, { records: records(['x']) })).toEqual([expect.stringMatching(/^record 1 has no path/)]);
    expect(reasons({}, { records: records(['x'], { path: '/w/a.log' }) })).toEqual([
      'record 1 is of /w/a.log, which no source reads',
    ]);
    expect(reasons({}, { records: records(['x'], { path, pod: 'p' }) })).toEqual([expect.stringMatching(/has a pod/)]);
    expect(
      reasons({}, { records: records(['x'.repeat(262_145)], { path }, { maxLineBytes: Size.mebibytes(1) }) }),
    ).toEqual(['record 1 is longer than maxLineBytes, and so never read']);
    expect(reasons({}, { records: [{ line: 'x', origin: { path }, fields: { a: 1 } }] })).toEqual([
      expect.stringMatching(/has fields/),
    ]);
    expect(reasons({ sinks: [toLoki, toLoki] }, { ships: [{ line: 'x' }] })).toEqual([
      'which sink sends ships[0] is not known: write { sink: 0, … }',
    ]);
    expect(reasons({ sinks: [alike, alike] }, { ships: [{ sink: 1 }, { sink: 0 }, { sink: 1 }] })).toEqual([
      expect.stringMatching(/^sinks\[1\] sends what another sink does/),
    ]);
    expect(reasons({}, { ships: [{ body: 'x' }] })).toEqual([expect.stringMatching(/^which sink sends ships\[0\]/)]);
    expect(reasons({}, { counts: { none_total: 1 } })).toEqual(['nothing here makes the metric none_total']);
    expect(reasons({}, { records: records(['SECRET[a.b]'], { path }) })).toEqual([
      expect.stringMatching(/looks like a secret's name/),
    ]);
  });

  test('leave out what a variable holds, but not what a chart fills in for all', () => {
    const sinks = [Sink.loki(loki, { labels: { cluster: env('CLUSTER'), app: helm('.Release.Name') } })] as const;
    expect(reasons({ sinks }, { ships: [{ labels: { cluster: '${CLUSTER}' } }, {}] })).toEqual([
      'it expects what the variable CLUSTER holds, which only the agent knows',
    ]);
    expect(reasons({ sinks }, { ships: [{ labels: { app: '{{ .Release.Name }}' } }, {}] })).toEqual([]);
  });

  test('keep a dollar and what looks like a variable, whatever the version', () => {
    const line = '$$ ${X} $X';
    const sinks = [Sink.loki(loki, { labels: { app: 'x' } })] as const;
    const of = pipeline({ sinks, examples: { example: { records: records([line], { path }), ships: [{ line }] } } });
    for (const version of vectorVersions) {
      const tests = vector.tests([of], { version });
      expect(tests.command).toBe('vector test vector.yaml vector.tests.yaml');
      const escaped = settle(tests.print(), tests.fileName);
      // Vector 0.57 expands no variables unless it is told to.
      expect(escaped).toContain(version === '0.57.0' ? '"$$ ${X} $X"' : '"$$$$ $${X} $$X"');
    }
  });
});

test('examples are written without a word of the compiler, whatever the pipeline and the version', () => {
  fc.assert(
    fc.property(randomPipelines, fc.constantFrom(...vectorVersions), (of, version) => {
      fc.pre(vector.check([of], { version }).every(({ severity }) => severity !== 'error'));
      expect(() => vector.tests([of], { version }).print()).not.toThrow();
    }),
    { numRuns: 60 },
  );
});
