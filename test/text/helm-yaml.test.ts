import { helmTplOfYaml, helmYaml } from '../../lib/text/helm-yaml';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(helmTplOfYaml, { share: 0.8, without: /<no value>/, spellings: { '{{': '{{`{{`}}' } });

keepsTheLaw(helmYaml, {
  share: 0.8,
  without: /[\x7f-\x9f\u2028\u2029]/,
  spellings: { 'é\t': 'é\t' },
  refused: ['\u2028', '\x7f', '\x85', '\ufeffa', 'a\n\n', '\n'],
});
