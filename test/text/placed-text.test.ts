import { fluxPostBuild } from '../../lib/text/flux';
import { helmTpl } from '../../lib/text/helm-tpl';
import { PlacedText } from '../../lib/text/placed-text';
import { standIn, standIns } from '../../lib/text/stand-in';

const escaped = 'a: $${b} ${C} c\n{{`{{`}} d {{ .Release.Name }} e';

it('knows where a word stood before its readers', () => {
  const read = PlacedText.of(escaped)
    .read(fluxPostBuild, standIns({ C: '12' }))
    .read(helmTpl, standIns());
  expect(read.text).toBe('a: ${b} 12 c\n{{ d stand-in e');
  for (const word of ['a:', '12', ' c', ' d', ' e']) {
    const written = word === '12' ? '${C}' : word;
    expect([word, read.originOf(read.text.indexOf(word))]).toEqual([word, escaped.indexOf(written)]);
  }
});

it('finds a place in a line that is a whole file', () => {
  const line = '{"a": "$${b} ${LONG_NAME} c"}, '.repeat(3000);
  const read = PlacedText.of(`${line}end`).read(fluxPostBuild, standIns({ LONG_NAME: '' }));
  expect(read.originOf(read.text.indexOf('end'))).toBe(line.length);
  const third = '{"a": "${b}  c"}, '.length * 3;
  expect(read.originOf(third)).toBe((line.length / 3000) * 3);
});

it('takes the beginning of what stands for a character within it', () => {
  const read = PlacedText.of('a ${C} d').read(fluxPostBuild, { C: '1234' });
  expect([...read.text].map((_, index) => read.originOf(index))).toEqual([0, 1, 2, 2, 2, 2, 6, 7]);
});

it('keeps within the text', () => {
  const read = PlacedText.of('$$a').read(fluxPostBuild, {});
  expect([read.originOf(-1), read.originOf(99)]).toEqual([0, 3]);
});

it('has a value for each name, of the kind that it speaks of', () => {
  expect(['LOKI_URL', 'PORT', 'NAME'].map(standIn)).toEqual(['http://stand-in.invalid', '1', 'stand-in']);
  const values = standIns({ NAME: 'a' });
  expect([values['NAME'], values['OTHER'], Object.hasOwn(values, 'OTHER')]).toEqual(['a', 'stand-in', true]);
});
