import { refusal } from '../../pipeline/argument';

/** A day of UTC, `2024-04-01`. */
export type Day = `${number}-${number}-${number}`;

/** @throws if there is no such day */
export function checkDay(property: string, value: unknown): Day {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value as Day;
  }
  throw refusal(property, 'be a day', value, 'write it as 2024-04-01');
}

/** The day after. */
export function nextDay(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as Day;
}
