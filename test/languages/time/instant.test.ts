import { localMilliseconds, printInstant, withinRange } from '../../../lib/languages/time/instant';

test('an instant is printed with none, three, six or nine digits of fraction', () => {
  expect(printInstant(0n)).toBe('1970-01-01T00:00:00Z');
  expect(printInstant(1n)).toBe('1970-01-01T00:00:00.000000001Z');
  expect(printInstant(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
  expect(printInstant(1_500_000_000n)).toBe('1970-01-01T00:00:01.500Z');
});

test('the range is the years 1678 to 2261', () => {
  expect(withinRange(BigInt(Date.UTC(1678, 0, 1)) * 1_000_000n)).toBeDefined();
  expect(withinRange(BigInt(Date.UTC(1678, 0, 1)) * 1_000_000n - 1n)).toBeUndefined();
  expect(withinRange(BigInt(Date.UTC(2262, 0, 1)) * 1_000_000n)).toBeUndefined();
});

test('days that no calendar has are none', () => {
  const at = (year: number, month: number, day: number): number | undefined =>
    localMilliseconds({ year, month, day, hour: 0, minute: 0, second: 0 });
  expect(at(2000, 2, 29)).toBe(Date.UTC(2000, 1, 29));
  expect(at(2100, 2, 29)).toBeUndefined();
  expect(at(2026, 4, 31)).toBeUndefined();
});
