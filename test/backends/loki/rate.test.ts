import { Rate } from '../../../lib/backends/loki/rate';

describe('a rate', () => {
  it.each([
    ['10MB/s', 10e6, '10 MB/s'],
    ['1.5 GiB/h', (1.5 * 1024 ** 3) / 3600, '447 kB/s'],
    ['20GB/day', 20e9 / 86_400, '231 kB/s'],
    ['20GB/d', 20e9 / 86_400, '231 kB/s'],
    ['512B/s', 512, '512 B/s'],
    ['6kB/min', 100, '100 B/s'],
  ])('is read: %s', (text, bytesPerSecond, shown) => {
    const rate = Rate.parse(text);
    expect(rate.bytesPerSecond).toBeCloseTo(bytesPerSecond, 6);
    expect(rate.asString()).toBe(shown);
  });

  it('counts in thousands', () => {
    expect(Rate.kilobytesPerSecond(2).bytesPerSecond).toBe(2000);
    expect(Rate.megabytesPerSecond(0.5).bytesPerSecond).toBe(500_000);
    expect(Rate.bytesPerSecond(7).times(3).bytesPerSecond).toBe(21);
    expect(Rate.gigabytesPerDay(86.4).bytesPerSecond).toBe(1e6);
  });

  it.each(['10MB', 'MB/s', '10 XB/s', '10MB/fortnight', '-1MB/s', '10MB/toString', '1constructor/s'])(
    '%j is none',
    (text) => {
      expect(() => Rate.parse(text)).toThrow("'rate' must be a rate, got");
    },
  );

  it.each([0, -1, NaN, Infinity, '3' as never])('fails when it is %p', (amount) => {
    expect(() => Rate.megabytesPerSecond(amount)).toThrow("'amount' must be a number more than 0");
  });
});
