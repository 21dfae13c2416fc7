import { Duration, Size } from 'cdk8s';
import { alloySize, bytesOf, goDuration } from '../../../lib/engines/loki-stages/quantity';

test.each([
  [Duration.seconds(90), '90s'],
  [Duration.minutes(120), '2h'],
  [Duration.millis(1500), '1500ms'],
  [Duration.seconds(0), '0ms'],
])('a duration is written as Go reads it: %#', (duration, text) => {
  expect(goDuration(duration)).toBe(text);
});

test.each([
  [Size.mebibytes(1), '1MiB', 1_048_576],
  [Size.kibibytes(1536), '1536KiB', 1_572_864],
  [Size.gibibytes(2), '2GiB', 2_147_483_648],
])('a size is written as Alloy reads it: %#', (size, text, bytes) => {
  expect(alloySize(size)).toBe(text);
  expect(bytesOf(size)).toBe(bytes);
});
