/** Nanoseconds since 1970 in UTC. */
export type Instant = bigint;

// What 64 bits of nanoseconds hold in whole years: Loki, and every engine, keeps times so.
const earliest = BigInt(Date.UTC(1678, 0, 1)) * 1_000_000n;
const end = BigInt(Date.UTC(2262, 0, 1)) * 1_000_000n;

/** The instant, if it lies in the years 1678 to 2261. */
export function withinRange(instant: Instant): Instant | undefined {
  return instant >= earliest && instant < end ? instant : undefined;
}

/** The whole seconds since 1970 that had passed, and the nanoseconds since then. */
export function splitInstant(instant: Instant): readonly [seconds: Instant, nanoseconds: Instant] {
  const nanoseconds = ((instant % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return [(instant - nanoseconds) / 1_000_000_000n, nanoseconds];
}

/** RFC 3339 in UTC with no fraction, or milli-, micro- or nanoseconds: as few of its digits as hold it. */
export function printInstant(instant: Instant): string {
  const [seconds, nanoseconds] = splitInstant(instant);
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -5);
  if (nanoseconds === 0n) return `${whole}Z`;
  const fraction = String(nanoseconds).padStart(9, '0');
  return `${whole}.${fraction.replace(/(?:000)+$/, '')}Z`;
}

/** A date of the calendar and a time of day. */
export interface LocalTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 60 is second 0 of the next minute. */
  readonly second: number;
}

/** Milliseconds since 1970 as if the time were UTC's; undefined for a day or a time that no calendar or clock shows. */
export function localMilliseconds({ year, month, day, hour, minute, second }: LocalTime): number | undefined {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return undefined;
  if (day > 28 && day > daysOf(year, month)) return undefined;
  // Date.UTC takes years to 99 for those of the 20th century; none of them is within range.
  return year < 1000 ? undefined : Date.UTC(year, month - 1, day, hour, minute, second);
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
