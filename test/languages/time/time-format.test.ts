import { checkTimeFormat, parseTimeFormat } from '../../../lib/languages/time/time-format';
import type { TimeFormat } from '../../../lib/languages/time/time-format';

describe('a time format', () => {
  test('that is named is its name', () => {
    expect(parseTimeFormat('iso8601')).toEqual({ kind: 'iso8601' });
    expect(parseTimeFormat('unix')).toEqual({ kind: 'unix', exponent: 9 });
    expect(parseTimeFormat('unix-ms')).toEqual({ kind: 'unix', exponent: 6 });
    expect(parseTimeFormat('unix-ns')).toEqual({ kind: 'unix', exponent: 0 });
  });

  test('of directives is its parts, literals joined', () => {
    expect(parseTimeFormat('[%d/%b/%Y at 100%% %H:%M]')).toEqual({
      kind: 'parts',
      parts: [
        '[',
        { directive: 'd' },
        '/',
        { directive: 'b' },
        '/',
        { directive: 'Y' },
        ' at 100% ',
        { directive: 'H' },
        ':',
        { directive: 'M' },
        ']',
      ],
    });
  });

  test('is given back as it was', () => {
    expect(checkTimeFormat('%s.%f')).toBe('%s.%f');
    expect(Object.isFrozen(parseTimeFormat('%s.%f'))).toBe(true);
  });

  test.each([
    ['rfc822', /must be iso8601, unix, unix-ms, unix-ns or a % format, got "rfc822"; write one of these/],
    ['toString', /must be iso8601/],
    ['%Y-%m-%d %T', /must be made of %Y %m .* %%, got "%Y-%m-%d %T"; replace %T/],
    ['%Y-%m-%d %H:%M %', /replace %$/],
    ['%m-%d %H:%M', /must have a year, %Y or %y, got .*; keep the time of reading/],
    ['%Y %y-%m-%d %H:%M', /must have a year/],
    ['%Y-%m %H:%M', /must have a day/],
    ['%Y-%j-%m-%d %H:%M', /must have a day/],
    ['%Y-%m-%d', /must have a time of day/],
    ['%Y-%m-%d %I:%M', /must have a time of day/],
    ['%Y-%m-%d %H:%M %p', /must have a time of day/],
    ['%Y-%m-%d %H:%M.%f', /must have %S where it has %f/],
    ['%Y-%m-%d %Y %H:%M', /must have each directive once/],
    ['%s %Y', /must have nothing but %f beside %s/],
    ['%Y-%m-%d %H:%M:%S.%f0', /must say where %f and %s end/],
    ['%s%f', /must say where %f and %s end/],
  ])('fails when it is %s', (format, message) => {
    expect(() => parseTimeFormat(format as TimeFormat)).toThrow(message);
  });
});
