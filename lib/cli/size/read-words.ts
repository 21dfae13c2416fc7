import { Duration, Size } from 'cdk8s';
import { Rate } from '../../backends/loki/rate';
import { UsageError } from '../usage-error';

/** `10MB/s`, `20GB/day`. */
export function readRate(option: string, text: string): Rate {
  try {
    return Rate.parse(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.replace(/^'\w+'/, `'--${option}'`), { cause: error });
  }
}

const days: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, y: 365 };

/** `30d`, `12h`, `2w`, `1y`. */
export function readDuration(option: string, text: string): Duration {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([hdwy])$/.exec(text) ?? [];
  const length = Object.hasOwn(days, unit) ? days[unit] : undefined;
  if (length === undefined) throw new UsageError(`'--${option}' must be a time such as 30d, got '${text}'`);
  return Duration.seconds(Math.round(Number(amount) * length * 86_400));
}

const mebibytes: Readonly<Record<string, number>> = {
  Mi: 1,
  Gi: 1024,
  Ti: 1024 ** 2,
  MB: 1e6 / 1024 ** 2,
  GB: 1e9 / 1024 ** 2,
  TB: 1e12 / 1024 ** 2,
};

/** `50Gi` as Kubernetes writes it, or `50GB`. */
export function readSize(option: string, text: string): Size {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]+?)B?$/.exec(text.replace(/iB$/, 'i')) ?? [];
  const name = Object.hasOwn(mebibytes, unit) ? unit : `${unit}B`;
  const factor = Object.hasOwn(mebibytes, name) ? mebibytes[name] : undefined;
  if (factor === undefined) throw new UsageError(`'--${option}' must be a size such as 50Gi, got '${text}'`);
  return Size.kibibytes(Math.floor(Number(amount) * factor * 1024));
}

/** `5%` or `0.05`. */
export function readShare(option: string, text: string): number {
  const [, amount = '', percent = ''] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(amount) / (percent === '' ? 1 : 100);
  if (amount === '' || share > 1) throw new UsageError(`'--${option}' must be a share such as 5%, got '${text}'`);
  return share;
}

/** A whole number from 1 on. */
export function readCount(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`'--${option}' must be a whole number from 1 on, got '${text}'`);
}
