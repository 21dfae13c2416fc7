import { fluxPostBuild } from '../../lib/text/flux';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(fluxPostBuild, {
  share: 0.87,
  without: /[\0\x7f-\x9f\u2028\u2029]/,
  spellings: { '$x ${x}': '$$x $${x}' },
  refused: ['a\0b', '\x85', '\u2028', '\ufeff$'],
});
