import { Duration } from 'cdk8s';
import type { Stage as AnyStage } from '../../../lib/pipeline/stage';
import { vector } from '../../../lib/engines/vector';
import type { VectorConfig, VectorVersion } from '../../../lib/engines/vector';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, line, origin } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import type { LokiTarget } from '../../../lib/pipeline/sink-spec';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { parseYaml } from '../../../lib/languages/yaml/parse';
import { env, helm } from '../../../lib/text/live-text';
import type { Text } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import type { Value } from '../../../lib/pipeline/ref';

interface Printed {
  readonly sources: Record<string, Record<string, unknown>>;
  readonly transforms: Record<string, { readonly type: string; readonly source: string } & Record<string, unknown>>;
  readonly sinks: Record<string, Record<string, unknown>>;
}

interface Options {
  readonly labels?: Readonly<Record<string, Value>>;
  readonly metadata?: Readonly<Record<string, Value>>;
  readonly to?: Partial<LokiTarget>;
  readonly version?: VectorVersion;
}

function pipeline(
  stages: readonly AnyStage<'vector'>[],
  { labels = { app: 'x' }, metadata = {}, to = {} }: Options = {},
) {
  return new LogPipeline<'vector'>('p', {
    sources: [Source.files('/l/*.log')],
    stages,
    sinks: [Sink.loki({ url: 'http://loki', ...to }, { labels, structuredMetadata: metadata })],
  });
}

function configOf(stages: readonly AnyStage<'vector'>[], options: Options = {}): VectorConfig {
  const { version } = options;
  return vector.translate([pipeline(stages, options)], version === undefined ? {} : { version });
}

function printed(stages: readonly AnyStage<'vector'>[], options: Options = {}): Printed {
  return parseYaml(settle(configOf(stages, options).print(), 'test')) as Printed;
}

/** The program of the last remap. */
function program(stages: readonly AnyStage<'vector'>[], options: Options = {}): string {
  return printed(stages, options).transforms['p_entry']?.source ?? '';
}

describe('a program', () => {
  test('guards what may be absent, and says so in few words', () => {
    expect(program([Stage.drop(field('level').is('debug'))])).toContain('if .fields.level == "debug" { abort }\n');
    expect(program([Stage.keep(line.startsWith('a'))])).toContain('if !(starts_with(line, "a")) { abort }\n');
    expect(program([Stage.rename({ a: 'b' })])).toContain('if exists(.fields.a) { .fields.b = del(.fields.a) }\n');
    expect(program([Stage.drop(origin.pod.is('x'))])).toContain('if false { abort }');
  });

  test('nests what stands within when', () => {
    const inner = Stage.when(field('b').exists(), Stage.set({ c: 'd' }));
    expect(program([Stage.when(field('a').is(1), Stage.level('b'), inner)])).toMatch(
      /^if \.fields\.a == 1 \{\n {2}level = [^]*\n {2}if \.fields\.b != null \{\n {4}\.fields\.c = "d"\n {2}\}\n\}$/m,
    );
  });

  test('takes replacements literally', () => {
    expect(program([Stage.replace(/\d+/, '$1 $$')])).toContain('line = replace(line, r\'[0-9]+\', "$$1 $$$$")');
  });

  test('quotes keys that are no words', () => {
    expect(program([Stage.set({ 'a.b"': 'x' })])).toContain('.fields."a.b\\"" = "x"');
  });

  test('samples by the hash that every agent uses', () => {
    const text = program([Stage.sample('25%', { unless: field('level').is('error') })]);
    expect(text).toContain('variant: "SHA-256"');
    expect(text).toContain(
      'if !(.fields.level == "error") && (parse_int(slice!(hash, 0, 8), 16) ?? 0) >= 1073741824 { abort }',
    );
  });

  test('lets no constant become code', () => {
    const evil = '"; del(.) #{{ x }} %Y ${HOME} $(X) \\ \'\n\u2028';
    const stages = [Stage.set({ a: evil }), Stage.replace(/a/, evil), Stage.drop(line.contains(evil))];
    const { transforms, sinks } = printed(stages, { labels: { app: evil, b: evil.slice(0, 5), c: 'C' } });
    const source = transforms['p_entry']?.source ?? '';
    const literal = '"\\"; del(.) #\\{{ x }} %Y ${HOME} $(X) \\\\ \'\\n\\u{2028}"';
    expect(source).toContain(`.fields.a = ${literal}`);
    expect(source).toContain(`contains(line, ${literal})`);
    expect(source.replace(/"(?:\\.|[^"\\])*"|r'(?:\\.|[^'\\])*'|#.*/g, '')).not.toMatch(/del|HOME/);
    // The sink would take {{ x }} for a field, so that the program puts it there, cleaned as each label is.
    expect(sinks['p_loki']?.['labels']).toEqual({ b: '"; de', c: 'C', '*': '{{ labels }}' });
    expect(source).toContain(`"app": ${literal}`);
  });
});

