import { printFinding } from '../../../lib/findings/finding';
import { allOf } from '../../../lib/pipeline/condition';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { LogPipelineProps } from '../../../lib/pipeline/log-pipeline';
import { field, fields, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import type { Value } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { re2 } from '../../../lib/languages/regex/regex';

const files = Source.files('/logs/**/*.log');
const pods = Source.pods();
const json = Stage.parseJson();

type Labels = Readonly<Record<string, Value>>;

interface Sketch extends Partial<LogPipelineProps> {
  readonly labels?: Labels;
  readonly structuredMetadata?: Labels;
  readonly allowHighCardinality?: readonly string[];
  readonly maxLabels?: number;
}

function pipeline({ labels = {}, structuredMetadata, allowHighCardinality, maxLabels, ...props }: Sketch): LogPipeline {
  const to = { url: 'http://loki', ...(maxLabels === undefined ? {} : { maxLabels }) };
  const all: Labels = { app: 'a', ...labels };
  const sink = Sink.loki(to, {
    labels: all,
    ...(structuredMetadata === undefined ? {} : { structuredMetadata }),
    ...(allowHighCardinality === undefined ? {} : { allowHighCardinality }),
  });
  return new LogPipeline('test', { sources: [files], sinks: [sink], ...props });
}

const found = (sketch: Sketch): readonly string[] => pipeline(sketch).check().map(printFinding);
const rules = (sketch: Sketch): readonly string[] =>
  pipeline(sketch)
    .check()
    .map(({ rule }) => rule);

test('all findings come at once', () => {
  const many = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`l${index}`, 'x']));
  expect(
    rules({
      stages: [Stage.parseJson({ only: ['a'] }), Stage.joinLines({ firstLine: /^a/ }), Stage.level('none')],
      labels: { ...many, run_id: field('run_id'), pod: origin.pod },
      structuredMetadata: { l1: 'x' },
    }),
  ).toEqual([
    'pipeline/join-lines',
    'pipeline/unwritten-field',
    'pipeline/unwritten-field',
    'pipeline/unknown-origin',
    'loki/label-limit',
    'loki/label-cardinality',
    'loki/duplicate-name',
  ]);
});

describe('loki/label-limit', () => {
  const labels = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`l${index}`, 'x']));

  test('fails when there are more than 15, naming what to move', () => {
    expect(found({ labels })).toEqual([
      "loki/label-limit: 'labels' must be at most 15, got 16 (app, " +
        `${Object.keys(labels).join(', ')}); move l14 to structuredMetadata (at test: sinks[0].labels)`,
    ]);
  });

  test('names those of many values first', () => {
    const sketch = { stages: [json], labels: { ...labels, trace_id: field('t') }, allowHighCardinality: ['trace_id'] };
    expect(found(sketch)).toEqual([expect.stringContaining('; move trace_id, l14 to structuredMetadata')]);
  });

  test("takes the Loki's own limit", () => {
    expect(found({ labels, maxLabels: 16 })).toEqual([]);
    expect(rules({ labels: { b: 'b' }, maxLabels: 1 })).toEqual(['loki/label-limit']);
  });
});

