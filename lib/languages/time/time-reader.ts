import { localMilliseconds, withinRange } from './instant';
import type { Instant } from './instant';
import { parseTimeFormat } from './time-format';
import type { Directive, TimeFormat, TimePart } from './time-format';
import { parseOffset, parseZone } from './zone';
import type { Zone } from './zone';

/** Reads a text; undefined where it is no time of the format, or beyond the years 1678 to 2261. */
export type TimeReader = (text: string) => Instant | undefined;

/**
 * A reader of one format.
 *
 * @param zone - of texts that name none: an IANA name or an offset
 * @throws if the format or the zone is none
 */
export function timeReader(format: TimeFormat, zone = 'UTC'): TimeReader {
  const tree = parseTimeFormat(format);
  const local = parseZone(zone);
  switch (tree.kind) {
    case 'iso8601':
      return (text) => readIso8601(text, local);
    case 'unix':
      return (text) => readUnix(text, tree.exponent);
    case 'parts':
      return partsReader(tree.parts, local);
  }
}

const iso8601 = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]|, )(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

function readIso8601(text: string, zone: Zone): Instant | undefined {
  const found = iso8601.exec(text);
  if (found === null) return undefined;
  const local = localMilliseconds({
    year: Number(found[1]),
    month: Number(found[2]),
    day: Number(found[3]),
    hour: Number(found[4]),
    minute: Number(found[5]),
    second: Number(found[6]),
  });
  return local === undefined ? undefined : instantOf(local, found[8], zone, found[7]);
}

const decimal = /^(-?)(\d{1,19})(?:\.(\d{1,9}))?$/;

function readUnix(text: string, exponent: number): Instant | undefined {
  const found = decimal.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = ''] = found;
  if (fraction.length > exponent) return undefined;
  const nanoseconds = BigInt(whole + fraction.padEnd(exponent, '0'));
  return withinRange(sign === '-' ? -nanoseconds : nanoseconds);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const reads: Readonly<Record<Directive, string>> = {
  Y: '\\d{4}',
  m: '\\d\\d',
  d: '\\d\\d',
  e: ' ?\\d|\\d\\d',
  H: '\\d\\d',
  I: '\\d\\d',
  M: '\\d\\d',
  S: '\\d\\d',
  f: '\\d{1,9}',
  z: 'Z|[+-]\\d\\d:?\\d\\d',
  b: '[A-Za-z]{3}',
  y: '\\d\\d',
  j: '\\d{3}',
  p: '[AaPp][Mm]',
  s: '-?\\d{1,11}',
};

function partsReader(parts: readonly TimePart[], zone: Zone): TimeReader {
  const source = parts.map((part) =>
    typeof part === 'string'
      ? part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      : `(?<${part.directive}>${reads[part.directive]})`,
  );
  const pattern = new RegExp(`^${source.join('')}$`, 'u');
  return (text) => {
    const found = pattern.exec(text)?.groups;
    return found === undefined ? undefined : assemble(found, zone);
  };
}

function assemble(found: Readonly<Partial<Record<string, string>>>, zone: Zone): Instant | undefined {
  if (found['s'] !== undefined)
    return readUnix(found['f'] === undefined ? found['s'] : `${found['s']}.${found['f']}`, 9);
  const year = yearOf(found);
  const hour = hourOf(found);
  const month = found['b'] === undefined ? Number(found['m'] ?? 1) : months.indexOf(found['b'].toLowerCase()) + 1;
  const day = Number(found['d'] ?? found['e'] ?? 1);
  if (hour === undefined) return undefined;
  const time = { year, month, day, hour, minute: Number(found['M']), second: Number(found['S'] ?? 0) };
  const local = localMilliseconds(time);
  if (local === undefined) return undefined;
  if (found['j'] === undefined) return instantOf(local, found['z'], zone, found['f']);
  const dayOfYear = Number(found['j']);
  const shifted = local + (dayOfYear - 1) * 24 * 60 * 60_000;
  const inYear = dayOfYear >= 1 && new Date(Date.UTC(year, 0, dayOfYear)).getUTCFullYear() === year;
  return inYear ? instantOf(shifted, found['z'], zone, found['f']) : undefined;
}

function yearOf(found: Readonly<Partial<Record<string, string>>>): number {
  if (found['Y'] !== undefined) return Number(found['Y']);
  const short = Number(found['y']);
  // POSIX: 69 to 99 are of the 20th century.
  return short < 69 ? 2000 + short : 1900 + short;
}

function hourOf(found: Readonly<Partial<Record<string, string>>>): number | undefined {
  if (found['H'] !== undefined) return Number(found['H']);
  const hour = Number(found['I']);
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (found['p']?.toLowerCase() === 'pm' ? 12 : 0);
}

function instantOf(local: number, named: string | undefined, zone: Zone, fraction = ''): Instant | undefined {
  const offset = named === undefined ? undefined : parseOffset(named);
  if (named !== undefined && offset === undefined) return undefined;
  const milliseconds = offset === undefined ? zone.instantOf(local) : local - offset;
  if (milliseconds === undefined) return undefined;
  return withinRange(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}