describe('components', () => {
  test('join lines by reduce, after what is done to each line', () => {
    const { transforms } = printed([
      Stage.replace(/a/, 'b'),
      Stage.joinLines({ firstLine: /^\S/, maxLines: 50, maxWait: Duration.millis(50) }),
      Stage.replace(/c/, 'd'),
    ]);
    expect(Object.keys(transforms)).toEqual(['p_lines', 'p_joined', 'p_entry']);
    expect(transforms['p_lines']?.source).toContain('replace(line, r\'a\', "b")');
    expect(transforms['p_joined']).toMatchObject({
      type: 'reduce',
      group_by: ['file'],
      max_events: 50,
      expire_after_ms: 50,
      flush_period_ms: 50,
      merge_strategies: { message: 'concat_newline', timestamp: 'discard', offset: 'discard' },
    });
    expect(transforms['p_entry']?.source).toContain('replace(line, r\'c\', "d")');
  });

  test('throttle only the records that when lets in', () => {
    const { transforms } = printed([
      Stage.when(field('a').is('x'), Stage.throttle({ linesPerSecond: 5 }), Stage.set({ b: 'c' })),
      Stage.set({ d: 'e' }),
    ]);
    expect(transforms['p_stages']?.source).toContain(
      '.p_when = .fields.a == "x"\n.p_throttle_passes = !(.p_when == true)',
    );
    expect(transforms['p_throttle']).toMatchObject({
      threshold: 5,
      window_secs: 1,
      exclude: '.p_throttle_passes == true\n',
    });
    expect(transforms['p_entry']?.source).toContain('if .p_when == true {\n  .fields.b = "c"\n}\n.fields.d = "e"');
  });

  test('serve metrics only where a pipeline has some', () => {
    expect(Object.keys(printed([]).sinks)).toEqual(['p_loki']);
    const { sources, sinks } = printed([Stage.count('lines_total')]);
    expect(sources['vector_metrics']).toEqual({ type: 'internal_metrics' });
    expect(sinks['metrics']).toMatchObject({ inputs: ['vector_metrics', 'p_lines_total'], address: '0.0.0.0:9598' });
  });

  test('read a line once, whichever sources see it', () => {
    const two = [Source.files('/l/**/*.log'), Source.files('/l/a/*.log', { exclude: ['/l/a/b.log'] })] as const;
    const other = new LogPipeline('q', {
      sources: [Source.files('/l/x.log'), Source.files('/m/x.log')],
      sinks: [Sink.stdout()],
    });
    const config = vector.translate([new LogPipeline('p', { sources: two, sinks: [Sink.stdout()] }), other]);
    const { transforms, sources } = parseYaml(settle(config.print(), 'test')) as Printed;
    expect(transforms['p_own']?.source).not.toContain('.file');
    expect(transforms['p_own_2']?.source).toContain(
      "if match(string!(.file), r'^/l/(?:[^/]+/)*[^/]*\\.log$') { abort }",
    );
    expect(sources['p_files_2']?.['exclude']).toEqual(['/l/a/b.log']);
    expect(sources['q_files']?.['include']).toEqual(['/l/x.log', '/m/x.log']);
    expect(transforms['q_own']?.source).toContain("match(string!(.file), r'^/l/(?:[^/]+/)*[^/]*\\.log$')");
  });

  test('wait for what the sink has delivered', () => {
    expect(printed([]).sinks['p_loki']?.['acknowledgements']).toEqual({ enabled: true });
    expect(configOf([]).reads).toEqual([
      { source: 'p_files', include: ['/l/*.log'], exclude: [], maxLineBytes: 262_145 },
    ]);
  });
});

