import type { TimeFormat } from '../../../lib/languages/time/time-format';
import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

type Row = readonly [line: string, time?: string];

const reads = (
  format: TimeFormat | readonly [TimeFormat, ...TimeFormat[]],
  zone: string,
  ...rows: readonly Row[]
): CaseProps => ({
  lines: rows.map(([one]) => one),
  stages: [Stage.time(line, { format, zone })],
  expected: rows.map(([one, time]) => ({ line: one, ...(time === undefined ? {} : { time }) })),
});

const json = Stage.parseJson();
const digits = '123456789';

export const timeEdgeCases = about('time', {
  'each number of digits, 0 to 10, after a point': reads(
    'iso8601',
    'UTC',
    ...Array.from({ length: 9 }, (_, index): Row => {
      const time = `2026-11-21T00:22:41.${digits.slice(0, index + 1)}Z`;
      return [time, time];
    }),
    ['2026-11-21T00:22:42Z', '2026-11-21T00:22:42Z'],
    ['2026-11-21T00:22:42.1234567891Z'],
  ),
  'each number of digits after a comma, with an offset': reads(
    'iso8601',
    'UTC',
    ...Array.from({ length: 9 }, (_, index): Row => {
      const fraction = digits.slice(0, index + 1);
      return [`2026-11-21 02:22:41,${fraction}+02:00`, `2026-11-21T00:22:41.${fraction}Z`];
    }),
  ),
  'each number of digits in a format': reads(
    '%Y-%m-%d %H:%M:%S.%f',
    'UTC',
    ...Array.from({ length: 9 }, (_, index): Row => {
      const time = `2026-11-21 00:22:41.${digits.slice(0, index + 1)}`;
      return [time, `${time.replace(' ', 'T')}Z`];
    }),
    ['2026-11-21 00:22:41.'],
    ['2026-11-21 00:22:41.1234567891'],
  ),
  'each number of digits after seconds since 1970': reads(
    'unix',
    'UTC',
    ...Array.from({ length: 9 }, (_, index): Row => {
      const fraction = digits.slice(0, index + 1);
      return [`1789000000.${fraction}`, `2026-09-10T00:26:40.${fraction}Z`];
    }),
  ),
  'zeros at the end of a fraction do not matter': reads(
    'iso8601',
    'UTC',
    ['2026-11-21T00:22:41.0Z', '2026-11-21T00:22:41Z'],
    ['2026-11-21T00:22:42.000000000Z', '2026-11-21T00:22:42Z'],
    ['2026-11-21T00:22:43.100000000Z', '2026-11-21T00:22:43.1Z'],
    ['2026-11-21T00:22:44.000001Z', '2026-11-21T00:22:44.000001Z'],
  ),
  'texts that are nearly ISO 8601': reads(
    'iso8601',
    'UTC',
    ['2026-11-21t00:22:41Z'],
    ['2026-11-21T00:22Z'],
    ['2026-11-21T0:22:41Z'],
    ['2026-1-21T00:22:41Z'],
    ['26-11-21T00:22:41Z'],
    ['2026/11/21 00:22:41'],
    ['20261121T002241Z'],
    ['2026-11-21T00:22:41 Z'],
    ['2026-11-21T00:22:41+5'],
    ['2026-11-21T00:22:41+05:3'],
    ['2026-11-21T00:22:41UTC'],
    ['2026-11-21T00:22:41Z\u0000'],
    ['٢٠٢٦-11-21T00:22:41Z'],
    [''],
    ['2026-W47-6T00:22:41Z'],
  ),
  'offsets at their edges': reads(
    'iso8601',
    'UTC',
    ['2026-11-21T00:00:00+14:00', '2026-11-20T10:00:00Z'],
    ['2026-11-21T00:00:00-12:00', '2026-11-21T12:00:00Z'],
    ['2026-11-21T00:00:00+23:59', '2026-11-20T00:01:00Z'],
    ['2026-11-21T00:00:01-00:00', '2026-11-21T00:00:01Z'],
    ['2026-11-21T00:00:00+05:60'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
    ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00Z'],
  ),
  'zones of half an hour, and without changes': reads(
    'iso8601',
    'Asia/Kolkata',
    ['2026-01-15T12:00:00', '2026-01-15T06:30:00Z'],
    ['2026-07-15T12:00:00.5', '2026-07-15T06:30:00.5Z'],
    ['2026-07-15T12:00:00-01:00', '2026-07-15T13:00:00Z'],
  ),
  'zones south of the equator': reads(
    'iso8601',
    'Australia/Lord_Howe',
    ['2026-01-15T12:00:00', '2026-01-15T01:00:00Z'],
    ['2026-07-15T12:00:00', '2026-07-15T01:30:00Z'],
    ['2026-04-05T01:45:00'],
    ['2026-10-04T02:15:00'],
  ),
  'a zone in a format without one': reads(
    '%d.%m.%Y %H:%M:%S',
    'Europe/Berlin',
    ['15.07.2026 12:00:00', '2026-07-15T10:00:00Z'],
    ['25.10.2026 02:30:00'],
    ['29.03.2026 02:30:00'],
    ['31.02.2026 12:00:00'],
  ),
  'a format that reads its zone needs none': reads(
    '%Y-%m-%dT%H:%M:%S%z',
    'Europe/Berlin',
    ['2026-07-15T12:00:00Z', '2026-07-15T12:00:00Z'],
    ['2026-07-15T12:00:00-0330', '2026-07-15T15:30:00Z'],
    ['2026-07-15T12:00:01+03:30', '2026-07-15T08:30:01Z'],
    ['2026-07-15T12:00:00'],
  ),
  'a day with a blank or without a zero': reads(
    '%b %e %H:%M:%S %Y',
    'UTC',
    ['Nov  1 00:22:41 2026', '2026-11-01T00:22:41Z'],
    ['Nov 1 00:22:42 2026', '2026-11-01T00:22:42Z'],
    ['nov 01 00:22:43 2026', '2026-11-01T00:22:43Z'],
    ['NOV 21 00:22:44 2026', '2026-11-21T00:22:44Z'],
    ['Nov 32 00:22:45 2026'],
    ['Nov 0 00:22:46 2026'],
    ['Nove 1 00:22:47 2026'],
  ),
  'each month': reads(
    '%d %b %y %H:%M',
    'UTC',
    ...'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'
      .split(' ')
      .map((month, index): Row => [`05 ${month} 26 01:02`, `2026-${String(index + 1).padStart(2, '0')}-05T01:02:00Z`]),
  ),
  'years of two digits': reads(
    '%y%m%d %H:%M:%S',
    'UTC',
    ['690101 00:00:00', '1969-01-01T00:00:00Z'],
    ['680101 00:00:00', '2068-01-01T00:00:00Z'],
    ['000229 00:00:00', '2000-02-29T00:00:00Z'],
    ['26111 00:00:00'],
  ),
  'second 60 in a format, and at the end of a day': reads(
    '%Y-%m-%d %H:%M:%S',
    'UTC',
    ['2026-11-21 00:22:60', '2026-11-21T00:23:00Z'],
    ['2026-12-31 23:59:60', '2027-01-01T00:00:00Z'],
    ['2026-11-21 00:22:61'],
  ),
  'signs of a format that mean something elsewhere': reads(
    '[%Y-%m-%d] (%H.%M.%S) $1 {2} \\d 5* MST Jan 2006',
    'UTC',
    ['[2026-11-21] (00.22.41) $1 {2} \\d 5* MST Jan 2006', '2026-11-21T00:22:41Z'],
    ['[2026-11-21] (00x22x41) $1 {2} \\d 55 MST Jan 2006'],
  ),
  'texts of other types': {
    lines: [
      '""',
      'true',
      '[1789000000]',
      '{"x":1}',
      '1e9',
      '1789000000.0',
      '-1',
      '-0.0',
      '18446744073709551616',
      '1789000000000',
    ].map((t) => `{"t":${t}}`),
    stages: [json, Stage.time(field('t'), { format: 'unix' })],
    expected: [
      ...['""', 'true', '[1789000000]', '{"x":1}'].map((t) => `{"t":${t}}`),
      { line: '{"t":1e9}', time: '2001-09-09T01:46:40Z' },
      { line: '{"t":1789000000.0}', time: '2026-09-10T00:26:40Z' },
      { line: '{"t":-1}', time: '1969-12-31T23:59:59Z' },
      { line: '{"t":-0.0}', time: '1970-01-01T00:00:00Z' },
      '{"t":18446744073709551616}',
      '{"t":1789000000000}',
    ],
  },
  'milliseconds at their edges': reads(
    'unix-ms',
    'UTC',
    ['-1', '1969-12-31T23:59:59.999Z'],
    ['-0.5', '1969-12-31T23:59:59.9995Z'],
    ['0.000001', '1970-01-01T00:00:00.000000001Z'],
    ['9999999999999999'],
    ['1789000000123 '],
    ['1,789'],
    [''],
  ),
  'nanoseconds at their edges': reads(
    'unix-ns',
    'UTC',
    ['0', '1970-01-01T00:00:00Z'],
    ['-1', '1969-12-31T23:59:59.999999999Z'],
    ['9214646399999999999', '2261-12-31T23:59:59.999999999Z'],
    ['9223372036854775807'],
    ['9223372036854775808'],
    ['-9214560000000000000', '1678-01-01T00:00:00Z'],
    ['-9223372036854775808'],
  ),
  'of what is within, joined, or first there': {
    lines: [
      '{"a":{"t":"2026-11-21T00:00:01Z"}}',
      '{"d":"2026-11-21","c":"00:00:02"}',
      '{"t":null,"ts":"2026-11-21T00:00:03Z"}',
    ],
    stages: [
      json,
      Stage.time(field('a', 't')),
      Stage.time(text`${field('d')} ${field('c')}`),
      Stage.time(firstOf(field('t'), field('ts'))),
    ],
    expected: [
      { line: '{"a":{"t":"2026-11-21T00:00:01Z"}}', time: '2026-11-21T00:00:01Z' },
      { line: '{"d":"2026-11-21","c":"00:00:02"}', time: '2026-11-21T00:00:02Z' },
      { line: '{"t":null,"ts":"2026-11-21T00:00:03Z"}', time: '2026-11-21T00:00:03Z' },
    ],
  },
  'of the path': {
    lines: ['a'],
    path: '2026-11-21T00.00.01.log',
    stages: [
      Stage.time(origin.path, { format: '/logs/%Y-%m-%dT%H.%M.%S.log' }),
      Stage.parsePath('<t>.log'),
      Stage.time(field('t'), { format: '%Y-%m-%dT%H.%M.%S' }),
    ],
    expected: [{ line: 'a', time: '2026-11-21T00:00:01Z' }],
  },
  'the field may go, and the line change': {
    lines: ['{"t":"2026-11-21T00:00:01Z","m":"x"}'],
    stages: [json, Stage.time(field('t')), Stage.remove('t'), Stage.line(field('m'))],
    show: ['t'],
    expected: [{ line: 'x', time: '2026-11-21T00:00:01Z' }],
  },
  'the later of two that read wins': {
    lines: ['{"a":"2026-11-21T00:00:01Z","b":"2026-11-21T00:00:02Z"}', '{"a":"2026-11-21T00:00:03Z","b":"x"}'],
    stages: [json, Stage.time(field('a')), Stage.time(field('b'))],
    expected: [
      { line: '{"a":"2026-11-21T00:00:01Z","b":"2026-11-21T00:00:02Z"}', time: '2026-11-21T00:00:02Z' },
      { line: '{"a":"2026-11-21T00:00:03Z","b":"x"}', time: '2026-11-21T00:00:03Z' },
    ],
  },
  'three formats, each with its own zone or none': reads(
    ['%d/%b/%Y:%H:%M:%S %z', '%Y-%m-%d %H:%M:%S', 'unix-ms'],
    'America/New_York',
    ['21/Nov/2026:00:00:01 +0100', '2026-11-20T23:00:01Z'],
    ['2026-11-21 00:00:02', '2026-11-21T05:00:02Z'],
    ['1789000000123', '2026-09-10T00:26:40.123Z'],
    ['x'],
  ),
  'times out of order, of several streams': {
    lines: ['a 3', 'b 1', 'a 1', 'b 3', 'a 2', 'b 2'].map((one) => one.replace(/\d/, '2026-11-21T00:00:0$&Z')),
    stages: [Stage.parsePattern('<app> <t>'), Stage.time(field('t'))],
    labels: { job: 'contract', app: field('app') },
    expected: ['a 3', 'b 1', 'a 1', 'b 3', 'a 2', 'b 2'].map((one) => ({
      line: one.replace(/\d/, '2026-11-21T00:00:0$&Z'),
      time: `2026-11-21T00:00:0${one.slice(2)}Z`,
      labels: { job: 'contract', app: one.slice(0, 1) },
    })),
  },
  'times of other centuries, and to come': reads(
    'iso8601',
    'UTC',
    ['1700-01-01T00:00:00.000000001Z', '1700-01-01T00:00:00.000000001Z'],
    ['1969-12-31T23:59:59.999999999Z', '1969-12-31T23:59:59.999999999Z'],
    ['1900-02-29T00:00:00Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['2100-02-29T00:00:00Z'],
    ['2099-12-31T23:59:59Z', '2099-12-31T23:59:59Z'],
  ),
  'within a when': {
    lines: ['{"t":"2026-11-21T00:00:01Z","is":true}', '{"t":"2026-11-21T00:00:02Z"}'],
    stages: [json, Stage.when(field('is').is(true), Stage.time(field('t')))],
    expected: [
      { line: '{"t":"2026-11-21T00:00:01Z","is":true}', time: '2026-11-21T00:00:01Z' },
      '{"t":"2026-11-21T00:00:02Z"}',
    ],
  },
});