describe('loki/label-cardinality', () => {
  const of = (labels: Labels, stages: LogPipelineProps['stages'] = [json]): readonly string[] =>
    rules({ sources: [pods, files], labels, ...(stages === undefined ? {} : { stages }) });

  test.each([
    'run_id',
    'traceId',
    'request-id',
    'experiment_id',
    'uid',
    'timestamp',
    'user_id',
    'requestID',
    'client_ip',
    'created_at',
    'duration_ms',
  ])('fails when a label reads %s', (name) => {
    expect(of({ x: field(name) })).toEqual(['loki/label-cardinality']);
  });

  test.each(['dag_id', 'task_id', 'tenant_id', 'machine_id', 'level', 'model_type', 'status', 'map_index', 'attempt'])(
    'a label of %s is fine',
    (name) => {
      expect(of({ x: field(name) })).toEqual([]);
    },
  );

  test('fails when the label itself is named so, or is the line, the path or a pod uid', () => {
    expect(of({ trace_id: field('t') })).toEqual(['loki/label-cardinality']);
    expect(of({ x: line })).toEqual(['loki/label-cardinality']);
    expect(of({ x: origin.path })).toEqual(['loki/label-cardinality']);
    expect(of({ x: origin.podLabel('batch.kubernetes.io/controller-uid') })).toEqual(['loki/label-cardinality']);
    expect(of({ x: text`a-${field('run_id')}` })).toEqual(['loki/label-cardinality']);
    expect(of({ x: firstOf(field('a'), field('run_id')) })).toEqual(['loki/label-cardinality']);
    expect(of({ x: field('spans', 0, 'trace_id') })).toEqual(['loki/label-cardinality']);
  });

  test('fails when a stage sets or renames it from one', () => {
    expect(of({ x: field('x') }, [json, Stage.set({ x: field('run_id') })])).toEqual(['loki/label-cardinality']);
    expect(of({ x: field('x') }, [json, Stage.rename({ run_id: 'y' }), Stage.set({ x: field('y') })])).toEqual([
      'loki/label-cardinality',
    ]);
    const circle = [json, Stage.set({ x: field('y') }), Stage.set({ y: field('x') })];
    expect(of({ x: field('x') }, circle)).toEqual([]);
  });

  test('values that the pipeline names itself are few, whatever the name', () => {
    expect(of({ x: field('message') }, [Stage.classify('message', { oom: /oom/ })])).toEqual([]);
    expect(of({ run_id: 'constant' })).toEqual([]);
  });

  test('proposes structured metadata, and is silent where it is meant', () => {
    const labels = { run_id: field('run_id') };
    expect(found({ stages: [json], labels })).toEqual([
      "loki/label-cardinality: 'labels' must have few values each, got run_id, which is different for nearly every record; " +
        'move run_id to structuredMetadata, or name it in allowHighCardinality (at test: sinks[0].labels.run_id)',
    ]);
    expect(rules({ stages: [json], labels, allowHighCardinality: ['run_id'] })).toEqual([]);
    expect(() => pipeline({ allowHighCardinality: ['other'] })).toThrow(
      /'allowHighCardinality' must name labels of this sink, got "other"/,
    );
  });
});

describe('loki/label-always', () => {
  const of = (labels: Labels, sources: LogPipelineProps['sources'], ...stages: readonly Stage[]): readonly string[] =>
    new LogPipeline('test', { sources, stages: [json, ...stages], sinks: [Sink.loki({ url: 'http://l' }, { labels })] })
      .check()
      .map(printFinding);

  test('fails when a record may lack every label', () => {
    expect(of({ app: field('app') }, [files])).toEqual([
      "loki/label-always: 'labels' must hold one that each record has, got app, which records of sources[0] may all lack; " +
        "add one such as app: 'test' (at test: sinks[0].labels)",
    ]);
    expect(of({ namespace: origin.namespace }, [pods, files])).toEqual([
      expect.stringContaining('records of sources[1]'),
    ]);
    expect(of({ app: origin.podLabel('app') }, [pods])).toHaveLength(1);
    expect(of({ app: '' }, [pods])).toHaveLength(1);
  });

  test('a constant, what the source knows, or what is set to one is enough', () => {
    expect(of({ app: 'a' }, [files])).toEqual([]);
    expect(of({ namespace: origin.namespace }, [pods])).toEqual([]);
    expect(of({ app: firstOf(field('app'), 'none') }, [files])).toEqual([]);
    expect(of({ job: text`${origin.namespace}/${origin.pod}` }, [pods])).toEqual([]);
    expect(of({ app: field('app') }, [files], Stage.set({ app: 'a' }))).toEqual([]);
  });

  test('a constant that a later stage may take away is not', () => {
    expect(of({ app: field('app') }, [files], Stage.set({ app: 'a' }), Stage.remove('app'))).not.toEqual([]);
    expect(of({ app: field('app') }, [files], Stage.set({ app: 'a' }), json)).toHaveLength(1);
    expect(of({ app: field('app') }, [files], Stage.when(line.exists(), Stage.set({ app: 'a' })))).toHaveLength(1);
    expect(of({ app: field('app') }, [files], Stage.set({ app: 'a' }), Stage.rename({ app: 'b' }))).not.toEqual([]);
  });
});

