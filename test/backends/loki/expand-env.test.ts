import { lokiExpandEnv } from '../../../lib/backends/loki/expand-env';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(lokiExpandEnv, { share: 0.9, without: /\0/, spellings: { '${X}': '$${X}', $1: '$$1' }, refused: ['\0'] });
