import { placeholderIn, vectorSecrets } from '../../../lib/engines/vector/secret-placeholder';
import { Unreadable } from '../../../lib/text/unspellable';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(vectorSecrets, {
  share: 0.99,
  names: ['a.A', 'a.B'],
  spellings: {
    'SECRET[a]': 'SECRET[a]',
    'SECRET[.a]': 'SECRET[.a]',
    'secret[a.b]': 'secret[a.b]',
    'SECRET[a.b': 'SECRET[a.b',
  },
  refused: ['SECRET[a.b]', 'x SECRET[a_1.b-c/d.e] y', 'SECRET[SECRET[a.b]'],
});

describe('vector secrets', () => {
  test('are read as Vector reads them', () => {
    const values = { 'a.b-c/d': 'x"\\y', 'a...k': '1' };
    expect(vectorSecrets.read('<SECRET[a.b-c/d]> SECRET[a...k]SECRET[none]', values)).toBe('<x"\\y> 1SECRET[none]');
    expect(() => vectorSecrets.read('SECRET[a.c]', values)).toThrow(Unreadable);
  });

  test('are found in a literal', () => {
    expect(placeholderIn('a SECRET[b.c] SECRET[d.e]')).toEqual({ text: 'SECRET[b.c]', at: 2 });
    expect(placeholderIn('SECRET[]')).toBeUndefined();
  });
});
