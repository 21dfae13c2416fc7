import fc from 'fast-check';
import { printJson } from '../../../lib/pipeline/interpreter/json-printer';
import { readExactly } from '../../../lib/pipeline/interpreter/json-parser';
import { Float } from '../../../lib/pipeline/interpreter/value';
import type { FieldValue } from '../../../lib/pipeline/interpreter/value';

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((double) => (Number.isInteger(double) ? new Float(double) : double)),
);
const value = fc.letrec<{ value: FieldValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.string({ unit: 'grapheme' }),
    number,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
})).value;

test('what is printed is read back as it was, floats as floats', () => {
  fc.assert(
    fc.property(value, (held) => {
      const printed = printJson({ held });
      const read = readExactly(printed, 127);
      expect(printJson(read ?? null)).toBe(printed);
      expect(JSON.parse(printed)).toEqual(JSON.parse(printJson({ held: read?.['held'] ?? null })));
    }),
    { numRuns: 300 },
  );
});

test('keys are in the order of their UTF-8 bytes, whatever order they were in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 8 }), (keys) => {
      const order = (all: readonly string[]): unknown =>
        Object.keys(JSON.parse(printJson(Object.fromEntries(all.map((key) => [`k${key}`, 1])))) as object);
      const bytes = keys
        .map((key) => `k${key}`)
        .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
      expect(order(keys)).toEqual(bytes);
      expect(order([...keys].reverse())).toEqual(bytes);
    }),
    { numRuns: 60 },
  );
});
