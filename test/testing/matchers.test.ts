import * as fc from 'fast-check';
import { App, Chart } from 'cdk8s';
import {
  allOf,
  field,
  fields,
  line,
  LogPipeline,
  records,
  Sink,
  Source,
  Stage,
  VectorSidecarPodTemplate,
} from 'cdk8s-logging';
import { checkExamples, differences, matchers, shipped } from 'cdk8s-logging/testing';
import type { Entry, Example, LogRecord, LokiEntry } from 'cdk8s-logging';
import { record, ref, stages } from '../contract/random-pipeline';

const sources = [Source.files('/v/**/*.log')] as const;
const path = '/v/a.log';
const errors = field('level').is('error');
const pipeline = new LogPipeline('shop', {
  sources,
  stages: [
    Stage.parseJson(),
    Stage.drop(allOf(line.contains('health'), field('level').is('info'))),
    Stage.count('errors_total', { when: errors }),
  ],
  sinks: [
    Sink.loki(
      { url: 'http://loki' },
      { labels: { app: 'shop', ...fields('level') }, structuredMetadata: fields('id') },
    ),
    Sink.stdout({ when: errors }),
  ],
});
const health = '{"level":"info","path":"/health"}';
const failed = '{"level":"error","id":"7","ms":3}';
const fine = '{"level":"info"}';
const read = records([health, failed, fine], { path });
const ships = [
  { labels: { level: 'error' }, structuredMetadata: { id: '7' } },
  { fields: { ms: 3 }, origin: { path } },
  { labels: { level: 'info' }, structuredMetadata: { id: undefined } },
];

/** What a matcher says, without colours. */
function said(run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replace(/\u001b\[\d*m/g, '');
  }
  throw new Error('the matcher must fail, and passed');
}

describe('toShip', () => {
  test('compares what is written of each entry, in order, of every sink', () => {
    expect(pipeline).toShip(read, ships);
    expect(pipeline).toShip(read, [{}, {}, {}]);
    expect(pipeline).toShip(
      read,
      ships.map((one, index) => ({ ...one, sink: [0, 1, 0][index]! })),
    );
    expect(pipeline).not.toShip(read, [ships[1]!, ships[0]!, ships[2]!]);
    expect(pipeline).not.toShip(read, ships.slice(1));
    expect(pipeline).not.toShip(read, []);
  });

  test('takes patterns, times in any spelling, and what must be absent', () => {
    const [all] = [records([fine], { path })];
    expect(pipeline).toShip(all, [{ line: /^\{/, labels: { level: /^info$/ }, time: '2000-01-01T01:00:00+01:00' }]);
    expect(pipeline).not.toShip(all, [{ line: /^x/ }]);
    expect(pipeline).not.toShip(all, [{ labels: { level: undefined } }]);
    expect(pipeline).toShip(all, [{ labels: { toString: undefined } }]);
  });

  test('names the entry, its record and the part that differs, by the difference of the test runner', () => {
    const text = said(() =>
      expect(pipeline).toShip(read, [{ labels: { app: 'shop', level: 'warn' } }, ...ships.slice(1)]),
    );
    expect(text).toMatch(/^expect\(pipeline\)\.toShip\(records, entries\)/);
    expect(text).toContain(`ships[0] differs from the entry of record 2, ${JSON.stringify(failed)}`);
    expect(text).toMatch(/-\s+"level": "warn",\n\s+\+\s+"level": "error",/);
    expect(text).not.toContain('structuredMetadata');
  });

  test('says what is nearest to an entry that is missing, and where records were dropped', () => {
    const text = said(() => expect(pipeline).toShip(read, [{ labels: { level: 'info' }, line: /health/ }, ...ships]));
    expect(text).toContain('ships[0] is not shipped\n  expected { "labels": { "level": "info" }, "line": /health/ }');
    expect(text).toContain(`the nearest is the entry of record 3, ${JSON.stringify(fine)}`);
    expect(text).toContain(`dropped by stages[1] drop: record 1, ${JSON.stringify(health)}`);
  });

  test('shows an entry that is not expected', () => {
    const text = said(() => expect(pipeline).toShip(read, ships.slice(0, 2)));
    expect(text).toContain(`an entry is shipped that is not expected, of record 3, ${JSON.stringify(fine)}`);
    expect(text).toContain('{ "labels": { "app": "shop", "level": "info" }');
  });

  test('says the opposite where the opposite is asked for', () => {
    expect(said(() => expect(pipeline).not.toShip(read, ships))).toContain(
      'shop is not to ship these entries, but does',
    );
  });

  test.each<[string, unknown, unknown, unknown, string]>([
    ['it is no pipeline', {}, read, [], "'pipeline' must be a LogPipeline, got an empty object"],
    ['there is no record', pipeline, [], [], "'records' must hold a record, got an empty list"],
    ['there are no records', pipeline, 'x', [], "'example.records' must be records"],
    ['there are no entries', pipeline, read, undefined, "'example.ships' must be a list of entries"],
  ])('throws when %s, with not too', (_when, received, given, entries, message) => {
    const [all, expected] = [given as LogRecord[], entries as []];
    expect(() => expect(received).toShip(all, expected)).toThrow(message);
    expect(() => expect(received).not.toShip(all, expected)).toThrow(message);
  });
});

describe('toDrop', () => {
  test('holds where nothing is shipped of any of the records', () => {
    expect(pipeline).toDrop(records([health]));
    expect(pipeline).not.toDrop(read);
    expect(said(() => expect(pipeline).toDrop(read))).toContain(
      'record 2 is to be dropped, but is shipped:\n  { "labels"',
    );
    expect(said(() => expect(pipeline).not.toDrop(records([health])))).toContain(
      'ships none\n  record 1: stages[1] drop',
    );
  });
});

describe('toShipItsExamples', () => {
  const right: Example = { records: read, ships, counts: { errors_total: 1, none_total: 0 } };

  test('holds where each does', () => {
    expect(pipeline.with({ examples: { right } })).toShipItsExamples();
    const wrong = pipeline.with({ examples: { right, wrong: { ...right, counts: { errors_total: 2 } } } });
    expect(wrong).not.toShipItsExamples();
    expect(said(() => expect(wrong).toShipItsExamples())).toContain(
      'shop: wrong\n\ncounts.errors_total: expected 2, got 1',
    );
    expect(checkExamples(wrong)).toEqual([
      { example: 'wrong', at: 'counts.errors_total', expected: 2, got: 1, message: expect.any(String) },
    ]);
  });

  test('throws where there is none', () => {
    expect(() => expect(pipeline).toShipItsExamples()).toThrow("'examples' must be attached to the pipeline");
  });
});

describe('toHaveNoFindings', () => {
  const costly = pipeline.with({
    sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'x', ...fields('run_id') } })],
  });

  test('judges pipelines, and constructs with all that is in them', () => {
    expect(pipeline).toHaveNoFindings();
    expect(said(() => expect(costly).toHaveNoFindings())).toMatch(/error loki\/label-cardinality: .*run_id/);
    const chart = new Chart(new App(), 'c');
    expect(chart).toHaveNoFindings();
    new VectorSidecarPodTemplate(chart, 'pods', { baseImage: 'apache/airflow:3.2.2', pipelines: [costly] });
    expect(chart.node.root).not.toHaveNoFindings();
    expect(said(() => expect(chart).toHaveNoFindings())).toMatch(/\[c\/pods[^\]]*\] .*run_id/);
    expect(() => expect(5).toHaveNoFindings()).toThrow("'received' must be a pipeline, a configuration or a construct");
  });
});

