import { checkZone, parseOffset, parseZone } from '../../../lib/languages/time/zone';

test('an offset is so many milliseconds ahead of UTC', () => {
  expect(parseOffset('Z')).toBe(0);
  expect(parseOffset('+0530')).toBe(330 * 60_000);
  expect(parseOffset('-03:30')).toBe(-210 * 60_000);
  for (const none of ['+5', '+24:00', '+05:60', '0530', '+05:3', '']) expect(parseOffset(none)).toBeUndefined();
});

test('a local time that clocks skip or show twice has no instant', () => {
  const berlin = parseZone('Europe/Berlin');
  expect(berlin.instantOf(Date.UTC(2026, 2, 29, 2, 30))).toBeUndefined();
  expect(berlin.instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBeUndefined();
  expect(berlin.instantOf(Date.UTC(2026, 9, 25, 1, 59))).toBe(Date.UTC(2026, 9, 24, 23, 59));
  expect(berlin.instantOf(Date.UTC(2026, 9, 25, 3, 0))).toBe(Date.UTC(2026, 9, 25, 2, 0));
});

test('a zone whose clocks move by half an hour, or that skipped a day', () => {
  expect(parseZone('Australia/Lord_Howe').instantOf(Date.UTC(2026, 9, 4, 2, 15))).toBeUndefined();
  expect(parseZone('Pacific/Apia').instantOf(Date.UTC(2011, 11, 30, 12))).toBeUndefined();
  expect(parseZone('Asia/Kathmandu').instantOf(Date.UTC(2026, 0, 1, 5, 45))).toBe(Date.UTC(2026, 0, 1));
});

test.each(['Europe/Bonn', '', 'CEST+1', '+25:00'])('fails when the zone is "%s"', (zone) => {
  expect(() => checkZone(zone)).toThrow(
    `'zone' must be an IANA name or an offset, got ${JSON.stringify(zone)}; write Europe/Berlin or +01:00`,
  );
});

test('a zone is given back as it was', () => {
  expect(checkZone('UTC')).toBe('UTC');
  expect(parseZone('+01:00').name).toBe('+01:00');
});
