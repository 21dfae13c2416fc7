import { Duration, Size } from 'cdk8s';
import { env } from '../../../lib/text/live-text';
import { printAlloy } from '../../../lib/languages/alloy';
import { formatAlloy } from '../../../lib/languages/alloy/compiler/parser';
import type { YamlValue } from '../../../lib/languages/yaml/print';
import { LokiStage } from '../../../lib/engines/loki-stages/loki-stage';
import { printAlloyStage, printPromtailStage } from '../../../lib/engines/loki-stages/stage-data';
import { stageTypes } from '../../../lib/engines/loki-stages/stage-types';

const noPromtail = undefined;

const stages: readonly (readonly [LokiStage, string, YamlValue | undefined])[] = [
  [LokiStage.cri(), 'stage.cri { }', { cri: {} }],
  [
    LokiStage.cri({ maxPartialLines: 50, maxPartialLineSize: Size.kibibytes(256), maxPartialLineSizeTruncate: true }),
    'stage.cri {\n\tmax_partial_lines              = 50\n\tmax_partial_line_size          = 262144\n\tmax_partial_line_size_truncate = true\n}',
    { cri: { max_partial_lines: 50, max_partial_line_size: 262_144, max_partial_line_size_truncate: true } },
  ],
  [LokiStage.docker(), 'stage.docker { }', { docker: {} }],
  [
    LokiStage.json({ expressions: { level: '', user: 'ctx."user.id"' }, source: 'extra', dropMalformed: true }),
    'stage.json {\n\texpressions = {\n\t\tlevel = "",\n\t\tuser  = `ctx."user.id"`,\n\t}\n\tsource         = "extra"\n\tdrop_malformed = true\n}',
    { json: { expressions: { level: '', user: 'ctx."user.id"' }, source: 'extra', drop_malformed: true } },
  ],
  [
    LokiStage.logfmt({ mapping: { level: '' } }),
    'stage.logfmt {\n\tmapping = {\n\t\tlevel = "",\n\t}\n}',
    { logfmt: { mapping: { level: '' } } },
  ],
  [
    LokiStage.regex({ expression: '^(?P<level>\\w+) ', source: 'log' }),
    'stage.regex {\n\texpression = `^(?P<level>\\w+) `\n\tsource     = "log"\n}',
    { regex: { expression: '^(?P<level>\\w+) ', source: 'log' } },
  ],
  [LokiStage.pattern({ pattern: '<level> <_>' }), 'stage.pattern {\n\tpattern = "<level> <_>"\n}', noPromtail],
  [
    LokiStage.template({ source: 'level', template: '{{ ToLower .Value }}' }),
    'stage.template {\n\tsource   = "level"\n\ttemplate = "{{ ToLower .Value }}"\n}',
    { template: { source: 'level', template: '{{ ToLower .Value }}' } },
  ],
  [
    LokiStage.labels({ values: { level: '', app: 'name' } }),
    'stage.labels {\n\tvalues = {\n\t\tlevel = "",\n\t\tapp   = "name",\n\t}\n}',
    { labels: { level: '', app: 'name' } },
  ],
  [
    LokiStage.staticLabels({ values: { cluster: 'a' } }),
    'stage.static_labels {\n\tvalues = {\n\t\tcluster = "a",\n\t}\n}',
    { static_labels: { cluster: 'a' } },
  ],
  [
    LokiStage.structuredMetadata({ values: { trace_id: '' } }),
    'stage.structured_metadata {\n\tvalues = {\n\t\ttrace_id = "",\n\t}\n}',
    { structured_metadata: { trace_id: '' } },
  ],
  [
    LokiStage.structuredMetadataDrop({ values: ['a'] }),
    'stage.structured_metadata_drop {\n\tvalues = ["a"]\n}',
    noPromtail,
  ],
  [
    LokiStage.labelDrop({ values: ['a', 'b'] }),
    'stage.label_drop {\n\tvalues = ["a", "b"]\n}',
    { labeldrop: ['a', 'b'] },
  ],
  [LokiStage.labelKeep({ values: ['a'] }), 'stage.label_keep {\n\tvalues = ["a"]\n}', { labelallow: ['a'] }],
  [
    LokiStage.timestamp({
      source: 'ts',
      format: 'RFC3339Nano',
      fallbackFormats: ['Unix'],
      location: 'Asia/Seoul',
      actionOnFailure: 'skip',
    }),
    'stage.timestamp {\n\tsource            = "ts"\n\tformat            = "RFC3339Nano"\n\tfallback_formats  = ["Unix"]\n\tlocation          = "Asia/Seoul"\n\taction_on_failure = "skip"\n}',
    {
      timestamp: {
        source: 'ts',
        format: 'RFC3339Nano',
        fallback_formats: ['Unix'],
        location: 'Asia/Seoul',
        action_on_failure: 'skip',
      },
    },
  ],
  [LokiStage.output({ source: 'msg' }), 'stage.output {\n\tsource = "msg"\n}', { output: { source: 'msg' } }],
  [
    LokiStage.match({
      selector: '{app="a"} |= "x"',
      pipelineName: 'p',
      stages: [LokiStage.decolorize(), LokiStage.labelDrop({ values: ['a'] })],
    }),
    'stage.match {\n\tselector      = `{app="a"} |= "x"`\n\tpipeline_name = "p"\n\n\tstage.decolorize { }\n\n\tstage.label_drop {\n\t\tvalues = ["a"]\n\t}\n}',
    { match: { selector: '{app="a"} |= "x"', pipeline_name: 'p', stages: [{ decolorize: {} }, { labeldrop: ['a'] }] } },
  ],
  [
    LokiStage.match({ selector: '{app="a"}', action: 'drop', dropCounterReason: 'noise' }),
    'stage.match {\n\tselector            = `{app="a"}`\n\taction              = "drop"\n\tdrop_counter_reason = "noise"\n}',
    { match: { selector: '{app="a"}', action: 'drop', drop_counter_reason: 'noise' } },
  ],
  [
    LokiStage.drop({
      source: ['a', 'b'],
      separator: '-',
      value: 'x',
      olderThan: Duration.hours(24),
      longerThan: Size.kibibytes(8),
    }),
    'stage.drop {\n\tsource      = "a,b"\n\tseparator   = "-"\n\tvalue       = "x"\n\tolder_than  = "24h"\n\tlonger_than = "8KiB"\n}',
    { drop: { source: ['a', 'b'], separator: '-', value: 'x', older_than: '24h', longer_than: 8192 } },
  ],
  [LokiStage.sampling({ rate: 0.1 }), 'stage.sampling {\n\trate = 0.1\n}', { sampling: { rate: 0.1 } }],
  [
    LokiStage.limit({ rate: 5, burst: 10, drop: true, byLabelName: 'app', maxDistinctLabels: 20_000 }),
    'stage.limit {\n\trate                = 5\n\tburst               = 10\n\tdrop                = true\n\tby_label_name       = "app"\n\tmax_distinct_labels = 20000\n}',
    { limit: { rate: 5, burst: 10, drop: true, by_label_name: 'app', max_distinct_labels: 20_000 } },
  ],
  [
    LokiStage.multiline({ firstline: '^\\d', maxWaitTime: Duration.millis(1500), maxLines: 500 }),
    'stage.multiline {\n\tfirstline     = `^\\d`\n\tmax_wait_time = "1500ms"\n\tmax_lines     = 500\n}',
    { multiline: { firstline: '^\\d', max_wait_time: '1500ms', max_lines: 500 } },
  ],
  [
    LokiStage.pack({ labels: ['a'], ingestTimestamp: false }),
    'stage.pack {\n\tlabels           = ["a"]\n\tingest_timestamp = false\n}',
    { pack: { labels: ['a'], ingest_timestamp: false } },
  ],
  [
    LokiStage.replace({ expression: 'password=(\\S+)', replace: '***' }),
    'stage.replace {\n\texpression = `password=(\\S+)`\n\treplace    = "***"\n}',
    { replace: { expression: 'password=(\\S+)', replace: '***' } },
  ],
  [LokiStage.decolorize(), 'stage.decolorize { }', { decolorize: {} }],
  [LokiStage.tenant({ source: 'team' }), 'stage.tenant {\n\tsource = "team"\n}', { tenant: { source: 'team' } }],
  [
    LokiStage.metrics([
      {
        type: 'counter',
        name: 'lines',
        description: 'all',
        action: 'inc',
        matchAll: true,
        maxIdleDuration: Duration.minutes(10),
      },
      { type: 'gauge', name: 'queue', source: 'q', action: 'set' },
      { type: 'histogram', name: 'seconds', prefix: 'app_', buckets: [0.1, 1] },
    ]),
    'stage.metrics {\n\tmetric.counter {\n\t\tname              = "lines"\n\t\tdescription       = "all"\n\t\tmax_idle_duration = "10m"\n\t\taction            = "inc"\n\t\tmatch_all         = true\n\t}\n\n\tmetric.gauge {\n\t\tname   = "queue"\n\t\tsource = "q"\n\t\taction = "set"\n\t}\n\n\tmetric.histogram {\n\t\tname    = "seconds"\n\t\tprefix  = "app_"\n\t\tbuckets = [0.1, 1]\n\t}\n}',
    {
      metrics: {
        lines: {
          type: 'counter',
          description: 'all',
          max_idle_duration: '10m',
          config: { action: 'inc', match_all: true },
        },
        queue: { type: 'gauge', source: 'q', config: { action: 'set' } },
        seconds: { type: 'histogram', prefix: 'app_', config: { buckets: [0.1, 1] } },
      },
    },
  ],
  [
    LokiStage.eventLogMessage({ overwriteExisting: true }),
    'stage.eventlogmessage {\n\toverwrite_existing = true\n}',
    { eventlogmessage: { overwrite_existing: true } },
  ],
  [
    LokiStage.truncate([{ limit: Size.kibibytes(1), suffix: '…', sourceType: 'label' }]),
    'stage.truncate {\n\trule {\n\t\tlimit       = "1KiB"\n\t\tsuffix      = "\\u2026"\n\t\tsource_type = "label"\n\t}\n}',
    noPromtail,
  ],
  [LokiStage.luhn({ minLength: 14 }), 'stage.luhn {\n\tmin_length = 14\n}', noPromtail],
];

