import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import { found, printed } from './printed';
import { byVector, linesIn, objects, output } from './vector-program';

const logs = Source.file('logs', { include: ['/l'] });

describe('dedupe', () => {
  test('is printed in Vector’s words', () => {
    const deduped = Transform.dedupe('d', {
      inputs: [logs],
      fields: { match: ['message', 'labels.app'] },
      cache: { numEvents: 100 },
      timeSettings: { maxAgeMs: 60_000, refreshOnDrop: true },
    });
    expect(printed(deduped)).toBe(
      [
        '  d:',
        '    type: dedupe',
        '    inputs:',
        '      - logs',
        '    fields:',
        '      match:',
        '        - message',
        '        - labels.app',
        '    cache:',
        '      num_events: 100',
        '    time_settings:',
        '      max_age_ms: 60000',
        '      refresh_on_drop: true',
      ].join('\n'),
    );
    expect(found(deduped, '0.56.0')).toEqual([]);
    expect(found(deduped, '0.43.1')).toEqual([
      expect.stringContaining("'timeSettings' must go to Vector 0.49 or later, got version 0.43.1"),
    ]);
  });

  test.each([
    [{ match: ['a'], ignore: ['b'] }, '\'d.fields\' must have no other names than ignore, got "match"'],
    [{ match: [] }, "'d.fields.match' must be a list that is not empty, got an empty list; add at least one"],
    [{}, "'d.fields.match' must be a list that is not empty, got undefined; give a list of at least one"],
    [null, "'d.fields' must be an object, got null"],
  ])('refuses the fields %j', (fields, message) => {
    expect(() => Transform.dedupe('d', { inputs: [logs], fields: fields as never })).toThrow(message);
  });
});

byVector('dedupe drops what equals one of the last', ['dedupe'], async (folder) => {
  const lines = ['a 1', 'a 2', 'b 3', 'a 4', 'c 5', 'd 6', 'b 7'];
  const source = Source.file('logs', { include: [linesIn(folder, lines)] });
  const parsed = Transform.remap('parsed', {
    inputs: [source],
    source: vrl`
      parts = split!(.message, " ")
      . = {"k": parts[0], "n": parts[1]}`,
  });
  const deduped = Transform.dedupe('d', { inputs: [parsed], fields: { match: ['k'] }, cache: { numEvents: 2 } });
  const sinks = [Sink.console('out', { inputs: [deduped], encoding: { codec: 'json' } })] as const;
  const stdout = await output(folder, { sinks }, (text) => text.includes('"7"'));
  // Two are remembered: `b` has been forgotten by 7, `a` had not by 4.
  expect(objects(stdout).map(({ n }) => n)).toEqual(['1', '3', '5', '6', '7']);
});