describe('pipeline/unwritten-field', () => {
  const only = Stage.parseJson({ only: ['a', 'b'] });

  test('fails when a label, a condition or a stage reads what no stage before it writes', () => {
    expect(found({ stages: [only], labels: { x: field('c') } })).toEqual([
      "pipeline/unwritten-field: 'field' must be written by a stage before, got c, where a, b are written; " +
        'correct its name, or parse or set it before (at test: sinks[0])',
    ]);
    expect(found({ stages: [Stage.level('level')] })).toEqual([
      expect.stringMatching(/got level, where none is written.*stages\[0\] level/),
    ]);
    const stages = [
      only,
      Stage.when(field('c').exists(), Stage.drop(field('d').is('x'))),
      Stage.rename({ e: 'f' }),
      Stage.remove('g'),
    ];
    expect(
      pipeline({ stages })
        .check()
        .map(({ at, got }) => `${at}: ${got.split(',')[0]}`),
    ).toEqual([
      'test: stages[1] when: c',
      'test: stages[1].stages[0] drop: d',
      'test: stages[2] rename: e',
      'test: stages[3] remove: g',
    ]);
  });

  test('order counts', () => {
    expect(rules({ stages: [Stage.time(field('a')), only] })).toEqual(['pipeline/unwritten-field']);
    expect(rules({ stages: [only, Stage.remove('a'), Stage.time(field('a'))] })).toEqual(['pipeline/unwritten-field']);
    expect(rules({ stages: [only, Stage.rename({ a: 'c' }), Stage.time(field('a'))] })).toEqual([
      'pipeline/unwritten-field',
    ]);
    expect(rules({ stages: [only, Stage.rename({ a: 'c' }), Stage.time(field('c'))] })).toEqual([]);
  });

  test('whatever parses all there is may write anything', () => {
    expect(rules({ stages: [json, Stage.time(field('x', 'y')), Stage.level('z')] })).toEqual([]);
    expect(rules({ stages: [Stage.when(line.startsWith('{'), json), Stage.level('z')] })).toEqual([]);
    expect(rules({ stages: [Stage.parseLogfmt(), Stage.level('z')] })).toEqual([]);
  });

  test('captures, classes, and what set has just set are written', () => {
    const stages = [
      Stage.parseRegex(re2`(?<a>x)`),
      Stage.parsePath('<b>.log'),
      Stage.parsePattern('<c> <_>'),
      Stage.classify('d', { x: /x/ }),
      Stage.set({ e: field('a'), f: field('e') }),
      Stage.rename({ a: 'g', g: 'h' }),
    ];
    expect(rules({ stages, labels: fields('b', 'c', 'd', 'f', 'h') })).toEqual([]);
  });
});

describe('the other rules', () => {
  test('joinLines comes first, once', () => {
    const join = Stage.joinLines({ firstLine: /^a/ });
    expect(rules({ stages: [Stage.replace(/a/, ''), join, json] })).toEqual([]);
    expect(found({ stages: [json, join] })).toEqual([
      "pipeline/join-lines: 'stages' must have nothing but replace before joinLines, got parseJson; " +
        'move joinLines to the front (at test: stages[1] joinLines)',
    ]);
    expect(found({ stages: [join, join] })).toEqual([
      expect.stringContaining("'stages' must have joinLines once, got a second one"),
    ]);
  });

  test('an origin that no source knows is not read', () => {
    expect(
      found({
        stages: [Stage.keep(allOf(origin.pod.exists(), line.exists()))],
        labels: { tier: origin.podLabel('tier') },
      }),
    ).toEqual([
      "pipeline/unknown-origin: 'origin' must be known to a source of the pipeline, got origin.pod, where all sources are of files; " +
        'read it from a field, or choose another source (at test: stages[0] keep)',
      expect.stringContaining("got origin.podLabel('tier')"),
    ]);
    expect(rules({ sources: [files, pods], labels: { tier: origin.podLabel('tier') } })).toEqual([]);
  });

  test('a metric has one kind and one set of labels', () => {
    const stages = [
      json,
      Stage.count('n', { labels: { a: field('a') } }),
      Stage.count('n'),
      Stage.measure('m', field('m')),
      Stage.count('m'),
    ];
    expect(found({ stages })).toEqual([
      expect.stringContaining('got n as count, which is count by a before'),
      expect.stringContaining('got m as count, which is measure before'),
    ]);
  });

  test('a source given twice is a warning', () => {
    expect(pipeline({ sources: [files, files] }).check()).toMatchObject([
      { rule: 'pipeline/duplicate-source', severity: 'warning', at: 'test: sources[1]', got: 'the same as sources[0]' },
    ]);
  });

  test('native code is of one engine', () => {
    const stages = [
      Stage.native({ language: 'vector', source: '.a = 1' }),
      Stage.native({ language: 'alloy', source: 'stage.drop {}' }),
    ] as const;
    const sinks = [Sink.stdout()] as const;
    expect(new LogPipeline('test', { sources: [files], stages, sinks }).check()).toMatchObject([
      { rule: 'pipeline/native-engines', got: 'vector, alloy' },
    ]);
  });
});