describe('a stage', () => {
  test.each(stages)('is Alloy, as its formatter prints it: %#', (stage, alloy) => {
    const printed = printAlloy([printAlloyStage(stage)]) as string;
    expect(printed).toBe(`${alloy}\n`);
    expect(formatAlloy(printed)).toBe(printed);
  });

  test.each(stages)('is YAML of Promtail, or refused: %#', (stage, _, promtail) => {
    if (promtail === noPromtail) expect(() => printPromtailStage(stage)).toThrow("'stages' must be what Promtail has");
    else expect(printPromtailStage(stage)).toEqual(promtail);
  });

  test('each kind is above', () => {
    expect(new Set(stages.map(([{ type }]) => type))).toEqual(new Set(Object.values(stageTypes)));
  });

  test('reads variables in its agent', () => {
    const stage = LokiStage.staticLabels({ values: { node: env('NODE') } });
    expect(printAlloy([printAlloyStage(stage)])).toContain('node = sys.env("NODE")');
    expect(printPromtailStage(stage)).toMatchObject({
      static_labels: { node: { parts: [{ reader: 'env', name: 'NODE' }] } },
    });
  });

  test('has no option that Promtail lacks', () => {
    const refused = [
      LokiStage.regex({ expression: 'a', labelsFromGroups: true }),
      LokiStage.multiline({ firstline: 'a', trimNewlines: false }),
      LokiStage.timestamp({ source: 'a', format: 'Unix', actionOnDuplicateTimestamp: 'keep' }),
      LokiStage.labels({ values: { a: '' }, sourceType: 'structured_metadata' }),
    ];
    for (const stage of refused) expect(() => printPromtailStage(stage)).toThrow('of stage');
  });

  test('is a copy', () => {
    const values: [string, ...string[]] = ['a'];
    const stage = LokiStage.labelDrop({ values });
    values.push('b');
    expect(printPromtailStage(stage)).toEqual({ labeldrop: ['a'] });
  });
});

