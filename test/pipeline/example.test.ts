import { re2 } from '../../lib/languages/regex/regex';
import type { Example } from '../../lib/pipeline/example';
import { exampleSpec, expectedSpec } from '../../lib/pipeline/example-spec';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { records } from '../../lib/pipeline/records';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';

function pipeline(examples: Record<string, Example>): LogPipeline {
  return new LogPipeline('p', { sources: [Source.files('/v/*.log')], sinks: [Sink.stdout()], examples });
}

const x: Example = { records: records(['x']), ships: [{ line: 'x' }] };

describe('examples of a pipeline', () => {
  test('stay with it when the rest changes, until they are others', () => {
    expect(pipeline({ x }).with({ stages: [] }).examples).toEqual(pipeline({ x }).examples);
    expect(Object.keys(pipeline({ x }).with({ examples: { y: x } }).examples)).toEqual(['y']);
    expect(new LogPipeline('p', { sources: [Source.files('/v/*.log')], sinks: [Sink.stdout()] }).examples).toEqual({});
  });

  test('are copied and frozen', () => {
    const given = [{ line: 'x', origin: { path: '/v/a.log' } }];
    const ships = [{ fields: { a: [1], b: /x/ } }];
    const { made } = pipeline({ made: { records: given, ships } }).examples;
    given[0]!.line = 'y';
    ships[0]!.fields.a.push(2);
    expect([...made!.records]).toEqual([{ line: 'x', origin: { path: '/v/a.log' } }]);
    expect(made!.ships).toEqual([{ fields: { a: [1], b: /x/ } }]);
    expect([made, made!.records, made!.ships, made!.ships[0]].every((part) => Object.isFrozen(part))).toBe(true);
  });

  test('read records that can be read only once when they are asked for, and then keep them', () => {
    let read = 0;
    function* once() {
      read += 1;
      yield { line: 'x' };
    }
    const { made } = pipeline({ made: { records: once(), ships: [] } }).examples;
    expect(read).toBe(0);
    expect([[...made!.records], [...made!.records]]).toEqual([[{ line: 'x' }], [{ line: 'x' }]]);
    expect(read).toBe(1);
  });

  test.each<[string, unknown, string]>([
    ['no object', null, "'examples.x' must be an object, got null"],
    [
      'another name',
      { ...x, sends: [] },
      '\'examples.x\' must have no other names than records, ships, counts, got "sends"',
    ],
    ['a line', { ...x, records: 'x' }, '\'examples.x.records\' must be records, got "x"; make them with records'],
    ['one entry', { ...x, ships: {} }, "'examples.x.ships' must be a list of entries, got an empty object; write []"],
    ['a misspelt part', { ...x, ships: [{ lable: {} }] }, "'examples.x.ships[0]' must have no other names than labels"],
    [
      'parts of two kinds',
      { ...x, ships: [{ labels: {}, body: 'x' }] },
      "'examples.x.ships[0]' must be an entry of one kind",
    ],
    [
      'a label that is no text',
      { ...x, ships: [{ labels: { a: 1 } }] },
      "'examples.x.ships[0].labels.a' must be a string, got 1",
    ],
    ['no time', { ...x, ships: [{ time: 'noon' }] }, "'examples.x.ships[0].time' must be RFC 3339"],
    [
      'a field that is no JSON',
      { ...x, ships: [{ fields: { a: () => 1 } }] },
      "'examples.x.ships[0].fields.a' must be JSON",
    ],
    [
      'a sink that is none',
      { ...x, ships: [{ sink: -1 }] },
      "'examples.x.ships[0].sink' must be a whole number from 0 on",
    ],
    [
      'a count that is none',
      { ...x, counts: { a: 0.5 } },
      "'examples.x.counts.a' must be a whole number from 0 on, got 0.5",
    ],
    ['a pattern that is none', { ...x, ships: [{ line: { source: '(', flags: '' } }] }, 'must be RE2'],
  ])('fail when one is %s', (_what, example, message) => {
    expect(() => pipeline({ x: example as Example })).toThrow(message);
  });
});

describe('what is expected of an entry', () => {
  test('is facts, and the kinds of sinks that send such entries', () => {
    expect(expectedSpec({ labels: { a: 'x', b: undefined } }, 'at')).toEqual({
      kinds: ['loki'],
      facts: [
        { path: ['labels', 'a'], must: { be: 'value', value: 'x' } },
        { path: ['labels', 'b'], must: { be: 'absent' } },
      ],
    });
    expect(expectedSpec({ line: 'x', sink: 1 }, 'at')).toMatchObject({ kinds: ['loki', 'http', 'stdout'], sink: 1 });
    expect(expectedSpec({ body: /x/, severity: undefined }, 'at')).toMatchObject({
      kinds: ['otlp'],
      facts: [{ must: { be: 'match', pattern: /x/ } }, { path: ['severity'], must: { be: 'absent' } }],
    });
    expect(expectedSpec({ attributes: { a: re2`x` } }, 'at').facts).toMatchObject([{ must: { be: 'match' } }]);
  });

  test('is a time in any spelling, and a field in any type of JSON', () => {
    expect(expectedSpec({ time: '2000-01-01T01:00:00+01:00' }, 'at').facts).toMatchObject([
      { must: { be: 'time', instant: BigInt(Date.UTC(2000, 0, 1)) * 1_000_000n } },
    ]);
    expect(
      expectedSpec({ fields: { a: { source: 'x' }, b: null, c: 5n } }, 'at').facts.map(({ must }) => must),
    ).toEqual([
      { be: 'value', value: { source: 'x' } },
      { be: 'value', value: null },
      { be: 'value', value: 5 },
    ]);
  });

  test('is nothing of what is not written', () => {
    expect(exampleSpec({ records: records(['x']), ships: [{}] })).toMatchObject({ ships: [{ facts: [] }], counts: [] });
  });
});
