import { parseTimeFormat } from '../../../languages/time/time-format';
import type { TimeFormat } from '../../../languages/time/time-format';
import { Inexpressible } from './note';

const named: Readonly<Record<string, TimeFormat>> = {
  RFC3339: 'iso8601',
  RFC3339Nano: 'iso8601',
  Unix: 'unix',
  UnixMs: 'unix-ms',
  UnixNs: 'unix-ns',
  RFC822Z: '%d %b %y %H:%M %z',
};

/** Go's names for layouts that say a day of the week or a zone's letters, which no format here does. */
const others: Readonly<Record<string, string>> = {
  ANSIC: 'a day of the week',
  UnixDate: 'a day of the week',
  RubyDate: 'a day of the week',
  RFC822: 'letters of a zone',
  RFC850: 'a day of the week',
  RFC1123: 'a day of the week',
  RFC1123Z: 'a day of the week',
  UnixUs: 'microseconds since 1970',
};

const directives: readonly (readonly [go: RegExp, ours: string | undefined, words?: string])[] = [
  [/^2006/, '%Y'],
  [/^January/, undefined, 'a whole name of a month'],
  [/^Jan/, '%b'],
  [/^Monday|^Mon/, undefined, 'a day of the week'],
  [/^MST/, undefined, 'letters of a zone'],
  [/^002/, '%j'],
  [/^01/, '%m'],
  [/^02/, '%d'],
  [/^03/, '%I'],
  [/^04/, '%M'],
  [/^05/, '%S'],
  [/^06/, '%y'],
  [/^15/, '%H'],
  [/^PM/, '%p'],
  [/^_2(?!006)/, '%e'],
  [/^(?:Z|-)07:?00(?!:)/, '%z'],
  [/^[.,](?=[09]+(?!\d))[09]+/, 'fraction'],
  [/^[1-5]/, undefined, 'a number without its zero'],
  [/^%/, '%%'],
];

const iso = /^2006-01-02[T ]15:04:05(?:[.,](?:0{1,9}|9{1,9}))?(?:Z07:00|-07:00|-0700|Z0700)?$/;

/** Go's layout as a time format. @throws Inexpressible where there is none that reads the same */
export function timeFormat(layout: string, at: string): TimeFormat {
  if (Object.hasOwn(named, layout)) return named[layout] as TimeFormat;
  if (Object.hasOwn(others, layout)) {
    throw new Inexpressible(at, `is ${layout}, with ${others[layout] ?? ''}, which no time format of a pipeline reads`);
  }
  if (iso.test(layout)) return 'iso8601';
  let rest = layout;
  let format = '';
  while (rest !== '') {
    const known = directives.find(([go]) => go.test(rest));
    if (known === undefined) {
      format += rest[0] ?? '';
      rest = rest.slice(1);
      continue;
    }
    const [go, ours, words] = known;
    const [text = ''] = go.exec(rest) ?? [];
    if (ours === undefined)
      throw new Inexpressible(at, `has ${words ?? text}, which no time format of a pipeline reads`);
    format += ours === 'fraction' ? `${text[0] ?? ''}%f` : ours;
    rest = rest.slice(text.length);
  }
  try {
    parseTimeFormat(format as TimeFormat);
  } catch (error) {
    throw new Inexpressible(at, error instanceof Error ? error.message : String(error));
  }
  return format as TimeFormat;
}
