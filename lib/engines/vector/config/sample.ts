import type { Text } from '../../../text/live-text';
import { checkSettings, transform } from './component';
import type { Output, Reads } from './component';
import { unknownTo } from './release';
import { anything, filled, maybe, positive, string, text, vrlCode, whole } from './shape';
import type { Check, Checks } from './shape';
import type { Vrl } from '../../../languages/vrl/vrl';

/** Some of the events: one in so many, by `rate`, or a share of them, by `ratio`; not both. */
export interface SampleOptions extends Reads {
  /** One in `rate`, the first among them. */
  readonly rate?: number;
  /** A share, more than 0 and at most 1. From Vector 0.46. */
  readonly ratio?: number;
  /** A field whose number is the event's own `rate`; without it, that of all. From Vector 0.56. @default - none */
  readonly rateField?: string;
  /** A field whose number is the event's own `ratio`; without it, that of all. From Vector 0.56. @default - none */
  readonly ratioField?: string;
  /** A field whose value decides instead of the event's number: all events of a value pass, or none. @default - none */
  readonly keyField?: string;
  /** A template: each value is counted by itself. From Vector 0.43. @default - all are counted together */
  readonly groupBy?: Text;
  /** Field for the rate, a text; `''` for none. From Vector 0.43. @default 'sample_rate' */
  readonly sampleRateKey?: string;
  /** What passes without being counted. @default - nothing */
  readonly exclude?: Vrl;
}

const ratio: Check = (at, value) => {
  positive(at, value);
  if ((value as number) > 1)
    throw new TypeError(`'${at}' must be at most 1, got ${String(value)}; write such a number`);
};

const checks: Checks<SampleOptions> = {
  inputs: anything,
  rate: maybe(whole(1)),
  ratio: maybe(ratio),
  rateField: maybe(filled),
  ratioField: maybe(filled),
  keyField: maybe(filled),
  groupBy: maybe(text),
  sampleRateKey: maybe(string),
  exclude: maybe(vrlCode),
};

/** @see https://vector.dev/docs/reference/configuration/transforms/sample/ */
export function sample(name: string, options: SampleOptions): Output {
  const { inputs: _inputs, ...settings } = checkSettings(name, options, checks);
  if ((settings.rate === undefined) === (settings.ratio === undefined)) {
    const got = settings.rate === undefined ? 'neither' : 'both';
    throw new TypeError(`'${name}' must have one of 'rate' and 'ratio', got ${got}; give one`);
  }
  const [deciding, more] = (['keyField', 'rateField', 'ratioField'] as const).filter(
    (one) => settings[one] !== undefined,
  );
  if (more !== undefined) {
    throw new TypeError(`'${name}.${more}' must not stand beside '${deciding}', got both; remove one`);
  }
  return transform('sample', name, options, settings, {
    check: (version) =>
      unknownTo(version, settings, [
        { option: 'ratio', first: '0.46.0', remedy: "give a 'rate', which is one in so many" },
        { option: 'rateField', first: '0.56.0' },
        { option: 'ratioField', first: '0.56.0' },
        { option: 'groupBy', first: '0.43.0' },
        { option: 'sampleRateKey', first: '0.43.0' },
      ]),
  });
}
