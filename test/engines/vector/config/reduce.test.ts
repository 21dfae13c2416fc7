import { Source, Transform } from '../../../../lib/engines/vector';
import { printed } from './printed';

const logs = Source.file('logs', { include: ['/l'] });

test.each(['user-id', '"a b"', 'a.', 'a..b', 'tags[0]', ''])(
  'reduce refuses a strategy for %j, which Vector would merge twice, or not by it',
  (field) => {
    expect(() => Transform.reduce('r', { inputs: [logs], mergeStrategies: { [field]: 'concat' } })).toThrow(
      /^'r\.mergeStrategies' must /,
    );
  },
);

test('reduce says how to rename the field', () => {
  expect(() => Transform.reduce('r', { inputs: [logs], mergeStrategies: { 'user-id': 'concat' } })).toThrow(
    `'r.mergeStrategies' must name a field that needs no quotes, got "user-id"; move it to such a name by a remap before, as in .user_id = del(."user-id")`,
  );
});

test('reduce takes nested names, and ends by time', () => {
  const reduced = Transform.reduce('r', {
    inputs: [logs],
    mergeStrategies: { message: 'concat_newline', 'a.b_1': 'retain' },
    endEveryPeriodMs: 5_000,
  });
  expect(printed(reduced)).toBe(
    [
      '  r:',
      '    type: reduce',
      '    inputs:',
      '      - logs',
      '    end_every_period_ms: 5000',
      '    merge_strategies:',
      '      message: concat_newline',
      '      a.b_1: retain',
    ].join('\n'),
  );
});
