import { readCount, readDuration, readShare, readSize } from '../../../lib/cli/size/read-words';

it.each([
  ['30d', 2_592_000],
  ['1.5h', 5400],
  ['2w', 1_209_600],
  ['1 y', 31_536_000],
])('%s is so many seconds', (text, seconds) => {
  expect(readDuration('retention', text).toSeconds()).toBe(seconds);
});

it.each([
  ['50Gi', 50 * 1024 ** 2],
  ['50GiB', 50 * 1024 ** 2],
  ['1.5Ti', 1.5 * 1024 ** 3],
  ['50GB', Math.floor(50e9 / 1024)],
  ['50G', Math.floor(50e9 / 1024)],
  ['512Mi', 512 * 1024],
])('%s is so many kibibytes', (text, kibibytes) => {
  expect(readSize('disk', text).toKibibytes()).toBe(kibibytes);
});

it('a share is a percentage or a fraction', () => {
  expect([readShare('a', '5%'), readShare('a', '0.05'), readShare('a', '0')]).toEqual([0.05, 0.05, 0]);
  expect(readCount('a', '12')).toBe(12);
});

it.each([
  [() => readDuration('a', '3m'), "'--a' must be a time such as 30d, got '3m'"],
  [() => readSize('a', '3constructor'), "'--a' must be a size such as 50Gi"],
  [() => readShare('a', '5 %'), "'--a' must be a share such as 5%"],
  [() => readCount('a', '1e3'), "'--a' must be a whole number from 1 on"],
])('what is none is said: %#', (read, message) => {
  expect(read).toThrow(message);
});