test.each<[() => unknown, string]>([
  [
    () => LokiStage.json({ expresions: {} } as never),
    '\'json\' must have no other names than its own, got "expresions"; did you mean expressions?',
  ],
  [() => LokiStage.json({ expressions: {} }), "'json.expressions' must have at least one name"],
  [() => LokiStage.regex({ expression: '(?<a' }), "'regex.expression' must be a pattern of RE2"],
  [
    () => LokiStage.labels({ values: { 'a-b': '' } }),
    '\'labels.values\' must have letters, digits and _ as names, got "a-b"',
  ],
  [() => LokiStage.sampling({ rate: 2 }), "'sampling.rate' must be from 0 to 1, got 2"],
  [() => LokiStage.drop({}), "'drop' must have a condition, got none"],
  [() => LokiStage.drop({ value: 'a', olderThan: Duration.hours(1) }), "'drop.value' must have a source"],
  [() => LokiStage.drop({ source: 'a,b' }), "'drop.source' must be names without a comma"],
  [() => LokiStage.drop({ olderThan: '1h' as never }), "'drop.olderThan' must be a Duration"],
  [() => LokiStage.match({ selector: '{a="b"}' }), "'match.stages' must have at least one stage, got 0"],
  [
    () => LokiStage.match({ selector: '{a="b"}', action: 'drop', stages: [LokiStage.docker()] }),
    'be empty where lines are dropped',
  ],
  [() => LokiStage.match({ selector: '{a="b"}', stages: ['json' as never] }), 'must be a stage, got "json"'],
  [() => LokiStage.limit({ rate: 1, burst: 1, byLabelName: 'a' }), "'limit.drop' must be true with byLabelName"],
  [() => LokiStage.tenant({} as never), "'tenant' must have one of label, source and value, got 0"],
  [
    () => LokiStage.metrics([{ type: 'gauge', name: 'a', action: 'inc', matchAll: true } as never]),
    'must have no other names',
  ],
  [
    () =>
      LokiStage.metrics([
        { type: 'gauge', name: 'a', action: 'inc' },
        { type: 'gauge', name: 'a', action: 'dec' },
      ]),
    'must have each name once, got "a"',
  ],
])('fails for what neither agent takes: %#', (make, message) => {
  expect(make).toThrow(message);
});
