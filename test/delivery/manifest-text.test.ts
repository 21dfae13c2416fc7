import { Yaml } from 'cdk8s';
import fc from 'fast-check';

import { manifestFindings } from '../../lib/delivery/manifest-text';
import { parseYaml } from '../../lib/languages/yaml/parse';
import { concat } from '../../lib/text/live-text';
import { fluxVariable } from '../../lib/text/flux';
import { anyText, asciiText } from '../text/texts';

describe('manifestFindings', () => {
  it('finds every text that the YAML of cdk8s does not give back', () => {
    const lines = fc.array(
      fc.constantFrom(' ', '  ', '\n', '\t', 'a', 'a long line of many words and more', '$', '"', '\\'),
    );
    const text = fc.oneof(
      anyText(),
      asciiText(),
      lines.map((pieces) => pieces.join('')),
    );
    let fine = 0;
    fc.assert(
      fc.property(text, (any) => {
        if (manifestFindings(any, 'data.x').length > 0) return;
        fine += 1;
        expect(parseYaml(Yaml.stringify({ a: { b: [any] } }))).toEqual({ a: { b: [any] } });
      }),
      { numRuns: 1500, seed: 6 },
    );
    expect(fine).toBeGreaterThan(1000);
  });

  it.each([
    ['\n \tfoo\n', 'one that begins with a tab'],
    [' \n \n', 'one that has a line of nothing but spaces, at character 0'],
    ['a long line of many words and more\n \nb\n \n ', 'at character 34'],
  ])('finds %j', (text, got) => {
    expect(manifestFindings(text, 'data.x')).toEqual([
      expect.objectContaining({ rule: 'delivery/unprintable', at: 'data.x', got: expect.stringContaining(got) }),
    ]);
  });

  it('finds it beside live text too', () => {
    expect(manifestFindings(concat('\t', fluxVariable('x'), '\n'), 'data.x')).toHaveLength(1);
  });

  it.each(['', '\t', 'a\n \nb\n', 'a\n\n\tb\n', ' a\n  b\n'])('lets %j pass', (text) => {
    expect(manifestFindings(text, 'data.x')).toEqual([]);
  });
});