describe('labels', () => {
  test('that are the same for all records stand in the sink, clean and cut', () => {
    const labels = { app: 'a\u0007b', long: 'é'.repeat(2000), none: '', other: origin.pod };
    expect(printed([], { labels }).sinks['p_loki']?.['labels']).toEqual({ app: 'a?b', long: 'é'.repeat(1024) });
  });

  test('with capitals have templates of their own, since Vector’s * writes lower case', () => {
    expect(printed([], { labels: { podName: field('a'), b: field('b') } }).sinks['p_loki']?.['labels']).toEqual({
      '*': '{{ labels }}',
      '{{ labels_names.podName }}': '{{ labels_values.podName }}',
    });
  });

  test('from variables are read by the program', () => {
    const config = configOf([], { labels: { region: env('REGION') } });
    expect(config.variables).toEqual({ env: ['REGION'], secrets: [] });
    expect(config.environment).toEqual({});
    expect(program([], { labels: { region: env('REGION') } })).toContain('"region": (get_env_var("REGION") ?? "")');
  });

  test('that a chart fills in stay live', () => {
    const text = configOf([], { labels: { release: helm('.Release.Name') } }).print() as Exclude<Text, string>;
    expect(text.parts).toContainEqual({ reader: 'helm', name: '.Release.Name' });
  });

  test('have the offset beside them in structured metadata, to keep equal lines', () => {
    const metadataOf = (options: Options) => printed([], options).sinks['p_loki']?.['structured_metadata'];
    expect(metadataOf({})).toEqual({ offset: '{{ offset }}' });
    expect(program([])).not.toContain('structured_metadata');
    const taken = { metadata: { offset: field('offset'), file_offset: 'x' } };
    expect(metadataOf(taken)).toEqual({
      file_file_offset: '{{ offset }}',
      file_offset: 'x',
      '*': '{{ structured_metadata }}',
    });
    expect(printed([], { version: '0.39.0' }).sinks['p_loki']).not.toHaveProperty('structured_metadata');
  });
});

describe('what Vector cannot do', () => {
  const found = (one: LogPipeline<'vector'>, version?: VectorVersion): readonly string[] =>
    vector
      .check([one], version === undefined ? {} : { version })
      .map(({ rule, at, severity }) => `${severity} ${rule} at ${at}`);

  test('is found before anything is printed', () => {
    const all = new LogPipeline<'vector'>('p', {
      sources: [Source.pods(), Source.journal(), Source.docker()],
      stages: [
        Stage.when(line.contains('x'), Stage.native({ language: 'fluent-bit', source: 'x' }) as never),
        Stage.set({ a: helm('.Values.a') }),
      ],
      sinks: [
        Sink.http('http://x'),
        Sink.otlp('http://x/v1/logs', { resource: { 'service.name': 'x' } }),
        Sink.loki({ url: 'http://x', tenant: '{{ t }}' }, { labels: { a: 'b' } }),
      ],
    });
    expect(found(all)).toEqual([
      'error vector/source at p: sources[1]',
      'error vector/source at p: sources[2]',
      'error vector/native at p: stages[0].stages[0]',
      'error vector/live-text at p: stages[1]',
      'error vector/sink at p: sinks[0]',
      'error vector/sink at p: sinks[1]',
      'error vector/tenant at p: sinks[2].to.tenant',
    ]);
    expect(() => vector.translate([all])).toThrow('read Source.pods(), or the files');
  });

  test('depends on the version', () => {
    const zoned = pipeline([Stage.time(field('t'), { zone: 'Europe/Berlin' }), Stage.line({ json: 'all' })], {
      metadata: { a: 'b' },
    });
    expect(found(zoned)).toEqual([]);
    expect(found(zoned, '0.43.1')).toEqual([
      'error vector/named-zone at p: stages[0].zone',
      'warning vector/json-exponent at p: stages[1]',
    ]);
    expect(found(pipeline([], { metadata: { a: 'b' } }), '0.39.0')).toEqual([
      'error vector/structured-metadata at p: sinks[0].structuredMetadata',
    ]);
    expect(found(pipeline([]), '0.39.0')).toEqual(['warning vector/tie-break at p: sinks[0].structuredMetadata']);
  });

  test('includes two pipelines of one name', () => {
    expect(vector.check([pipeline([]), pipeline([])]).map(({ rule }) => rule)).toEqual(['vector/pipeline-name']);
  });
});

test('the engine names its image by the exact tag of one with a shell', () => {
  expect(vector.image('0.57.0')).toBe('timberio/vector:0.57.0-debian');
  expect(vector.versions[0]).toBe('0.57.0');
});

test('a Loki that asks for a tenant and a password gets them', () => {
  const config = configOf([], { to: { tenant: 'team', auth: { user: 'u', password: secret('P') } } });
  expect(config.print()).toMatch(
    /tenant_id: team\n {4}auth:\n {6}strategy: basic\n {6}user: u\n {6}password: \|2-\n {8}\$\{P\}$/m,
  );
  expect(config.environment).toEqual({ VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true' });
});
