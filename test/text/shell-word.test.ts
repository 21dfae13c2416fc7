import { posixShell } from '../../lib/text/shell-word';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(posixShell, {
  share: 0.9,
  without: /\0/,
  spellings: { "it's $X": "'it'\\''s $X'", '': "''" },
  refused: ['a\0'],
});
