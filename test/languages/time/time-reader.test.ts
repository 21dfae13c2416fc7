import fc from 'fast-check';
import { printInstant } from '../../../lib/languages/time/instant';
import { timeReader } from '../../../lib/languages/time/time-reader';

// The cases of test/contract say what each format reads; here are laws.

const instants = fc.bigInt({
  min: BigInt(Date.UTC(1678, 0, 1)) * 1_000_000n,
  max: BigInt(Date.UTC(2262, 0, 1)) * 1_000_000n - 1n,
});

test('what is printed is read back, to the nanosecond', () => {
  const read = timeReader('iso8601');
  fc.assert(
    fc.property(instants, (instant) => {
      expect(read(printInstant(instant))).toBe(instant);
    }),
    { numRuns: 300 },
  );
});

test('numbers are read exactly', () => {
  const [seconds, nanoseconds] = [timeReader('unix'), timeReader('unix-ns')];
  fc.assert(
    fc.property(instants, (instant) => {
      expect(nanoseconds(String(instant))).toBe(instant);
      const size = instant < 0n ? -instant : instant;
      const text = `${instant < 0n ? '-' : ''}${size / 1_000_000_000n}.${String(size % 1_000_000_000n).padStart(9, '0')}`;
      expect(seconds(text)).toBe(instant);
    }),
    { numRuns: 300 },
  );
});

test('a local time is read as Intl shows it, wherever it is shown once', () => {
  const zone = 'America/St_Johns';
  const read = timeReader('%Y-%m-%d %H:%M:%S', zone);
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const inSeconds = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
  fc.assert(
    fc.property(inSeconds, (seconds) => {
      const instant = read(format.format(seconds * 1000));
      // An hour that clocks show twice is not read.
      if (instant !== undefined) expect(instant).toBe(BigInt(seconds) * 1_000_000_000n);
      else expect(new Date(seconds * 1000).getUTCMonth()).toBeGreaterThanOrEqual(9);
    }),
    { numRuns: 300 },
  );
});

test('any other text is not read, and does no harm', () => {
  const readers = [timeReader('iso8601'), timeReader('unix'), timeReader('%Y-%m-%d %H:%M:%S.%f %z')];
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/^-?\d/.test(text));
      for (const read of readers) expect(read(text)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test('literals of a format are literal', () => {
  expect(timeReader('(%Y.*%m|%d)^%H$%M')('(2026.*11|21)^00$22')).toBe(
    BigInt(Date.UTC(2026, 10, 21, 0, 22)) * 1_000_000n,
  );
  expect(timeReader('(%Y.*%m|%d)^%H$%M')('(2026xx11|21)^00$22')).toBeUndefined();
});

test('short years are of 1969 to 2068', () => {
  const read = timeReader('%y-%m-%d %H:%M');
  expect(printInstant(read('68-01-01 00:00') ?? 0n)).toBe('2068-01-01T00:00:00Z');
  expect(printInstant(read('69-01-01 00:00') ?? 0n)).toBe('1969-01-01T00:00:00Z');
});

test('a day may stand with a space or alone', () => {
  const read = timeReader('%b %e %Y %H:%M');
  for (const day of [' 5', '5', '05']) {
    expect(printInstant(read(`Jan ${day} 2026 10:00`) ?? 0n)).toBe('2026-01-05T10:00:00Z');
  }
});
