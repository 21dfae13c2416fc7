import { composeDotenv, composeInterpolation } from '../../lib/text/compose';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(composeInterpolation, { share: 1, spellings: { '${X}': '$${X}' } });

keepsTheLaw(composeDotenv, {
  share: 0.9,
  without: /\0/,
  spellings: { 'a"$X\n': '"a\\"$$X\\n"', '': '""', "it's": '"it\'s"' },
  refused: ['\0'],
});
