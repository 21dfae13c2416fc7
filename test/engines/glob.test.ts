import * as fc from 'fast-check';
import { areApart, globRegex } from '../../lib/engines/glob';

describe('areApart', () => {
  test.each([
    ['/var/log/*.log', '/var/log/pods/*/*/*.log', true],
    ['/var/log/a/*.log', '/var/log/b/*.log', true],
    ['/var/log/*/*.log', '/var/log/a/*.log', false],
    ['/var/log/**/*.log', '/var/log/pods/*/*/*.log', false],
    ['/var/log/**', '/var/log/a.log', false],
  ])('%s and %s: %s', (one, other, apart) => {
    expect(areApart(one, other)).toBe(apart);
    expect(areApart(other, one)).toBe(apart);
  });

  test('no path matches two that are', () => {
    const segment = fc.constantFrom('a', 'b', '*', 'a*', '**', '?');
    const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => `/${all.join('/')}`);
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 })
      .map((all) => `/${all.join('/')}`);
    fc.assert(
      fc.property(glob, glob, path, (one, other, file) => {
        const both = globRegex(one).test(file) && globRegex(other).test(file);
        expect(both && areApart(one, other)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
