import { refusal } from '../../pipeline/argument';
import { shownDecimal } from './shown-quantity';

const factors: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};
const times: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, day: 86_400 };

/** How much comes in, in bytes a second; a kilobyte is 1000 bytes. */
export class Rate {
  private constructor(readonly bytesPerSecond: number) {
    Object.freeze(this);
  }

  /** @throws if it is not more than nothing */
  static bytesPerSecond(amount: number): Rate {
    return new Rate(checkAmount(amount, 1));
  }

  /** @throws if it is not more than nothing */
  static kilobytesPerSecond(amount: number): Rate {
    return new Rate(checkAmount(amount, 1e3));
  }

  /** @throws if it is not more than nothing */
  static megabytesPerSecond(amount: number): Rate {
    return new Rate(checkAmount(amount, 1e6));
  }

  /** By the day, as volumes are often known. @throws if it is not more than nothing */
  static gigabytesPerDay(amount: number): Rate {
    return new Rate(checkAmount(amount, 1e9) / 86_400);
  }

  /** `10MB/s`, `1.5 GiB/h`, `20GB/day`. @throws if it is none of these */
  static parse(text: string): Rate {
    const [, amount = '', unit = '', time = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)\/([a-z]+)$/.exec(text) ?? [];
    const factor = Object.hasOwn(factors, unit) ? factors[unit] : undefined;
    const seconds = Object.hasOwn(times, time) ? times[time] : undefined;
    if (factor === undefined || seconds === undefined)
      throw refusal('rate', 'be a rate', text, 'write one such as 10MB/s');
    return new Rate(checkAmount(Number(amount), factor) / seconds);
  }

  /** Whether a value is a rate; another copy of this library may have made it. */
  static is(value: unknown): value is Rate {
    return typeof value === 'object' && value !== null && typeof (value as Rate).bytesPerSecond === 'number';
  }

  /** So many times as much. */
  times(factor: number): Rate {
    return new Rate(checkAmount(this.bytesPerSecond * factor, 1));
  }

  /** `10 MB/s`. */
  asString(): string {
    return `${shownDecimal(this.bytesPerSecond)}/s`;
  }
}

function checkAmount(amount: number, factor: number): number {
  if (typeof amount === 'number' && Number.isFinite(amount) && amount > 0) return amount * factor;
  throw refusal('amount', 'be a number more than 0', amount, 'write how much comes in');
}
