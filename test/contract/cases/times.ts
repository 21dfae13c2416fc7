import type { TimeFormat } from '../../../lib/languages/time/time-format';
import { field, line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

type Row = readonly [line: string, time?: string];

/** Lines that are times, and what they say; none: unreadable, so the time of reading stays. */
const reads = (
  format: TimeFormat | readonly [TimeFormat, ...TimeFormat[]],
  zone: string,
  ...rows: readonly Row[]
): CaseProps => ({
  lines: rows.map(([one]) => one),
  stages: [Stage.time(line, { format, zone })],
  expected: rows.map(([one, time]) => ({ line: one, ...(time === undefined ? {} : { time }) })),
});

export const timeCases = [
  ...about('time', {
    'ISO 8601 with T, a space or a comma between': reads(
      'iso8601',
      'UTC',
      ['2026-11-21T00:22:41Z', '2026-11-21T00:22:41Z'],
      ['2026-11-21 00:22:42Z', '2026-11-21T00:22:42Z'],
      ['2026-11-21, 00:22:43Z', '2026-11-21T00:22:43Z'],
      ['2026-11-21  00:22:44Z'],
      ['2026-11-21_00:22:45Z'],
    ),
    'a fraction of up to nine digits, after point or comma': reads(
      'iso8601',
      'UTC',
      ['2026-11-21T00:22:41.1Z', '2026-11-21T00:22:41.1Z'],
      ['2026-11-21T00:22:41,116Z', '2026-11-21T00:22:41.116Z'],
      ['2026-11-21T00:22:41.116000Z', '2026-11-21T00:22:41.116Z'],
      ['2026-11-21T00:22:41.123456789Z', '2026-11-21T00:22:41.123456789Z'],
      ['2026-11-21T00:22:41.000000001Z', '2026-11-21T00:22:41.000000001Z'],
      ['2026-11-21T00:22:41.Z'],
      ['2026-11-21T00:22:41.1234567890Z'],
    ),
    'zones with and without a colon': reads(
      'iso8601',
      'UTC',
      ['2026-11-21T00:22:41+0000', '2026-11-21T00:22:41Z'],
      ['2026-11-21T00:22:41+05:30', '2026-11-20T18:52:41Z'],
      ['2026-11-21T00:22:41-0800', '2026-11-21T08:22:41Z'],
      ['2026-11-21T00:22:42', '2026-11-21T00:22:42Z'],
      ['2026-11-21T00:22:41 +0000'],
      ['2026-11-21T00:22:41+00'],
      ['2026-11-21T00:22:41+24:00'],
      ['2026-11-21T00:22:41z'],
    ),
    'a text without a zone is of the zone that is given': reads(
      'iso8601',
      'Europe/Berlin',
      ['2026-01-15T12:00:00', '2026-01-15T11:00:00Z'],
      ['2026-07-15T12:00:00', '2026-07-15T10:00:00Z'],
      ['2026-07-15T12:00:00Z', '2026-07-15T12:00:00Z'],
    ),
    'a local time that is skipped or there twice is not read': reads(
      'iso8601',
      'Europe/Berlin',
      ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
      ['2026-03-29T02:30:00'],
      ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
      ['2026-10-25T02:30:00'],
      ['2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ),
    'an offset is a zone': reads('iso8601', '-03:30', ['2026-01-15T12:00:00', '2026-01-15T15:30:00Z']),
    'days and times that no calendar or clock shows': reads(
      'iso8601',
      'UTC',
      ['2026-02-29T00:00:00Z'],
      ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
      ['2026-13-01T00:00:00Z'],
      ['2026-00-01T00:00:00Z'],
      ['2026-01-00T00:00:00Z'],
      ['2026-01-01T24:00:00Z'],
      ['2026-01-01T00:60:00Z'],
      ['2026-01-01T00:00:61Z'],
    ),
    'second 60 is second 0 of the next minute': reads('iso8601', 'UTC', [
      '2016-12-31T23:59:60Z',
      '2017-01-01T00:00:00Z',
    ]),
    'the years 1678 to 2261': reads(
      'iso8601',
      'UTC',
      ['1677-12-31T23:59:59Z'],
      ['1678-01-01T00:00:00Z', '1678-01-01T00:00:00Z'],
      ['2261-12-31T23:59:59.999999999Z', '2261-12-31T23:59:59.999999999Z'],
      ['2262-01-01T00:00:00Z'],
      ['9999-01-01T00:00:00Z'],
    ),
    'the whole text must be the time': reads(
      'iso8601',
      'UTC',
      ['2026-11-21T00:22:41Z x'],
      [' 2026-11-21T00:22:41Z'],
      ['2026-11-21'],
      ['x'],
    ),
    'seconds since 1970, with a fraction': reads(
      'unix',
      'UTC',
      ['1789000000', '2026-09-10T00:26:40Z'],
      ['1789000000.5', '2026-09-10T00:26:40.5Z'],
      ['1789000000.123456789', '2026-09-10T00:26:40.123456789Z'],
      ['-1.5', '1969-12-31T23:59:58.5Z'],
      ['0', '1970-01-01T00:00:00Z'],
      ['1789000000.'],
      ['1e9'],
      ['0x5'],
      ['99999999999'],
    ),
    'milliseconds since 1970, with a fraction': reads(
      'unix-ms',
      'UTC',
      ['1789000000123', '2026-09-10T00:26:40.123Z'],
      ['1789000000123.456789', '2026-09-10T00:26:40.123456789Z'],
    ),
    'nanoseconds since 1970': reads(
      'unix-ns',
      'UTC',
      ['1789000000123456789', '2026-09-10T00:26:40.123456789Z'],
      ['1789000000123456789.5'],
    ),
    'a JSON number is read as its text': {
      lines: ['{"t":1789000000}', '{"t":1789000000.25}', '{"t":"1789000000"}', '{"t":true}', '{}'],
      stages: [Stage.parseJson(), Stage.time(field('t'), { format: 'unix' })],
      expected: [
        { line: '{"t":1789000000}', time: '2026-09-10T00:26:40Z' },
        { line: '{"t":1789000000.25}', time: '2026-09-10T00:26:40.25Z' },
        { line: '{"t":"1789000000"}', time: '2026-09-10T00:26:40Z' },
        '{"t":true}',
        '{}',
      ],
    },
    'nanoseconds as a JSON number keep all their digits': {
      lines: ['{"t":1789000000123456789}'],
      stages: [Stage.parseJson(), Stage.time(field('t'), { format: 'unix-ns' })],
      expected: [{ line: '{"t":1789000000123456789}', time: '2026-09-10T00:26:40.123456789Z' }],
    },
    'a format of directives': reads(
      '%d/%b/%Y:%H:%M:%S %z',
      'UTC',
      ['21/Nov/2026:00:22:41 +0100', '2026-11-20T23:22:41Z'],
      ['21/nov/2026:00:22:41 +00:00', '2026-11-21T00:22:41Z'],
      ['21/Noo/2026:00:22:41 +0000'],
      ['21/Nov/2026:00:22:41'],
      ['1/Nov/2026:00:22:41 +0000'],
    ),
    'a format with a fraction, in a zone': reads(
      '%Y/%m/%d %H:%M:%S.%f',
      'America/New_York',
      ['2026/11/21 00:22:41.123456', '2026-11-21T05:22:41.123456Z'],
      ['2026/11/21 00:22:41.5', '2026-11-21T05:22:41.5Z'],
      ['2026/11/21 00:22:41'],
    ),
    'a clock of twelve hours': reads(
      '%m/%d/%y %I:%M:%S %p',
      'UTC',
      ['11/21/26 12:00:01 AM', '2026-11-21T00:00:01Z'],
      ['11/21/26 12:00:02 pm', '2026-11-21T12:00:02Z'],
      ['11/21/26 01:00:03 PM', '2026-11-21T13:00:03Z'],
      ['11/21/26 13:00:04 PM'],
      ['11/21/26 00:00:05 AM'],
    ),
    'the day of the year, and text that looks special': reads(
      '%Y.%j (%H:%M:%S) 100%%',
      'UTC',
      ['2024.366 (01:02:03) 100%', '2024-12-31T01:02:03Z'],
      ['2026.366 (01:02:03) 100%'],
      ['2026x001 (01:02:03) 100%'],
    ),
    'seconds in a format': reads('ts=%s.%f', 'UTC', ['ts=1789000000.000000007', '2026-09-10T00:26:40.000000007Z']),
    'the first format that reads the text': reads(
      ['unix', 'iso8601'],
      'UTC',
      ['2026-11-21T00:22:41Z', '2026-11-21T00:22:41Z'],
      ['1789000000', '2026-09-10T00:26:40Z'],
      ['x'],
    ),
    'a later stage that cannot read leaves what an earlier one read': {
      lines: ['2026-11-21T00:22:41Z'],
      stages: [Stage.time(line), Stage.time(line, { format: 'unix' })],
      expected: [{ line: '2026-11-21T00:22:41Z', time: '2026-11-21T00:22:41Z' }],
    },
    'times out of order and in the past are kept': {
      lines: ['2026-11-21T00:22:41Z', '1999-12-31T23:59:59Z', '2026-11-21T00:22:40Z'],
      stages: [Stage.time(line)],
      expected: ['2026-11-21T00:22:41Z', '1999-12-31T23:59:59Z', '2026-11-21T00:22:40Z'].map((time) => ({
        line: time,
        time,
      })),
    },
  }),
];
