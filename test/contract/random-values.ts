import * as fc from 'fast-check';
import { Regex } from '../../lib/languages/regex/regex';
import type { Pattern } from '../../lib/languages/regex/pattern';
import { levelOf } from '../../lib/pipeline/level-table';

/** Values that programs write, and patterns that look for them, beyond what one thinks of. */

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength, maxLength });

const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));

/** A number as JSON may spell it. */
export const number: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '-'),
    fc.oneof(
      fc.constant('0'),
      digits(1, 21).map((text) => text.replace(/^0+(?=.)/, '')),
    ),
    fc.oneof(
      fc.constant(''),
      digits(1, 20).map((text) => `.${text}`),
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.integer({ min: 0, max: 25 }))
          .map((all) => all.join('')),
      },
    ),
  )
  .map((parts) => parts.join(''));

const year = fc.oneof(fc.integer({ min: 1969, max: 2069 }), fc.constantFrom(1582, 1677, 1678, 1900, 2000, 2261, 2262));
const fraction = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('.', ','), digits(1, 10)).map((all) => all.join('')),
);
const offset = fc.oneof(
  fc.constantFrom('Z', '', '', '+0000', '-00:30', '+14:00', '-12:00', 'z', ' +0200', '+24:00', '+01', '+05:60'),
  fc.tuple(fc.constantFrom('+', '-'), two(23), fc.constantFrom(':', ''), two(59)).map((all) => all.join('')),
);
const months = fc.constantFrom(
  'Jan',
  'feb',
  'MAR',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
  'Foo',
);

/** A time as programs write it, or nearly so. */
export const time: fc.Arbitrary<string> = fc
  .record({
    year: year.map(String),
    month: two(13),
    day: two(32),
    hour: two(24),
    minute: two(60),
    second: two(61),
    fraction,
    offset,
    name: months,
    between: fc.constantFrom('T', ' ', ', ', 't', '  '),
    half: fc.constantFrom('AM', 'pm', 'PM'),
    shape: fc.nat(7),
  })
  .map((of) => {
    const clock = `${of.hour}:${of.minute}:${of.second}`;
    const shapes = [
      `${of.year}-${of.month}-${of.day}${of.between}${clock}${of.fraction}${of.offset}`,
      `${of.year}-${of.month}-${of.day} ${clock}`,
      `${of.day}/${of.name}/${of.year}:${clock} ${of.offset.trim()}`,
      `${of.year.slice(2)}${of.month}${of.day} ${clock}${of.fraction.replace(',', '.')} ${of.half}`,
      `${of.year} ${of.month}${of.day} ${of.hour}:${of.minute}`,
      `${of.day.replace(/^0/, ' ')} ${of.name} ${of.year} ${clock}${of.offset}`,
      `${of.year}${of.month}${of.day}${of.hour}${of.minute}${of.second}`,
      `${of.year}/${of.month}/${of.day} ${clock}`,
    ];
    return shapes[of.shape] ?? '';
  });

/** A level in any case, or nearly one. */
export const level: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...levelOf.keys()), fc.nat(3), fc.constantFrom('', '', '', ' ', '.', 'ſ'))
  .map(([spelling, shape, end]) => {
    const cased = [spelling, spelling.toUpperCase(), spelling.slice(0, 1).toUpperCase() + spelling.slice(1)];
    return `${cased[shape] ?? spelling.replace('i', 'İ').replace('s', 'ſ').replace('k', 'K')}${end}`;
  });

/** Characters that languages treat each in their own way. */
export const character: fc.Arbitrary<string> = fc.constantFrom(
  ...['K', 'ſ', 'İ', 'ı', 'ß', 'ẞ', 'é', 'e\u0301', 'Σ', 'ς', '٣', '\u00a0', '\u2003', '\u2028', '\u200b', '\ufeffx'],
  ...['\u{1f600}', '\u{10ffff}', '\ue000', '\uffff', '\u0000', '\u001b', '\u000b', '\u000c', '\u007f', '\u0080', '\t'],
  ...[
    '{{ .Entry }}',
    '{{',
    '}}',
    '${HOME}',
    '$1',
    '$$',
    '%',
    '%Y',
    '\\n',
    '\\',
    '`',
    '"',
    "'",
    '<',
    '&',
    '/',
    '#',
    '*',
  ],
);

const atoms = [
  ...['a', 'e', 'E', '1', 'é', 'k', 's', '"', '=', ' ', '\\.', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '[^a-c]'],
  ...[
    '[a-zé]',
    '[[:alpha:]]',
    '[[:^digit:]]',
    '[\\d\\s]',
    '[^\\w]',
    '\\x{e9}',
    '\\x00',
    '(?:x|ex|e)',
    '(?i:kS)',
    '(?s:.)',
  ],
  ...['(?:a|)', '(?i:[a-k])', '\\pL', '\\t', '[\\]\\-^]', '(e)'],
];
const few = fc.constantFrom('', '', '', '', '?', '{2}', '{0,3}', '??');
const asserting = fc.constantFrom('', '', '', '^', '$', '\\b', '\\B', '\\A', '\\z', '(?m:^)', '(?m:$)');

/** A pattern of RE2. One part of it alone is repeated without end, since JavaScript tries all ways. */
export const pattern: fc.Arbitrary<Pattern> = fc
  .tuple(
    asserting,
    fc.array(
      fc.tuple(fc.constantFrom(...atoms), few).map((all) => all.join('')),
      { minLength: 1, maxLength: 3 },
    ),
    fc.constantFrom('', '', 'a*', 'e+', '.*?', '\\d+', '[^e]*'),
    asserting,
    fc.constantFrom('', '', 'i', 's'),
  )
  .map(([start, parts, many, end, flags]) => ({ source: `${start}${parts.join('')}${many}${end}`, flags }))
  .filter(isAllowed);

function isAllowed(one: Pattern): boolean {
  try {
    Regex.parse(one);
    return true;
  } catch {
    return false;
  }
}