describe('without a test runner', () => {
  test('shipped says what comes of which record, and where the others end', () => {
    const { entries, dropped, metrics } = shipped(pipeline, read);
    expect(entries.map(({ sink, record: of }) => [sink, of])).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
    ]);
    expect(dropped).toEqual([{ record: 0, line: health, stage: 'stages[1] drop' }]);
    expect(metrics).toMatchObject([{ metric: 'errors_total', count: 1 }]);
  });

  test('one record that is given twice is two', () => {
    const [one] = records([fine]);
    expect(shipped(pipeline, [one!, one!]).entries.map(({ record: of }) => of)).toEqual([0, 1]);
  });

  test('joined lines are of the first', () => {
    const joining = pipeline.with({ stages: [Stage.joinLines({ firstLine: /^\{/ })] });
    expect(shipped(joining, records([fine, ' a', failed], { path })).entries.map(({ record: of }) => of)).toEqual([
      0, 2,
    ]);
  });

  test('matchers need nothing but what any runner gives them', () => {
    const context = { utils: { diff: () => null, matcherHint: (name: string) => name } };
    const { pass, message } = matchers.toShip.call(context, pipeline, read, [{ labels: { level: 'warn' } }, {}, {}]);
    expect([pass, message()]).toEqual([
      false,
      `toShip\n\nships[0] differs from the entry of record 2, ${JSON.stringify(failed)}\n  labels.level: expected "warn", got "error"`,
    ]);
  });
});

const random = fc
  .tuple(stages, ref, ref, fc.array(record, { minLength: 1, maxLength: 4 }))
  .map(([all, one, two, some]) => {
    const labels = { app: 'x', one, two };
    const of = new LogPipeline<'vector'>('p', {
      sources,
      stages: all,
      sinks: [Sink.loki({ url: 'http://loki' }, { labels })],
    });
    return [of, some] as const;
  });

describe('whatever the pipeline', () => {
  test('it ships what run gives, and what run gives in part', () => {
    fc.assert(
      fc.property(random, ([of, some]) => {
        const all = of.run(some);
        expect(of).toShip(some, all);
        expect(of).toShip(
          some,
          (all as LokiEntry[]).map(({ labels, line: text }) => ({ labels: { app: labels['app'] }, line: text })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('one label that is another fails, is named, and is all that differs', () => {
    fc.assert(
      fc.property(random, fc.nat(), ([of, some], at) => {
        const all = of.run(some) as LokiEntry[];
        fc.pre(all.length > 0);
        const index = at % all.length;
        const changed = all.map((one, place): Entry =>
          place === index ? { ...one, labels: { ...one.labels, app: 'another' } } : one,
        );
        const found = differences(of, { records: some, ships: changed });
        expect(found).toMatchObject([{ at: `ships[${index}]` }]);
        expect(found[0]?.message).toContain('labels.app: expected "another", got "x"');
        expect(of).not.toShip(some, changed);
      }),
      { numRuns: 60 },
    );
  });

  test('an entry less or more is found, and named', () => {
    fc.assert(
      fc.property(random, fc.nat(), ([of, some], at) => {
        const all = of.run(some);
        const index = at % (all.length + 1);
        const other = {
          labels: { app: 'another' },
          structuredMetadata: {},
          line: 'another',
          time: '1999-01-01T00:00:00Z',
        };
        const more = [...all.slice(0, index), other, ...all.slice(index)];
        expect(differences(of, { records: some, ships: more }).map(({ expected }) => expected)).toContainEqual(
          expect.objectContaining({ line: 'another' }),
        );
        fc.pre(all.length > 0);
        expect(differences(of, { records: some, ships: all.slice(1) })).toMatchObject([{ expected: undefined }]);
      }),
      { numRuns: 40 },
    );
  });
});
