import fc from 'fast-check';

import { jsonString } from '../../lib/text/json-string';
import { concat, env, partsOf } from '../../lib/text/live-text';
import { anyText } from './texts';

it('gives back every text, in printable ASCII', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const written = jsonString(text) as string;
      expect(written).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.parse(written)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

it('leaves live parts', () => {
  expect(partsOf(jsonString(concat('"é', env('X'))))).toEqual(['"\\"\\u00e9', { reader: 'env', name: 'X' }, '"']);
});
