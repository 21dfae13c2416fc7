import { shown } from '../../findings/shown';

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

/** A time zone: what local times mean that name no zone themselves. */
export interface Zone {
  /** An IANA name, or `+hh:mm`. */
  readonly name: string;
  /**
   * The instant of a local time, both in milliseconds; undefined for a local time that the zone's clocks skip, or show
   * twice: which of the two is meant cannot be known.
   */
  instantOf(local: number): number | undefined;
  /** By how much the zone's clocks are ahead of UTC at an instant, both in milliseconds. */
  offsetAt(instant: number): number;
}

/** UTC. */
export const utc: Zone = Object.freeze({ name: 'UTC', instantOf: (local: number) => local, offsetAt: () => 0 });

/**
 * A zone by its IANA name (`Europe/Berlin`) or its offset (`+05:30`, `-0800`, `Z`).
 *
 * @throws if there is no such zone
 */
export function parseZone(zone: string): Zone {
  const offset = typeof zone === 'string' ? parseOffset(zone) : undefined;
  if (zone === 'UTC' || offset === 0) return utc;
  if (offset !== undefined) {
    return Object.freeze({ name: zone, instantOf: (local: number) => local - offset, offsetAt: () => offset });
  }
  const offsetAt = zone === '' ? undefined : namedZone(zone);
  if (offsetAt === undefined) {
    throw new TypeError(`'zone' must be an IANA name or an offset, got ${shown(zone)}; write Europe/Berlin or +01:00`);
  }
  return Object.freeze({ name: zone, instantOf: (local: number) => only(local, offsetAt), offsetAt });
}

/** The zone as it was given. @throws as {@link parseZone} does */
export function checkZone(zone: string): string {
  parseZone(zone);
  return zone;
}

/** The milliseconds by which an offset (`Z`, `+hhmm`, `+hh:mm`) is ahead of UTC; undefined where it is none. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

function only(local: number, offsetAt: (instant: number) => number): number | undefined {
  // No zone moves its clocks twice in two days, so these are the offsets before and after.
  const offsets = new Set([offsetAt(local - day), offsetAt(local + day)]);
  const instants = [...offsets].map((offset) => local - offset).filter((at) => at + offsetAt(at) === local);
  return instants.length === 1 ? instants[0] : undefined;
}

function namedZone(name: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    const numeric = 'numeric';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return undefined;
  }
  const known = new Map<number, number>();
  return (instant) => {
    // Clocks move at quarters of an hour of UTC, so one answer serves a quarter.
    const key = Math.floor(instant / quarter);
    const offset = known.get(key) ?? readOffset(format, key * quarter);
    if (known.size > 10_000) known.clear();
    known.set(key, offset);
    return offset;
  };
}

function readOffset(format: Intl.DateTimeFormat, instant: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, date, hour, minute, second) - instant;
}
