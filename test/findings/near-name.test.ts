import { misspelt, nearest } from '../../lib/findings/near-name';

const names = ['extraLabelSelector', 'extraFieldSelector', 'dataDir', 'include', 'tls'];

test.each([
  ['extra_label_selector', 'extraLabelSelector'],
  ['extraLabelSelektor', 'extraLabelSelector'],
  ['data-dir', 'dataDir'],
  ['inlcude', 'include'],
  ['TLS', 'tls'],
  ['olny', undefined],
  ['incl', undefined],
  ['tsl', undefined],
  ['colour', undefined],
  ['', undefined],
])('%j is taken for %j', (word, name) => {
  expect(misspelt(word, names)).toBe(name);
});

test('the nearest is found however far it is, and in no time for a word of any length', () => {
  expect(nearest('colour', names)).toBeDefined();
  expect(nearest('colour', [])).toBeUndefined();
  expect(misspelt('x'.repeat(1_000_000), names)).toBeUndefined();
});
