import { Source, Transform } from '../../../../lib/engines/vector';
import type { SampleOptions } from '../../../../lib/engines/vector';
import { found, printed } from './printed';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const sample = (options: Omit<SampleOptions, 'inputs'>) => Transform.sample('s', { inputs, ...options });

describe('sample', () => {
  test('is printed with what it is given', () => {
    const all = sample({ ratio: 0.25, rateField: 'every', groupBy: '{{ app }}', sampleRateKey: '' });
    expect(printed(all)).toContain(
      ['    ratio: 0.25', '    rate_field: every', '    group_by: "{{ app }}"', '    sample_rate_key: ""'].join('\n'),
    );
  });

  test.each<[Omit<SampleOptions, 'inputs'>, string]>([
    [{}, "'s' must have one of 'rate' and 'ratio', got neither"],
    [{ rate: 2, ratio: 0.5 }, "'s' must have one of 'rate' and 'ratio', got both"],
    [{ ratio: 1.5 }, "'s.ratio' must be at most 1, got 1.5"],
    [{ ratio: 0 }, "'s.ratio' must be more than 0, got 0"],
    [{ rate: 2, keyField: 'a', rateField: 'b' }, "'s.rateField' must not stand beside 'keyField', got both"],
    [{ rate: 2, rateField: 'a', ratioField: 'b' }, "'s.ratioField' must not stand beside 'rateField', got both"],
  ])('refuses %j', (options, message) => {
    expect(() => sample(options)).toThrow(message);
  });

  test('asks earlier versions for what they know only', () => {
    const all = sample({ ratio: 0.25, ratioField: 'share', groupBy: 'x', sampleRateKey: 'rate' });
    expect(found(all, '0.56.0')).toEqual([]);
    expect(found(all, '0.43.1').map((one) => /'(\w+)' must go to Vector ([\d.]+)/.exec(one)?.slice(1))).toEqual([
      ['ratio', '0.46'],
      ['ratioField', '0.56'],
    ]);
    expect(found(all, '0.39.0')).toHaveLength(4);
    expect(found(sample({ rate: 4, keyField: 'id' }), '0.39.0')).toEqual([]);
  });
});
