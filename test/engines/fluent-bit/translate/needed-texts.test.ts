import * as fc from 'fast-check';
import { lua } from '../../../../lib/engines/fluent-bit/translate/code';
import { isOneOfTexts, mayMatch, neededTexts } from '../../../../lib/engines/fluent-bit/translate/needed-texts';
import { Regex } from '../../../../lib/languages/regex/regex';
import { pattern } from '../../../contract/random-values';
import { record } from '../../../contract/random-record';

const text = lua`s`;
const guardOf = (source: string): string | undefined => mayMatch(Regex.parse(source), text)?.source;

describe('what every match of a pattern holds', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['a.*bcd', ['bcd']],
    ['(?P<x>abc)+', ['abc']],
    ['(?:abc)?d', ['d']],
    ['abc|d.*efg', ['abc', 'efg']],
    ['abc|.*', undefined],
    ['abc(?:x|yz)', ['abc']],
    [String.raw`\x1b\[[\d;?]*[A-Za-z]|^.*\r`, ['\x1b[', '\r']],
    [String.raw`^\{.*\}\s*\n`, ['\n']],
    ['(?i)kelvin', undefined],
    ['a{0}b', ['b']],
  ])('%s', (source, texts) => {
    expect(neededTexts(Regex.parse(source).root)).toEqual(texts);
  });

  test('is in every text that matches', () => {
    const lines = fc.array(
      record.map(({ line }) => line),
      { minLength: 20, maxLength: 20 },
    );
    const whole = fc.tuple(pattern, lines).filter(([one]) => neededTexts(Regex.parse(one).root) !== undefined);
    fc.assert(
      fc.property(whole, ([one, all]) => {
        const regex = Regex.parse(one);
        const needed = neededTexts(regex.root) ?? [];
        for (const line of all.filter((each) => regex.test(each))) {
          expect(needed.some((part) => line.includes(part))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a pattern is looked for', () => {
  test('where one of few texts is', () => {
    expect(guardOf('CUDA error: |out of memory')).toBe(
      'string.find(s, "CUDA error: ", 1, true) or string.find(s, "out of memory", 1, true)',
    );
    expect(guardOf(String.raw`^\{.*\}\s*\n`)).toBe(String.raw`string.find(s, "\n", 1, true)`);
  });

  test('at once where texts would say little, or its own search begins with them', () => {
    for (const source of ['ab|cd', 'abc', 'x.*abc', '^abc|^abd', '^(?:abc|def)', 'aaa|bbb|ccc|ddd|eee|fff|ggg', '.*']) {
      expect([source, guardOf(source)]).toEqual([source, source === '^abc|^abd' ? expect.any(String) : undefined]);
    }
  });

  test('by its texts alone where it is nothing else', () => {
    expect(isOneOfTexts(Regex.parse('ab|c'), text)?.source).toBe(
      'string.find(s, "ab", 1, true) or string.find(s, "c", 1, true)',
    );
    expect(isOneOfTexts(Regex.parse('ab|c.'), text)).toBeUndefined();
  });
});
