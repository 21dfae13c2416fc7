const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const decimal = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes for people, in powers of 1024 as Kubernetes counts them: `49.4 GiB`. */
export function shownBytes(bytes: number): string {
  return scaled(bytes, 1024, units);
}

/** Bytes in powers of 1000, as rates and volumes are spoken of: `25.9 TB`. */
export function shownDecimal(bytes: number): string {
  return scaled(bytes, 1000, decimal);
}

function scaled(bytes: number, base: number, names: readonly string[]): string {
  let power = 0;
  let amount = bytes;
  while (round(amount) >= base && power < names.length - 1) {
    amount /= base;
    power += 1;
  }
  return `${round(amount)} ${names[power] ?? ''}`;
}

/** Three digits at least: 1.49, 14.9, 149. */
function round(amount: number): number {
  const digits = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
  return Number(amount.toFixed(digits));
}

const times = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A time for people, in the largest unit of which it is at least one. */
export function shownSeconds(seconds: number): string {
  const [name, length] = times.find(([, one]) => seconds >= one) ?? times[3];
  return `${round(seconds / length)} ${name}`;
}
