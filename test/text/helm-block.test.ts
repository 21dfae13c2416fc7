import { concat, helm } from '../../lib/text/live-text';
import { through } from '../../lib/text/reader';
import { helmBlock } from '../../lib/text/helm-block';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(helmBlock('|-'), {
  share: 0.2,
  without: /[\r\0\x07\x1b\x7f-\x9f\u2028\u2029\ufeff]/,
  spellings: { 'a\n  b\n\nc': 'a\n  b\n\nc', '': '' },
  refused: [' a', '\ta', '\n a', 'a\n', 'a\rb', 'a\u2028b', 'a\x85', '\x07'],
});

keepsTheLaw(helmBlock('|'), {
  shape: (text) => `${text.replace(/\n+$/, '')}\n`,
  share: 0.2,
  without: /[\r\0\x07\x1b\x7f-\x9f\u2028\u2029\ufeff]/,
  spellings: { 'a\n  b\n': 'a\n  b\n', '': '' },
  refused: ['a', 'a\n\n', '\n', ' a\n'],
});

it('fails when a live part would stand where the newline must', () => {
  expect(() => through(concat('a', helm('.x')), helmBlock('|'))).toThrow('got a live part at the end');
});
