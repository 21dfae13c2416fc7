import { fluxTargetPath, helmSetString } from '../../lib/text/strvals';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(helmSetString, { share: 1, spellings: { '{a,b}': '\\{a\\,b}', 'a\\b': 'a\\\\b', null: 'null' } });

keepsTheLaw(fluxTargetPath, {
  alone: true,
  share: 1,
  spellings: { '1': "'1'", "it's'": "it's'", "'a": "'\\'a'", '': "''" },
});
