import { checkVariant, source } from './component';
import type { NonEmpty, Output } from './component';
import { decoderFraming, decoding, decodingSince, emittedBy } from './decoding';
import type { DecoderFraming, Decoding } from './decoding';
import { refusal } from '../../../pipeline/argument';
import { unknownTo } from './release';
import { boolean, list, maybe, number, string, variant, whole } from './shape';
import type { Check } from './shape';

/** Lines of its own making, to try a configuration with. */
export type DemoLogsOptions = DemoLines &
  (
    | {
        /** `syslog` is RFC 5424, `bsd_syslog` RFC 3164. */
        readonly format: 'apache_common' | 'apache_error' | 'syslog' | 'bsd_syslog' | 'json';
      }
    | {
        readonly format: 'shuffle';
        /** Of these one at random each time. */
        readonly lines: NonEmpty<string>;
        /** Whether each begins with its number, from 0 on. @default false */
        readonly sequence?: boolean;
      }
  );

/** How many lines, and how they are read. */
export interface DemoLines {
  /** Seconds between two lines; 0 for as fast as can be. @default 1 */
  readonly interval?: number;
  /** Lines in all. @default - without end */
  readonly count?: number;
  /** How bytes become messages. @default { method: 'bytes' } */
  readonly framing?: DecoderFraming;
  /** How a message becomes an event. @default { codec: 'bytes' } */
  readonly decoding?: Decoding;
}

const seconds: Check = (at, value) => {
  number(at, value);
  if ((value as number) < 0) throw refusal(at, 'be 0 or more', value, 'write such a number');
};

const lines: Readonly<Record<keyof DemoLines, Check>> = {
  interval: maybe(seconds),
  count: maybe(whole(0)),
  framing: maybe(decoderFraming),
  decoding: maybe(decoding),
};

const shape = variant('format', {
  apache_common: lines,
  apache_error: lines,
  syslog: lines,
  bsd_syslog: lines,
  json: lines,
  shuffle: { ...lines, lines: list(string, 1), sequence: maybe(boolean) },
});

/** @see https://vector.dev/docs/reference/configuration/sources/demo_logs/ */
export function demoLogs(name: string, options: DemoLogsOptions): Output {
  const settings = checkVariant(name, options, shape);
  return source('demo_logs', name, settings, {
    emits: emittedBy(settings.decoding),
    check: (version) => unknownTo(version, settings, decodingSince),
  });
}
