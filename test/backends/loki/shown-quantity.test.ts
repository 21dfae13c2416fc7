import { shownBytes, shownDecimal, shownSeconds } from '../../../lib/backends/loki/shown-quantity';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [50 * 1024 ** 3, '50 GiB'],
  [1024 ** 4 - 1, '1 TiB'],
  [25_920_000_000_000, '23.6 TiB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(shownBytes(bytes)).toBe(shown);
});

it.each([
  [25_920_000_000_000, '25.9 TB'],
  [999_999, '1 MB'],
  [1_490_000, '1.49 MB'],
])('%d bytes are %s, counted in thousands', (bytes, shown) => {
  expect(shownDecimal(bytes)).toBe(shown);
});

it.each([
  [5368, '1.49 h'],
  [2_592_000, '30 d'],
  [59, '59 s'],
  [90, '1.5 min'],
  [0.5, '0.5 s'],
])('%d seconds are %s', (seconds, shown) => {
  expect(shownSeconds(seconds)).toBe(shown);
});
